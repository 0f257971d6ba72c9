"""Patterns that are compiled when they are first searched."""

import re
from typing import Any, AnyStr, cast

# Those that may not be compiled yet.
_made: "list[_Lazy]" = []


class _Lazy:
    """Stands in for a compiled pattern until more is asked for than what it was made of.

    Parameters:
        pattern: its text.
        flags: as for `re.compile`; those of a compiled pattern have what its text sets as well.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        # Methods become attributes, so that the next call costs what one of the pattern's own does.
        for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            self.__dict__[each] = getattr(compiled, each)
        value = self.__dict__[name] = getattr(compiled, name)
        return value


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled when it is first searched.

    For the constants of modules: there are some six hundred, a run on one post needs a tenth of them, and to
    compile all takes a quarter of its time.

    Parameters:
        pattern: its text.
        flags: as for `re.compile`.
    """
    made = _Lazy(pattern, flags)
    _made.append(made)
    return cast("re.Pattern[AnyStr]", made)


def compile_all() -> None:
    """Compile all patterns that are not compiled yet: for a process that does many runs."""
    for each in _made:
        each.search  # noqa: B018 - which compiles it
    _made.clear()


def found_by(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Return whether a match is one of a pattern that may have been made by `regex`."""
    return match.re.pattern == pattern.pattern


def is_text_pattern(value: object) -> bool:
    """Return whether a value is a pattern of text, compiled or not yet."""
    return isinstance(value, re.Pattern | _Lazy) and isinstance(value.pattern, str)
