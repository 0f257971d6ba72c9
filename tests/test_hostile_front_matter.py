"""Front matter that few people write: valid where its language says so, and each key one key."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Span, lint_text
from lint.post.front_matter.toml_reader import read_toml

BLANKS = st.text(" \t", max_size=3)
END = st.sampled_from(["\n", "\r\n"])
PIECE = st.one_of(
    st.builds(
        lambda blanks, end, more: "\\" + blanks + end + more, BLANKS, END, st.text(" \t\n", max_size=3)
    ),
    st.sampled_from(
        ["\\\\", "\\\\ \n", '\\"', "\\t", "\\u00e9", "é", "港", "x", " ", '""', "'''", "#", "\\\\\\\\"]
    ),
)


@given(st.lists(PIECE, max_size=6).map("".join))
def test_lines_that_a_backslash_joins_are_read_with_their_places(inside: str) -> None:
    text = f'first = """{inside}"""\n# \\ \nlast = \'\\ \'\n["é"]\nkey = "港"\n'
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    parsed = read_toml(text, Span(0, len(text)))
    assert parsed.problem is None
    assert parsed.root is not None
    assert parsed.root.value == expected
    first = parsed.root.at(["first"])
    assert first is not None
    assert text[slice(*first.span)] == f'"""{inside}"""'
    key = parsed.root.at(["é", "key"])
    assert key is not None
    assert text[slice(*key.span)] == '"港"'


@pytest.mark.parametrize(
    "lines",
    [
        '"""rain \\   \n\n   and wind"""',
        '"""rain \\\t\r\n\r\n\t\r\n   and wind"""',
        '"""\\ \n"""',
        '"""\\\\\\  \n  x"""',
    ],
)
def test_a_post_with_joined_lines_is_read(lines: str) -> None:
    text = f"+++\ntitle = {lines}\ndate = 2021-05-03T22:59:03Z\n+++\nIt rained.\n"
    assert not [finding for finding in lint_text(text, "content/rain.md") if "ambiguous" in finding.message]


def repeats(front_matter: str) -> list[str]:
    findings = lint_text(f"---\n{front_matter}\n---\nIt rained.\n", "_posts/2021-05-03-rain.md")
    return [finding.message.partition(" appears")[0] for finding in findings if finding.code == "FMT004"]


@pytest.mark.parametrize(
    "keys",
    [
        ("1", "true"), ("0", "false"), ("1", "1.0"), ("0", "no"), ("'1'", "1"), ("true", "'true'"), ("~", "'~'"),
        ("[a]", "[b]"), ("{a: 1}", "{a: true}"), ("[1]", "[true]"),
    ],
)  # fmt: skip
def test_keys_that_only_python_takes_for_one_are_two(keys: tuple[str, str]) -> None:
    one, other = keys
    assert repeats(f"? {one}\n: rain\n? {other}\n: wind") == []
    assert repeats(f"weather: {{? {one} : rain, ? {other} : wind}}") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "0x1"),
        ("true", "yes"),
        ("~", "null"),
        ("2021-05-03", "2021-05-03"),
        ("rain", "'rain'"),
        ("[a]", "[ a ]"),
    ],
)
def test_one_key_in_two_notations_is_a_repeat(one: str, other: str) -> None:
    assert len(repeats(f"? {one}\n: rain\n? {other}\n: wind")) == 1


def test_a_repeated_key_is_named_as_it_is_written() -> None:
    assert repeats("true: rain\ntrue: wind") == ["key `true`"]
    assert repeats("'rain': 1\nrain: 2") == ["key `rain`"]
