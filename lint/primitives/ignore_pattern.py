"""One pattern of `.gitignore`, read as git reads it.

https://git-scm.com/docs/gitignore; what it leaves open is as in
https://github.com/git/git/blob/v2.39.5/wildmatch.c and `dir.c` beside it.
"""

import string
from collections.abc import Sequence
from typing import Final, NamedTuple

_SPECIAL: Final = b"*?[\\"
_STAR: Final = ord("*")
_OPEN: Final = "whose brackets are closed"
_SLASH: Final = 1 << ord("/")
_ALL: Final = (1 << 256) - 1
_LETTERS = string.ascii_letters
_CLASSES: Final = {
    b"alnum": _LETTERS + string.digits,
    b"alpha": _LETTERS,
    b"blank": " \t",
    b"cntrl": "".join(map(chr, (*range(32), 127))),
    b"digit": string.digits,
    b"graph": "".join(map(chr, range(33, 127))),
    b"lower": string.ascii_lowercase,
    b"print": "".join(map(chr, range(32, 127))),
    b"punct": string.punctuation,
    b"space": string.whitespace,
    b"upper": string.ascii_uppercase,
    b"xdigit": string.hexdigits,
}


class PatternError(ValueError):
    """The pattern matches nothing; the message says why, in words that follow "expected a pattern"."""


class State(NamedTuple):
    """A place in a pattern.

    Parameters:
        takes: the bytes that lead to the next state, as bits; none for the end of the pattern.
        stays: whether any byte but a slash leads here again: a `*` comes before.
        stays_at_slash: whether a slash does so too: a `**` comes before.
        optional: whether the next state is reached at the same time: `**/` may be nothing.
    """

    takes: int
    stays: bool = False
    stays_at_slash: bool = False
    optional: bool = False


class Pattern(NamedTuple):
    """A pattern.

    Parameters:
        states: its states; the last one is the end.
        negated: whether it begins with `!`, which includes again what it matches.
        folders_only: whether it ends in a slash.
    """

    states: Sequence[State]
    negated: bool
    folders_only: bool


_ANYWHERE: Final = State(_SLASH, stays=True, stays_at_slash=True, optional=True)


def parse(line: bytes, *, strict: bool = False) -> Pattern:
    """Return the pattern in a line.

    Parameters:
        line: a line without its end.
        strict: whether to refuse also what git accepts, but nobody means: a comment, a range in reverse.

    Raises:
        PatternError: when nothing can match.
    """
    if strict and (b"\0" in line or b"\n" in line):
        raise PatternError("without line breaks and NUL")
    text = _trimmed(line.partition(b"\0")[0])
    if not text or text.startswith(b"#"):
        raise PatternError(r"that begins with \# for a name with #" if text else "with at least one name")
    negated = text.startswith(b"!")
    text = text[negated:]
    folders_only = text.endswith(b"/")
    text = text[: len(text) - folders_only]
    is_name = b"/" not in text
    text = text[text.startswith(b"/") :]
    if not text:
        raise PatternError("with at least one name")
    states = _Reader(text, strict=strict, is_name=is_name).states()
    return Pattern([_ANYWHERE, *states] if is_name else states, negated, folders_only)


def _trimmed(line: bytes) -> bytes:
    """Return a line without the spaces at its end, unless a backslash keeps them."""
    end = len(line.rstrip(b" "))
    slashes = end - len(line[:end].rstrip(b"\\"))
    return line[: end + slashes % 2]


class _Reader:
    """Reads the states of a pattern without `!` and without the slashes at its ends.

    Parameters:
        is_name: whether it is compared with the last name of a path alone, in which `**` finds no slash.
    """

    def __init__(self, text: bytes, *, strict: bool, is_name: bool) -> None:
        self._is_name = is_name
        self._text = text
        self._strict = strict
        self._at = 0

    def states(self) -> list[State]:
        text = self._text
        found: list[State] = []
        stays = stays_at_slash = False
        # git compares what precedes the first special character by itself, so that `a**/b` is `a` and `**/b`.
        first_special = next((i for i, byte in enumerate(text) if byte in _SPECIAL), len(text))
        while (start := self._at) < len(text):
            if text[start] != _STAR:
                found.append(State(self._one(), stays, stays_at_slash))
                stays = stays_at_slash = False
                continue
            self._at = end = len(text) - len(text[start:].lstrip(b"*"))
            begins = start == first_special or text[start - 1 : start] == b"/"
            is_double = (
                end - start > 1 and begins and (end == len(text) or text.startswith((b"/", b"\\/"), end))
            )
            if is_double and text.startswith(b"/", end):
                self._at += 1
                if found[-1:] != [_ANYWHERE]:
                    found.append(_ANYWHERE)
            else:
                stays, stays_at_slash = True, is_double and not self._is_name
        return [*found, State(0, stays, stays_at_slash)]

    def _one(self) -> int:
        """Return the bytes that the next place matches, as bits."""
        byte = self._take()
        if byte == ord("\\"):
            return 1 << self._take("without a backslash at its end")
        if byte == ord("?"):
            return _ALL ^ _SLASH
        if byte != ord("["):
            return 1 << byte
        is_inverted = self._next in (b"!", b"^")
        self._at += is_inverted
        members = self._members()
        return (_ALL ^ members if is_inverted else members) & ~_SLASH

    def _members(self) -> int:
        """Return the bytes between brackets, as bits; the first may be a closing bracket."""
        members = 0
        before: int | None = None
        byte = self._take(_OPEN)
        while True:
            if byte == ord("\\"):
                byte = before = self._take(_OPEN)
                members |= 1 << byte
            elif byte == ord("-") and before is not None and self._next not in (b"", b"]"):
                members |= self._range(before)
                before = None
            elif byte == ord("[") and self._next == b":" and (named := self._named()) is not None:
                members |= named
                before = None
            else:
                members |= 1 << byte
                before = byte
            byte = self._take(_OPEN)
            if byte == ord("]"):
                return members

    def _range(self, first: int) -> int:
        """Return the bytes from the first to the one that comes next."""
        last = self._take(_OPEN)
        if last == ord("\\"):
            last = self._take(_OPEN)
        if self._strict and last < first:
            shown = bytes((first, ord("-"), last)).decode("utf-8", "backslashreplace")
            raise PatternError(f"without the range {shown}, which is in reverse")
        return sum(1 << byte for byte in range(first, last + 1))

    def _named(self) -> int | None:
        """Return the bytes of a class such as `[:alpha:]`; `None` if the brackets only look like one."""
        start = self._at + 1
        end = self._text.find(b"]", start)
        if end < 0:
            raise PatternError(_OPEN)
        if end == start or self._text[end - 1] != ord(":"):
            return None
        name = self._text[start : end - 1]
        if name not in _CLASSES:
            raise PatternError("with a class that exists, such as [:alpha:]")
        self._at = end + 1
        return sum(1 << ord(char) for char in _CLASSES[name])

    @property
    def _next(self) -> bytes:
        return self._text[self._at : self._at + 1]

    def _take(self, expected: str = "") -> int:
        """Return the next byte; without one, the pattern is not complete."""
        if self._at == len(self._text):
            raise PatternError(expected)
        self._at += 1
        return self._text[self._at - 1]
