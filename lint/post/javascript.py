"""Where JavaScript in a body ends: the expressions and tags of JSX."""

import re

from lint.primitives.patterns import regex

# Strings, templates and comments may contain braces. What is escaped begins none: each is looked for once.
_IN_EXPRESSION = regex(
    r"""[{}]|\\.|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`|/\*.*?(?:\*/|\Z)|//[^\n]*+""",
    re.DOTALL,
)
_IN_TAG = regex(r"""[>{<]|"[^"]*+"|'[^']*+'""")


def end_of_expression(text: str, start: int, end: int) -> int | None:
    """Return the end of the expression whose `{` is at `start`; `None` if it is not closed."""
    depth = 0
    for match in _IN_EXPRESSION.finditer(text, start, end):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


def end_of_tag(text: str, start: int, end: int, expressions: list[tuple[int, int]]) -> int | None:
    """Return the end of the tag of JSX that begins at `start`; `None` if it is not closed.

    Parameters:
        expressions: the places of expressions in its attributes are added to it.
    """
    position = start
    while (match := _IN_TAG.search(text, position, end)) is not None:
        position = match.end()
        if match[0] == ">":
            return position
        if match[0] == "<":
            return None
        if match[0] == "{":
            close = end_of_expression(text, match.start(), end)
            if close is None:
                return None
            expressions.append((match.start(), close))
            position = close
    return None
