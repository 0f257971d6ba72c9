"""Why a front matter is rejected, and where; shared by the readers of all formats."""

import re
from collections.abc import Callable
from itertools import islice

from lint.post.front_matter.nodes import Parsed, SyntaxProblem
from lint.primitives.patterns import regex
from lint.primitives.source import Span

DEEPEST = 100
TOO_LONG = "integer with too many digits"
TOO_DEEP = f"nested over {DEEPEST} levels deep"
# Keys and values: each takes some hundred bytes. Of 13,000 files of real sites, none has more than 211.
MOST_VALUES = 10_000
# What aliases expand to shares its memory.
MOST_EXPANDED = 100_000
TOO_MANY = f"over {MOST_VALUES:,} values"

_SIGNS = frozenset("]}\n=,")
_LONG_NUMBER = regex(r"[+-]?[\d_]{641,}")


class RefusedError(Exception):
    """A front matter is rejected.

    Parameters:
        message: the reason.
        start: its offset in the content, in code points.
        end: where it ends; when omitted, one character after the start, but not beyond the line.
    """

    def __init__(self, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def refuse_many(content: str, tokens: re.Pattern[str]) -> None:
    """Raise RefusedError if a text has too many keys, values and comments; `tokens` finds them, and signs."""
    if len(content) < MOST_VALUES:
        return
    values = (match for match in tokens.finditer(content) if match[0] not in _SIGNS)
    match = next(islice(values, MOST_VALUES, None), None)
    if match is not None:
        raise RefusedError(TOO_MANY, match.start())


def read_or_refuse(text: str, span: Span, read: Callable[[str], Parsed], tokens: re.Pattern[str]) -> Parsed:
    """Read `text[span]` with the standard library; every error, also RefusedError, becomes a problem.

    Parameters:
        tokens: finds the tokens of the format.
    """
    content = text[span.start : span.end]
    try:
        return read(content)
    except RefusedError as error:
        return problem(text, span, error)
    except RecursionError:
        return problem(text, span, RefusedError(TOO_DEEP, 0))
    except ValueError:
        number = _oversized(content, tokens)
        return problem(text, span, RefusedError(TOO_LONG, *number))


def problem(text: str, span: Span, error: RefusedError) -> Parsed:
    """Return the result for a rejected front matter, with the place in the whole file."""
    start = min(span.start + error.start, span.end)
    if error.end is not None:
        end = span.start + error.end
    else:
        end = start + 1 if start < span.end and text[start] not in "\r\n" else start
    return Parsed(None, SyntaxProblem(Span(start, end), error.message))


def _oversized(content: str, tokens: re.Pattern[str]) -> Span:
    """Return the integer with more digits than Python converts; the start when there is none."""
    for match in tokens.finditer(content):
        if _LONG_NUMBER.fullmatch(match[0]):
            try:
                int(match[0])
            except ValueError:
                return Span(*match.span())
    return Span(0, 0)
