"""Where the code and formulas of kramdown and Python-Markdown end."""

import re
from functools import cache

from lint.primitives.patterns import regex

_INFO = regex(r"[ \t]*+(?:\S++)?[ \t]*\r?\Z")
_UNQUOTED = regex(r"^(?![ \t]*>)", re.MULTILINE)


class CodeEnds:
    """Finds the ends of code; what is not closed is looked for once."""

    def __init__(self, text: str, *, is_python: bool) -> None:
        self._text = text
        self._is_python = is_python
        # By their sign, the length of fences that nothing closes, and up to where.
        self._unclosed: dict[str, tuple[int, int]] = {}
        self._has_formulas = True

    def of_fence(self, match: re.Match[str], line: int, end: int) -> int | None:
        """Return the end of the code that a fence begins; `None` if it begins none.

        Parameters:
            match: the line of the fence.
            line: the end of that line.
        """
        mark = match["fence"]
        if self._is_python and (match["quote"] or match["indent"]):
            return None
        sign = f"{mark[0]}{bool(match['quote'])}"
        length, until = self._unclosed.get(sign, (len(mark) + 1, 0))
        if not _INFO.match(match["info"]) or (len(mark) >= length and line <= until):
            return None
        prefix, stop = r"[ \t]*", end
        if match["quote"]:  # it ends with the quotation
            unquoted = _UNQUOTED.search(self._text, line, end)
            prefix, stop = r"[ \t]*>[ \t>]*", unquoted.start() if unquoted is not None else end
        pattern = _closing_fence(mark[0], len(mark), prefix, exactly=self._is_python)
        closing = pattern.search(self._text, line, stop)
        if closing is None:
            self._unclosed[sign] = (len(mark), stop)
            return None
        return min(closing.end() + 1, end)

    def of_formula(self, at: int, end: int) -> int | None:
        """Return the end of the formula that begins at an offset and is alone on its lines."""
        close = self._text.find("$$", at + 2, end) if self._has_formulas else -1
        if close < 0:
            self._has_formulas = False
            return None
        rest = self._text.find("\n", close, end)
        return None if self._text[close + 2 : rest if rest >= 0 else end].strip() else close + 2


@cache
def _closing_fence(sign: str, length: int, prefix: str, *, exactly: bool) -> re.Pattern[str]:
    more = "" if exactly else ","
    return re.compile(rf"^{prefix}{sign}{{{length}{more}}}[ \t]*\r?$", re.MULTILINE)
