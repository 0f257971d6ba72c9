"""What to say when `lint` itself fails: everything that a report of the defect needs, and no more."""

import sys
from collections.abc import Iterator, Sequence
from typing import Final

from lint.primitives.defects import cause_of, frames_of, shortage_of
from lint.primitives.patterns import regex
from lint.primitives.version import __version__

_WHERE: Final = "https://github.com/archive-lint/archive-lint/issues"
_MOST_ARGUMENTS: Final = 20
# What a URL or an option may hold that nobody means to publish.
_SECRETS: Final = regex(
    r"(?<=://)[^/@\s]+(?=@)|(?<=\?)\S+|(?i:(?<=token=)|(?<=password=)|(?<=secret=)|(?<=key=)|(?<=auth=))\S+"
)


def lines(error: BaseException, arguments: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the message.

    Parameters:
        error: what was raised; its notes tell of another process.
        arguments: the command line, without the program's name.
    """
    if (shortage := shortage_of(error)) is not None:
        yield f"lint: {shortage}; lint fewer files at once, or use fewer processes with --jobs"
        return
    yield f"lint: this is a defect in lint or a plug-in: {cause_of(error)}"
    for note in (*frames_of(error), *getattr(error, "__notes__", ())):
        yield f"  {note}"
    yield f"  version {__version__}, Python {sys.version.partition(' ')[0]}, {sys.platform}"
    yield f"  command: lint {_command(arguments)}"
    yield f"Nothing is certain about this run. Please report these lines: {_WHERE}"


def _command(arguments: Sequence[str]) -> str:
    from shlex import join

    shown = [_SECRETS.sub("…", argument) for argument in arguments[:_MOST_ARGUMENTS]]
    rest = len(arguments) - len(shown)
    return join(shown) + (f" … and {rest:,} more" if rest else "")
