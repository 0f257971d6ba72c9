from __future__ import annotations

import datetime as dt
import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.front_matter.nodes import Node, Parsed
from lint.post.front_matter.toml_reader import read_toml
from lint.primitives.source import Span
from tests.conftest import is_plain

BEFORE = "\ufeff+++茶🍵\n"
AFTER = "\n+++\n茶"
CLASH = "this key repeats or contradicts one above"

LETTERS = st.one_of(
    st.sampled_from("茶館🍵\u2028\u2029\x85\ufeff\ud800\udc80#=[]{},."), st.characters(min_codepoint=32)
)
PLAIN = st.text(LETTERS.filter(lambda letter: letter not in "\"'\\\x7f"), max_size=10)
ESCAPES = st.sampled_from(["\\n", '\\"', "\\\\", "\\u8336", "\\U0001F375"])
BASIC = st.lists(PLAIN | ESCAPES, max_size=3).map("".join)
STRINGS = st.one_of(
    BASIC.map(lambda text: f'"{text}"'),
    PLAIN.map(lambda text: f"'{text}'"),
    st.lists(BASIC | st.sampled_from(["\n", '"', "'", "\\\n  "]), max_size=3).map(
        lambda parts: '"""' + "".join(parts) + '\n"""'
    ),
    st.lists(PLAIN | st.sampled_from(["\n", '"""', "'", "\\"]), max_size=2).map(
        lambda parts: "'''" + "".join(parts) + "\n'''"
    ),
)
SIMPLE = st.sampled_from(
    [
        "1",
        "-1_000",
        "0xFF",
        "1.5e3",
        "-inf",
        "nan",
        "true",
        "false",
        "2024-02-29",
        "07:32:00.25",
        "2024-02-29T07:32:00",
        "2024-02-29 07:32:00Z",
        "2024-02-29t07:32:00.5+08:00",
        '"""茶"""""',
    ]
)
SCALARS = STRINGS | SIMPLE
PART = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True),
    BASIC.map(lambda text: f'"{text}"'),
    PLAIN.map(lambda text: f"'{text}'"),
)
KEYS = st.lists(PART, min_size=1, max_size=3).map(" . ".join)


def pairs(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{} = {}".format, KEYS, values)


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", # 茶]\n ".join(items) + "\n]")
        | st.lists(pairs(inner), max_size=3).map(lambda items: "{ " + ", ".join(items) + " }")
    ),
    max_leaves=6,
)
LINES = st.one_of(
    pairs(VALUES).map(lambda pair: f"{pair} # 註解"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]]# x"),
    st.just("# 茶 [[ \u2028"),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a document of compatible lines, with one kind of line break."""
    content = ""
    for line in draw(st.lists(LINES, max_size=8)):
        try:
            tomllib.loads(f"{content}{line}\n")
        except tomllib.TOMLDecodeError:
            continue
        content += f"{line}\n"
    return content.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def read(content: str) -> Parsed:
    """Read `content` in the middle of a file whose first characters are wide."""
    return read_toml(BEFORE + content + AFTER, Span(len(BEFORE), len(BEFORE) + len(content)))


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


def raw_at(content: str, *loc: str | int) -> str:
    node = root_of(content).at(loc)
    assert node is not None
    return raw(content, node.span)


@given(documents())
def test_every_value_is_at_its_place(content: str) -> None:
    root = root_of(content)
    assert repr(root.value) == repr(tomllib.loads(content))
    seen = []
    stack = [root]
    while stack:
        node = stack.pop()
        text = raw(content, node.span)
        if node.kind == "scalar" or node.style == "flow":
            assert repr(tomllib.loads(f"value = {text}")["value"]) == repr(node.value)
            seen.append(node.span)
        for key, key_node, child in node.entries:
            assert tomllib.loads(f"{raw(content, key_node.span)} = 1") == {key: 1}
            assert node.span.start <= child.span.start
            assert child.span.end <= node.span.end
            seen.append(key_node.span)
            stack.append(child)
        stack.extend(node.items)
        if node.kind == "mapping":
            assert node.value == {key: child.value for key, _, child in node.entries} or "nan" in repr(
                node.value
            )
    assert len(set(seen)) == len(seen)


@given(
    st.text(
        st.one_of(st.sampled_from("ab.=[]{}\"'\\#,\n\r -1:TZ\ud800中\u2028"), st.characters()), max_size=30
    )
)
def test_any_text_yields_a_root_or_a_problem_inside(content: str) -> None:
    parsed = read(content)
    assert (parsed.root is None) == (parsed.problem is not None)
    if parsed.problem is not None:
        start, end = parsed.problem.span
        assert len(BEFORE) <= start <= end <= len(BEFORE) + len(content)


def test_dates_and_times_are_what_tomllib_makes_of_them() -> None:
    root = root_of("a = 2024-02-29T07:32:00+08:00\nb = 2024-02-29 07:32:00\nc = 2024-02-29\nd = 07:32:00")
    zone = dt.timezone(dt.timedelta(hours=8))
    assert root.value == {
        "a": dt.datetime(2024, 2, 29, 7, 32, tzinfo=zone),
        "b": dt.datetime(2024, 2, 29, 7, 32),  # noqa: DTZ001 - TOML has dates without one
        "c": dt.date(2024, 2, 29),
        "d": dt.time(7, 32),
    }


def test_dotted_keys_are_mappings_whose_keys_are_the_parts() -> None:
    content = "a . \"茶\".'c' = 1\na.d = 2\n"
    root = root_of(content)
    assert root.value == {"a": {"茶": {"c": 1}, "d": 2}}
    assert raw_at(content, "a") == "\"茶\".'c' = 1\na.d = 2"
    assert raw_at(content, "a", "茶") == "'c' = 1"
    outer = root.entry("a")
    assert outer is not None
    inner = outer.node.entry("茶")
    assert inner is not None
    assert raw(content, outer.key_node.span) == "a"
    assert (raw(content, inner.key_node.span), inner.key_node.style) == ('"茶"', "double")
    assert root.size == 9


def test_a_table_is_its_header_to_its_last_child() -> None:
    content = "[a]\r\nx = '茶' # tea\r\n[a.b]\r\ny = 1\r\n\r\n# end\r\n[c]\r\n"
    assert raw_at(content, "a") == "[a]\r\nx = '茶' # tea\r\n[a.b]\r\ny = 1"
    assert raw_at(content, "a", "b") == "[a.b]\r\ny = 1"
    assert raw_at(content, "c") == "[c]"
    assert raw_at(content) == content.rstrip()


def test_a_table_named_before_it_is_declared_keeps_one_entry() -> None:
    content = "[a.b]\nx = 1\n[a]\ny = 2\n"
    root = root_of(content)
    assert root.value == {"a": {"b": {"x": 1}, "y": 2}}
    assert raw_at(content, "a") == content.rstrip()
    assert raw_at(content, "a", "b") == "[a.b]\nx = 1"


def test_an_array_of_tables_is_a_sequence() -> None:
    content = "[[q]]\nx = 1\n[[q]]\n[q.r]\ny = 2\n[[q.s]]\n"
    root = root_of(content)
    assert root.value == {"q": [{"x": 1}, {"r": {"y": 2}, "s": [{}]}]}
    assert raw_at(content, "q") == content.rstrip()
    assert raw_at(content, "q", 0) == "[[q]]\nx = 1"
    assert raw_at(content, "q", 1) == "[[q]]\n[q.r]\ny = 2\n[[q.s]]"
    assert raw_at(content, "q", 1, "r") == "[q.r]\ny = 2"
    assert root.size == 14


@pytest.mark.parametrize("content", ["", "# 茶\r\n", "\n\n"])
def test_nothing_but_comments_is_an_empty_mapping(content: str) -> None:
    root = root_of(content)
    assert (root.kind, root.value, raw(content, root.span)) == ("mapping", {}, "")


@pytest.mark.parametrize(
    ("content", "key", "start"),
    [
        ("a = '茶'\r\nb = 1\r\na = [\r\n1]\r\n", "a", 16),
        ("a = 1\na . b = 2", "a . b", 6),
        ('"a" = 1\na = """\nx"""\n', "a", 8),
        ("[a]\n[b]\n[ a ]\nx = 1", "a", 10),
        ("a = 1\n[[a]]", "a", 8),
        ("[[a]]\n[a]", "a", 7),
        ("a = {}\n[a.b]", "a.b", 8),
        ("a = {b = 1}\na.c = {}", "a.c", 12),
        ("x = [[{q = '[', q = \"]\"}]]", "q", 16),
        ("x = {q = {}, q.r = 1, s = 2", "q.r", 13),
        ("[a.b]\nc = 1\n[a]\nb.d = 2", "b.d", 16),
    ],
)
def test_a_repeated_key_is_reported_at_the_key(content: str, key: str, start: int) -> None:
    assert shown_problem(content) == (CLASH, key, start)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("茶 = 1\n", ("茶", 0)),
        ("a = \r\n", ("", 4)),
        ("a = '茶'\r\nb 1\r\n", ("1", 11)),
        ("a = '茶\u2028館' x", ("x", 10)),
        ('a = "茶', ("", 6)),
        ("a = [1,\n2", ("", 9)),
        ('a = "茶\\q"', ("\\q", 6)),
        ('a = "\\ud800"', ("\\ud800", 5)),
        ("a = 2024-02-30", ("2", 4)),
    ],
)
def test_errors_of_python_are_reported_at_their_place(content: str, expected: tuple[str, int]) -> None:
    message, *place = shown_problem(content)
    assert tuple(place) == expected
    assert is_plain(message)
    assert message != CLASH


def test_an_integer_that_python_does_not_convert_is_reported_at_its_place() -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(700)
    try:
        problem = shown_problem("a = '" + "1" * 701 + "'\nb = " + "1" * 701)
    finally:
        sys.set_int_max_str_digits(before)
    assert problem == ("integer with too many digits", "1" * 701, 712)


def test_a_hundred_levels_are_read() -> None:
    assert root_of("a = " + "[" * 99 + "]" * 99).size == 101
    assert root_of("a." * 99 + "a = 1").size == 201
    assert root_of("[" + "a." * 98 + "a]").size == 199


@pytest.mark.parametrize(
    "content",
    [
        "a = " + "[" * 100 + "]" * 100,
        "a = " + "[" * 100_000,
        "a = " + "{a = [" * 60 + "]}" * 60,
        "a." * 100 + "a = 1",
        "a." * 100_000 + "a = 1",
        "'茶' . " * 200 + "a = 1",
        "[" + "a." * 60 + "a]\n" + "b." * 60 + "b = 1",
    ],
)
def test_more_levels_are_a_problem(content: str) -> None:
    message, found, _ = shown_problem(content)
    assert message == "nested over 100 levels deep"
    assert found


def test_many_brackets_and_dots_side_by_side_or_in_strings_are_not_deep() -> None:
    content = f'a = [{"[1.5], " * 300}]\n# {"[" * 300}\nb = \'{"." * 300}\'\nc = """"\\"{"[{" * 300}\n"""\n'
    assert root_of(content).value == tomllib.loads(content)
