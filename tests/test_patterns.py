"""Regular expressions that every supported Python reads alike."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.post.front_matter.toml_reader import read_toml
from lint.primitives.source import Span

PACKAGE = Path(__file__).parent.parent / "lint"
LOOKS = ("?=", "?!", "?<=", "?<!")
# A class, whose first `]` is a member; else one character.
STEP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:<[=!]|[=!:>]|P?<\w+>|\w*-?\w+:))?|.", re.DOTALL)


def looks_in_possessive_groups(pattern: str) -> list[str]:
    """Return the possessive or atomic groups that contain a lookahead or lookbehind."""
    opened: list[tuple[int, str, bool]] = []
    found = []
    for step in STEP.finditer(pattern):
        if step[0][0] == "(":
            opened.append((step.start(), step[0], False))
        elif step[0] == ")" and opened:
            start, kind, looks = opened.pop()
            is_possessive = re.match(r"(?:[*+?]|\{\d*,?\d*\})\+", pattern[step.end() :])
            if looks and (is_possessive or kind == "(?>"):
                found.append(pattern[start : step.end()])
            if opened and (looks or kind[1:] in LOOKS):
                opened[-1] = (*opened[-1][:2], True)
    return found


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and value of each string in a module; a placeholder in an f-string becomes a group."""
    inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "(?:x)" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            yield node.lineno, node.value


def test_no_possessive_group_looks_ahead_or_behind() -> None:
    """Python before 3.11.5 goes on from where such a group gave up, as if it had matched so far."""
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 100
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {group}"
        for path in modules
        for line, text in texts(ast.parse(path.read_bytes()))
        for group in looks_in_possessive_groups(text)
    ]
    assert found == [], "Python 3.11.2 is wrong about these groups: spell out what they look for"


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (r'(?:[^"]++|"(?!""))*+', 1),
        (r"(?>a(?=b))", 1),
        (r"(?:(?:a|(?<!x)b)c)?+", 1),
        (r"(?P<name>a(?<=a)){1,3}+", 1),
        (r"(?:a(?=b))*", 0),
        (r"(?=a)(?:ab)*+", 0),
        (r"(?:a++(?=b))+ (?:c)*+", 0),
        (r"(?:[(?=]a)*+", 0),
        (r"(?:\(?=a)*+", 0),
        (r"(?:[]()]a(?!b))++", 1),
    ],
)
def test_the_guard_knows_the_construct(pattern: str, count: int) -> None:
    re.compile(pattern)
    assert len(looks_in_possessive_groups(pattern)) == count


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize(
    "inside", ["", "{0}", "{0}{0}", "[{0}", "[{0}{0}", "{0}{0}[{0}a", "\n[{0}\n", "{0}a{0}{0}"]
)
def test_quotes_in_a_text_of_many_lines_end_nothing(quote: str, inside: str) -> None:
    text = f"x{inside.format(quote)}"
    deep = "[" * 150  # brackets enough that they are counted, and none outside a text
    content = f"a = [{quote * 3}{text}{quote * 3}, {quote}{deep}{quote}]"
    parsed = read_toml(content, Span(0, len(content)))
    assert parsed.problem is None
    assert parsed.root is not None
    assert parsed.root.value == {"a": [text, deep]}


@pytest.mark.parametrize("piece", ['"a', '""a', "\\\\", '"\\\\', "\n"])
def test_a_long_text_of_many_lines_is_read(piece: str) -> None:
    content = f'a = """{piece * 30_000}"""\nb = [{"[]," * 120}]\n'
    assert read_toml(content, Span(0, len(content))).problem is None
