"""`lint new-rule`: the file of a new rule, to fill in."""

import argparse
import os
import re

from lint.cli.output import CLEAN, say
from lint.primitives.errors import OutputError, UsageError
from lint.rule import registry
from lint.rule.definition import CODE
from lint.rule.selection import rule_named

DESCRIPTION = """\
Create the file of a new rule. It contains a working rule with a trigger, an
option, a manual, and examples that are its tests; replace each with your own.
"""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+\Z")
_TEMPLATE = '''\
"""{code} {name}."""

from dataclasses import dataclass

from lint.rule import Document, Field, Issue, Issues, option, rule


@dataclass(frozen=True)
class Options:
    """The options in `[rules.{code}]`."""

    longest: int = option(60, "the longest title allowed, in characters")


# Called for each post that has a title. For other triggers, see help(lint.rule.rule).
@rule("{code}", severity="warning", field="title", options=Options)
def {function}(field: Field, document: Document, *, options: Options) -> Issues:
    """State in one sentence what is wrong.

    Explain why it matters, and what is not reported. The examples are tests; the marks show what is reported.

    ```yaml bad option.longest=4
    title: ⟦Rain over the harbour⟧
    ```

    ```yaml good
    title: Rain
    ```

    Explain how to fix it.
    """
    if isinstance(field.value, str) and len(field.value) > options.longest:
        length = len(field.value)
        yield Issue(field.span, f"the title has {{length}} characters; expected at most {{options.longest}}")
'''


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="letters and three digits, such as KEEP001")
    parser.add_argument("name", metavar="NAME", help="the problem in kebab case, such as title-too-long")
    parser.add_argument(
        "--folder",
        metavar="FOLDER",
        help="the folder of the file (default: lint/rules/FAMILY if it exists, else the current folder)",
    )


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    code, name = options.code, options.name
    if not CODE.match(code):
        raise UsageError(f"{code!r} is not a valid code; expected letters and three digits, such as KEEP001")
    if not _NAME.match(name):
        raise UsageError(
            f"{name!r} is not a valid name; expected words in kebab case, such as title-too-long"
        )
    for taken in (code, name):
        if (other := rule_named(taken, registry.load())) is not None:
            raise UsageError(f"{taken} is already taken: {other.code} is {other.name}")
    family = os.path.join("lint", "rules", code.rstrip("0123456789").lower())
    folder = options.folder or (family if os.path.isdir(family) else os.curdir)
    function = name.replace("-", "_")
    path = os.path.normpath(os.path.join(folder, f"{function}.py"))
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(_TEMPLATE.format(code=code, name=name, function=function))
    except FileExistsError as error:
        raise UsageError(f"{path} already exists") from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    say(f"lint: created {path}; fill it in, then test its examples: python -m lint.testing {path}")
    return CLEAN
