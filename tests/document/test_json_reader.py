from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.front_matter.json_reader import read_json
from lint.post.front_matter.nodes import Node, Parsed
from lint.primitives.source import Span
from tests.conftest import is_plain

BEFORE = "\ufeff{前🍵"
AFTER = "\n茶"

CHARACTERS = st.one_of(
    st.sampled_from("茶館🍵\u2028\u2029\x85\ufeff\ud800\udc80\"\\/'[]{},:#\n\r\t\x00"), st.characters()
)
TEXTS = st.text(CHARACTERS, max_size=12)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def read(content: str) -> Parsed:
    """Read `content` in the middle of a file whose first characters are wide."""
    return read_json(BEFORE + content + AFTER, Span(len(BEFORE), len(BEFORE) + len(content)))


def root_of(content: str) -> Node:
    parsed = read(content)
    assert parsed.problem is None
    assert parsed.root is not None
    return parsed.root


def raw(content: str, span: Span) -> str:
    return (BEFORE + content + AFTER)[span.start : span.end]


def shown_problem(content: str) -> tuple[str, str, int]:
    problem = read(content).problem
    assert problem is not None
    return problem.message, raw(content, problem.span), problem.span.start - len(BEFORE)


@given(
    value=VALUES,
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
    breaks=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_value_is_at_its_place(value: object, ascii_only: bool, indent: int, breaks: str) -> None:  # noqa: FBT001 - Hypothesis gives it
    content = json.dumps(value, ensure_ascii=ascii_only, indent=indent).replace("\n", breaks)
    root = root_of(content)
    assert root.value == json.loads(content)
    for node in root.walk():
        again = json.loads(raw(content, node.span))
        assert again == node.value
        assert type(again) is type(node.value)
        for key, key_node, _ in node.entries:
            assert json.loads(raw(content, key_node.span)) == key


@given(
    st.text(st.one_of(st.sampled_from('{}[]:,"\\ \n\rNaInfity-1.e\ud800中'), st.characters()), max_size=30)
)
def test_any_text_yields_a_root_or_a_problem_inside(content: str) -> None:
    parsed = read(content)
    assert (parsed.root is None) == (parsed.problem is not None)
    if parsed.problem is not None:
        start, end = parsed.problem.span
        assert len(BEFORE) <= start <= end <= len(BEFORE) + len(content)


def test_places_of_keys_values_and_collections() -> None:
    content = '{\r\n  "題": ["茶", 2],\r\n  "n": {"x": null}\r\n}'
    root = root_of(content)
    assert root.kind == "mapping"
    assert raw(content, root.span) == content
    tea = root.at(["題", 0])
    assert tea is not None
    assert (raw(content, tea.span), tea.style) == ('"茶"', "double")
    entry = root.entry("題")
    assert entry is not None
    assert raw(content, entry.key_node.span) == '"題"'
    assert (entry.node.kind, raw(content, entry.node.span)) == ("sequence", '["茶", 2]')
    assert root.size == 9


def test_repeated_keys_are_kept_and_the_last_decides() -> None:
    content = '{"茶": 1, "a": {"b": 1, "\\u0062": 2}, "茶": 3, "茶": 4}'
    parsed = read(content)
    assert parsed.root is not None
    assert parsed.root.value == {"茶": 4, "a": {"b": 2}}
    assert [entry.node.value for entry in parsed.root.entries] == [1, {"b": 2}, 3, 4]
    found = [(key, first.start, raw(content, again)) for key, first, again, _ in parsed.repeated]
    first = len(BEFORE) + 1
    assert [(key, text) for key, _, text in found] == [("b", '"\\u0062"'), ("茶", '"茶"'), ("茶", '"茶"')]
    assert [start for key, start, _ in found if key == "茶"] == [first, first]
    assert len({each.again for each in parsed.repeated}) == 3


@pytest.mark.parametrize(("content", "kind"), [("[1]", "sequence"), ('"茶"', "scalar"), ("null", "scalar")])
def test_a_root_that_is_not_a_mapping_is_kept(content: str, kind: str) -> None:
    root = root_of(f" {content}\n")
    assert (root.kind, raw(f" {content}\n", root.span)) == (kind, content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ("", 0)),
        ('{"茶" 1}', ("1", 5)),
        ('{"a": 1 "b": 2}', ('"', 8)),
        ('{"a": "茶', ('"', 6)),
        ('{"a": "茶\r\n"}', ("", 8)),
        ('{"a": "\\q"}', ("\\", 7)),
        ("{} 茶", ("茶", 3)),
        ("// a\n{}", ("/", 0)),
    ],
)
def test_errors_of_python_are_reported_at_their_place(content: str, expected: tuple[str, int]) -> None:
    message, *place = shown_problem(content)
    assert tuple(place) == expected
    assert is_plain(message)
    assert message[-1].isalnum()  # Python's goes on with the place


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"茶": NaN}', ("NaN is not JSON", "NaN", 6)),
        ('{"NaN": "NaN", "b": [-Infinity]}', ("-Infinity is not JSON", "-Infinity", 21)),
        ("[Infinity]", ("Infinity is not JSON", "Infinity", 1)),
        ("[NaNNaN]", ("NaN is not JSON", "NaN", 1)),
    ],
)
def test_words_that_are_not_json_are_reported_at_their_place(
    content: str, expected: tuple[str, str, int]
) -> None:
    assert shown_problem(content) == expected


def test_an_integer_that_python_does_not_convert_is_reported_at_its_place() -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(700)
    try:
        problem = shown_problem('["' + "1" * 701 + '", ' + "1" * 701 + "]")
    finally:
        sys.set_int_max_str_digits(before)
    assert problem == ("integer with too many digits", "1" * 701, 706)


def test_a_hundred_levels_are_read() -> None:
    root = root_of("[" * 100 + "]" * 100)
    assert root.size == 100


@pytest.mark.parametrize("count", [101, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"[茶": '])
def test_more_levels_are_a_problem_at_the_first_of_them(count: int, opening: str) -> None:
    bracket = opening[0]
    assert shown_problem(opening * count) == ("nested over 100 levels deep", bracket, len(opening) * 100)


def test_many_brackets_side_by_side_or_in_strings_are_not_deep() -> None:
    content = "[" + "[]," * 300 + '"' + "[" * 300 + '"]'
    assert root_of(content).value == json.loads(content)
