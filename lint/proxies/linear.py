"""Patterns of a configuration's own proxies, matched in linear time: by RE2, or by `re` if certain."""

import re
import warnings
from typing import Any, Protocol, cast

from lint.config.patterns import PatternError, parsed
from lint.primitives.patterns import regex

# Bytes for a compiled pattern and what RE2 remembers of it: the time of a character is limited by them too.
_MEMORY = 1 << 18
# What RE2 takes for something else than `re` does (https://github.com/google/re2/wiki/Syntax).
_DIFFERS = regex(r"\\.|(?P<name>\[:\^?[a-z]{4,6}:\])|(?P<repeat>\{,\d*\})", re.DOTALL)
_INSTEAD = {"name": "the characters, such as `a-z`", "repeat": "the lower limit too, such as `{0,2}`"}


class Match(Protocol):
    """What `re` and RE2 return for a match."""

    def groupdict(self) -> dict[str, Any]:
        """Return the texts of the groups by name; `None` for one that is not part of the match."""


class Pattern(Protocol):
    """What `re` and RE2 compile a pattern to."""

    def match(self, string: str, /) -> Match | None:
        """Match at the start of a text."""

    def sub(self, repl: str, string: str, count: int = 0) -> str:
        """Replace matches."""


def linear(pattern: str, *, anywhere: bool = False) -> Pattern:
    """Compile a pattern that is matched in linear time.

    Parameters:
        pattern: in the syntax that Python's `re` and RE2 (https://github.com/google/re2/wiki/Syntax) share.
        anywhere: whether it is searched for, and not only matched at the start of a text.

    Raises:
        PatternError: when it is not valid, may mean two things, or needs google-re2, which is not installed.
    """
    tree = parsed(pattern)
    for sign in _DIFFERS.finditer(pattern):
        if sign.lastgroup is not None:
            raise PatternError(f"it has `{sign[0]}`; instead, write {_INSTEAD[sign.lastgroup]}")
    try:
        import re2  # type: ignore[import-untyped]  # optional, and only such configurations need it
    except ImportError:
        from lint.proxies.certain import is_certain

        if not is_certain(tree, anywhere=anywhere):
            raise PatternError(
                "it may take more than linear time; expected a pattern in which the next character always"
                " decides how to go on, or google-re2 for any pattern: pip install 'archive-lint[re2]'"
            ) from None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as `parsed` does
            return re.compile(pattern)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    # RE2 writes the end of the text in lower case.
    translated = re.sub(r"\\(.)", lambda sign: r"\z" if sign[1] == "Z" else sign[0], pattern, flags=re.DOTALL)
    try:
        return cast("Pattern", re2.compile(translated, options=options))
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        raise PatternError(reason.decode() if isinstance(reason, bytes) else str(reason)) from error
