"""A change of a file as a binary patch, which `git apply` reads: it has no text that a log could act on.

The format: https://git-scm.com/docs/diff-format#_generating_patch_text_with_p, and `apply_binary` in git's
`apply.c`. GNU patch does not read it.
"""

import hashlib
import zlib
from base64 import b85encode
from collections.abc import Iterator

_BYTES_OF_A_LINE = 52


def binary_patch(names: tuple[str, str], before: bytes, after: bytes) -> str:
    """Return the patch, whose names are quoted as in other patches."""
    ids = "..".join(map(_blob, (before, after)))
    lines = [f"diff --git {names[0]} {names[1]}", f"index {ids}", "GIT binary patch"]
    for data in (after, before):
        lines += [f"literal {len(data)}", *_encoded(data), ""]
    return "\n".join(lines) + "\n"


def _blob(data: bytes) -> str:
    """Return git's name for the content; `git apply` compares it with the file's."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _encoded(data: bytes) -> Iterator[str]:
    packed = zlib.compress(data, 9)
    for start in range(0, len(packed), _BYTES_OF_A_LINE):
        piece = packed[start : start + _BYTES_OF_A_LINE]
        # How many bytes: `A` to `Z` for 1 to 26, then `a` to `z`.
        size = len(piece)
        letter = chr(ord("A") + size - 1) if size <= 26 else chr(ord("a") + size - 27)  # noqa: PLR2004 - as above
        yield letter + b85encode(piece, pad=True).decode()
