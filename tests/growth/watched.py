"""Patterns that tell which texts they are tried on, for a process of its own.

`watch` has to be called before `lint` is imported, since Python compiles a pattern only once.
"""

import re
import sys
from typing import Any, Protocol


class Heard(Protocol):
    """What is told of a call."""

    def __call__(self, pattern: "Watched", text: str, start: int, end: int, *, looks: bool) -> None:
        """Take a call.

        Parameters:
            text: what the pattern is tried on.
            start: where the call begins in it.
            end: where it ends.
            looks: whether the pattern looks for itself there, and does not only try one place.
        """


class Watched:
    """A pattern of a module, which behaves like it.

    Parameters:
        compiled: the pattern.
        module: the name of the module that compiles it.
    """

    heard: Heard | None = None

    def __init__(self, compiled: re.Pattern[Any], module: str) -> None:
        self.compiled = compiled
        self.module = module

    # `isinstance(…, re.Pattern)` believes the class that an object claims.
    __class__ = property(lambda _: re.Pattern)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the pattern."""
        return getattr(self.compiled, name)

    def __copy__(self) -> "Watched":
        return self

    def __deepcopy__(self, _: object) -> "Watched":
        return self

    def match(self, string: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._tell(string, pos, endpos, looks=False)
        return self.compiled.match(string, pos, endpos)

    def fullmatch(self, string: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._tell(string, pos, endpos, looks=False)
        return self.compiled.fullmatch(string, pos, endpos)

    def search(self, string: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._tell(string, pos, endpos)
        return self.compiled.search(string, pos, endpos)

    def finditer(self, string: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._tell(string, pos, endpos)
        return self.compiled.finditer(string, pos, endpos)

    def findall(self, string: Any, pos: int = 0, endpos: int = sys.maxsize) -> Any:
        self._tell(string, pos, endpos)
        return self.compiled.findall(string, pos, endpos)

    def sub(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._tell(string)
        return self.compiled.sub(repl, string, count)

    def subn(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._tell(string)
        return self.compiled.subn(repl, string, count)

    def split(self, string: Any, maxsplit: int = 0) -> Any:
        self._tell(string)
        return self.compiled.split(string, maxsplit)

    def _tell(self, string: Any, start: int = 0, end: int = sys.maxsize, *, looks: bool = True) -> None:
        if Watched.heard is not None:
            text = string if isinstance(string, str) else bytes(string).decode("latin-1")
            Watched.heard(self, text, start, min(end, len(text)), looks=looks)


def watch() -> dict[tuple[str, int, str], Watched]:
    """Return the patterns that `lint` compiles from now on, by pattern, flags and module.

    One of bytes is listed as one of text, since its bytes are tried as characters.
    """
    found: dict[tuple[str, int, str], Watched] = {}
    compile_pattern = re._compile  # type: ignore[attr-defined]  # noqa: SLF001 - what each function of `re` calls

    def watching(pattern: Any, flags: int) -> Any:
        if type(pattern) is Watched:
            return pattern
        compiled = compile_pattern(pattern, flags)
        module = sys._getframe(2).f_globals.get("__name__", "")  # noqa: SLF001 - who asked for it
        if not module.startswith("lint."):
            return compiled
        is_text = isinstance(compiled.pattern, str)
        text = compiled.pattern if is_text else compiled.pattern.decode("latin-1")
        flags = compiled.flags if is_text else compiled.flags | re.ASCII
        return found.setdefault((text, flags, module), Watched(compiled, module))

    re._compile = watching  # type: ignore[attr-defined]  # noqa: SLF001
    from lint.primitives import patterns

    patterns.regex = re.compile  # all of them are compiled, also before they are searched
    return found
