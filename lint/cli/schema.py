"""`lint schema`: a schema as JSON Schema."""

import argparse
import json
import os

from lint.archive.builders.site import Site
from lint.cli.output import CLEAN, Output
from lint.cli.shared_arguments import add_trust
from lint.config.nearest import ConfigCache
from lint.engine.scope import settle
from lint.report.inert import Syntax


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a schema, such as jekyll (default: the configured schema)"
    )
    add_trust(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    config = ConfigCache(trust=options.trust).for_folder(os.getcwd()).with_options(schema=options.name)
    scope = settle(config, Site(config.root, "requested by name"))
    text = json.dumps(scope.settings.schema.json_schema(), indent=2, ensure_ascii=False)
    Output(None).write(text + "\n", Syntax.JSON)
    return CLEAN
