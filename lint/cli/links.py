"""`lint links`: every link and image of some posts, one per line, for other tools."""

import argparse
import os
from collections.abc import Callable, Sequence
from functools import partial

from lint.archive.discovery import Target, find
from lint.cli.output import CLEAN, FAILED, Output, say_unchecked
from lint.cli.shared_arguments import (
    add_paths,
    add_selection,
    configs_of,
    refuse_paths_beside_standard_input,
    say_unused,
)
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.post.document import Document
from lint.post.link_records import links, records
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import Source
from lint.report.inert import Syntax
from lint.report.json_lines import encode
from lint.report.printable import printable

DESCRIPTION = """\
List every link and image in the posts, one JSON object per line: its position,
its absolute URL, its image proxy, and the URL of the original image.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_paths(parser)
    parser.add_argument("--output-format", choices=("jsonl", "text"), default="jsonl", help="default: jsonl")
    parser.add_argument("--output-file", metavar="FILE", help="write the list to this file")
    add_selection(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    refuse_paths_beside_standard_input(options)
    configs = configs_of(options)
    found = find(options.paths, configs)
    say_unchecked(found.missing, ())
    say_unused(configs)
    output = Output(options.output_file)
    is_text = options.output_format == "text"
    write = partial(output.write, syntax=Syntax.TEXT if is_text else Syntax.JSON)
    unchecked = _write(found.targets, configs, _text_lines if is_text else _json_lines, write)
    output.close()
    say_unchecked((), (*found.unreadable, *unchecked))
    return FAILED if found.missing or found.unreadable or unchecked else CLEAN


def _write(
    targets: Sequence[Target],
    configs: ConfigCache,
    lines: Callable[[Document], str],
    write: Callable[[str], None],
) -> list[tuple[str, str]]:
    """Write the links of each file; return the files that could not be read, with the reason."""
    linter = Linter(configs)
    unchecked = []
    for target in targets:
        scope = linter.scope(os.path.dirname(target.path), target.top)
        try:
            data = read(target.path, scope.config.max_file_size, configs.bounds)
        except UncheckedError as error:
            unchecked.append((target.filename, str(error)))
            continue
        document = Document(Source(target.filename, data, target.path), scope.settings)
        if document.source.undecodable is not None:
            unchecked.append((target.filename, "it is not UTF-8"))
            continue
        write(lines(document))
    return unchecked


def _json_lines(document: Document) -> str:
    return "".join(encode(record) + "\n" for record in records(document))


def _text_lines(document: Document) -> str:
    name = printable(document.source.filename)
    return "".join(
        f"{name}:{row}:{column}: {link.element} {link.attribute} {printable(link.raw)}\n"
        for link in links(document)
        for row, column in [document.source.position(link.span.start)]
    )
