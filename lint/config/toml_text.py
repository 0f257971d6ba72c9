"""Configuration files in TOML: read in linear time, every mistake as one kind of error."""

import tomllib
from typing import Any, Final

from lint.primitives.patterns import regex

# `tomllib` takes the square of a key's parts.
_MOST_PARTS: Final = 100
_QUOTED: Final = regex(r"""\"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_TOO_LONG: Final = "not valid TOML: an integer has too many digits; expected one of 64 bits"
_TOO_DEEP: Final = "cannot be read: it is nested too deeply"


class TOMLError(ValueError):
    """The text cannot be read; the message is the end of a sentence that begins with the file."""


def parse(data: bytes) -> dict[str, Any]:
    """Return the table in a file, or raise TOMLError."""
    try:
        text = data.decode("utf-8")
        is_deep = any(
            _parts(line) > _MOST_PARTS for line in text.split("\n") if line.count(".") >= _MOST_PARTS
        )
        table = {} if is_deep else tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TOMLError(f"not valid TOML: {error}") from error
    except RecursionError as error:
        raise TOMLError(_TOO_DEEP) from error
    except ValueError as error:  # Python reads no integer of many digits (CVE-2020-10735)
        raise TOMLError(_TOO_LONG) from error
    if is_deep:
        raise TOMLError(_TOO_DEEP)
    if _has_long_integer(table):
        raise TOMLError(_TOO_LONG)
    return table


def _has_long_integer(data: object) -> bool:
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
        elif isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            return True
    return False


def _parts(line: str) -> int:
    """Return how many parts a key in a line has at most."""
    return max(part.count(".") for part in _QUOTED.sub("", line).split("=")) + 1
