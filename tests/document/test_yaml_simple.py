"""Front matter of simple lines is read without libyaml, and the result is the same, place by place."""

import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.post.front_matter import reader
from lint.post.front_matter.nodes import Node
from lint.post.front_matter.reader import read
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.post.front_matter.yaml_psych import resolve as psych
from lint.post.front_matter.yaml_simple import _LONGEST as LONGEST
from lint.post.front_matter.yaml_simple import read_simple
from lint.primitives.source import Span
from tools.fuzz.simple_yaml import differences, text_of

ROOT = Path(__file__).parents[2]
SIMPLE = [
    "title: Rain over the harbour\n",
    "title: 雨が降る 🙂\nauthor: é\n",
    "title: \"Rain: 'sun' # and: wind\"\ntags: 'a \"b\" [c]'\n",
    "a: \"\"\nb: ''\nc: ' x '\n",
    "source: https://a.example/b?c=1#d:e\nat: 10:30\nc: a::b :c ::d#e\n",
    "date: 2021-05-03 10:00:00 +0900\nn: -1\nm: 1_000\no: 012\np: .inf\nq: ~\nr: Yes\ns: null\n",
    "a:\nb: \nc:   # nothing\nd:",
    "# first\n\n  # second\na: b # third\n\n#\nc: 'd'   #\n",
    "tags: [ ]\ncategories: []\n",
    "tags: [a, b c,d , 2021-05-03, 'e, f', \"g]\", ~, C#, -x]  \n",
    "tags:\n- a\n- 'b: c'\nothers:\n    -   1\n    -   https://a.example/ \n",
    "a: b\r\nc:\r\n- d\r\n- e \r\nf: [g]\r\n",
    "tags:\n\n# the first\n- a\n  # the second\n- b # c\nothers: [a, b,]\n",
    "last-modified.at_1: b\n雨: c\n2nd: d\n",
    "a: b\xa0c\u3000d\uf001\ufffd\n",
    f"{'k' * 100}: {'v' * 2000}\n",
]
NOT_SIMPLE = {
    "an indented line": ["a: b\n  c\n", " a: b\n", "a:\n  b: c\n", "a: b\n\n c\n"],
    "a tab": ["a:\tb\n", "a: b\t\n", "a: b\n\t\n", "a: b # \tc\n"],
    "another value after a colon or a comment": ["a: b: c\n", "a: b:\n", "a: b #c\n d\n", "a: [b: c]\n", "- a: b\n"],
    "anchors, aliases, tags and merge keys": ["a: &b c\n", "a: *b\n", "a: !!str 1\n", "<<: {a: 1}\n", "&a b: c\n"],
    "other styles": ["a: |\n  b\n", "a: >-\n  b\n", "a: {b: c}\n", "? a\n: b\n", "'a': b\n", '"a": b\n', "a: [[b]]\n"],
    "escapes": ['a: "\\u00e9"\n', "a: 'it''s'\n", "a: 'b'c\n"],
    "what begins with an indicator": ["a: - b\n", "a: @b\n", "a: `b\n", "a: %b\n", "a: ? b\n", "a: ]\n", "a: , b\n"],
    "values of several lines": ['a: "b\n c"\n', "a: [b,\n c]\n", "a: 'b\n\n c'\n"],
    "lists that are not indented alike": ["a:\n  - b\n - c\n", "a:\n- b\n  - c\n", "a: - b\n- c\n"],
    "lists with gaps": ["a: [,]\n", "a: [b, , c]\n", "a:\n-\n- b\n"],
    "keys that are no text": ["1: a\n", "null: a\n", "true: a\n", "2021-05-03: a\n"],
    "a repeated key": ["a: 1\nb: 2\na: 1\n"],
    "a long key": [f"{'k' * 101}: a\n", f"{'k' * 1025}: a\n"],
    "other characters": [f"a: b{char}c\n" for char in "\x00\x07\x1f\x7f\x85\x9f\u2028\u2029\ufeff\ud800\ufffe\uffff\r"],
    "documents": ["a: b\n---\nc: d\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "--- a\n"],
    "nothing, or no mapping": ["", "\n", "# a\n", "a\n", "- a\n", "[a]\n"],
}  # fmt: skip


def simple(text: str, version: str = "psych") -> dict[str, object] | None:
    parsed = read_simple(text, Span(0, len(text)), version)
    assert parsed is None or (parsed.root is not None and isinstance(parsed.root.value, dict))
    return parsed.root.value if parsed is not None and parsed.root is not None else None  # type: ignore[return-value]


@pytest.mark.parametrize("text", SIMPLE)
@pytest.mark.parametrize("version", LIBRARIES)
def test_simple_lines_are_read_as_libyaml_reads_them(text: str, version: str) -> None:
    assert differences(text, version) == ""
    assert differences(text.rstrip("\r\n"), version) == ""


@pytest.mark.parametrize("kind", NOT_SIMPLE)
def test_what_may_mean_something_else_is_for_libyaml(kind: str) -> None:
    assert [text for text in NOT_SIMPLE[kind] if simple(text) is not None] == []
    before = [f"first: 1\n{text}" for text in NOT_SIMPLE[kind] if text.strip("# a\n")]
    assert [text for text in before if simple(text) is not None] == []


def test_a_key_is_what_the_library_takes_it_for() -> None:
    text = "on: a\n"
    assert simple(text, "1.1") is None  # true
    assert simple(text, "js-yaml-4") == {"on": "a"}


@given(st.binary(max_size=60), st.sampled_from(list(LIBRARIES)))
@example(bytes((0, 0, 1, 0, 0, 0, 0, 0)), "psych")
def test_what_is_read_by_lines_is_what_libyaml_reads(choices: bytes, version: str) -> None:
    assert not differences(text_of(choices), version)


@given(st.text("ab:#- \n'\"[],\r雨\u2028\t", max_size=40), st.sampled_from(list(LIBRARIES)))
def test_any_text_of_signs_is_read_as_libyaml_reads_it(text: str, version: str) -> None:
    for head in ("a: ", "a:\n- ", "a: [", "a: b\n", ""):
        assert not differences(head + text, version)


def test_a_front_matter_is_read_by_lines() -> None:
    front_matter = read(
        "---\ntitle: Rain\ndate: 2021-05-03 10:00:00 Z\ntags: [a, b]\n---\nIt rained.\n", "1.1"
    )
    assert front_matter is not None
    assert front_matter.data == {
        "title": "Rain",
        "date": datetime(2021, 5, 3, 10, tzinfo=UTC),
        "tags": ["a", "b"],
    }


def test_nodes_are_made_once() -> None:
    front_matter = read("---\ntitle: Rain\ntags: [a, b]\n---\n", "1.1")
    assert front_matter is not None
    root = front_matter.root
    assert root is not None
    assert root.entries is root.entries
    tags = root.entry("tags")
    assert tags is not None
    assert tags.node.items is tags.node.items
    assert tags.node.value is front_matter.data["tags"]
    with pytest.raises(AttributeError, match="nothing"):
        _ = root.nothing  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="nothing"):
        _ = tags.node.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", SIMPLE)
def test_one_pair_is_made_as_all_are(text: str) -> None:
    root, other = (root_of(text) for _ in range(2))
    data: Any = root.plain_fields
    assert data == other.value
    for key in (*data, "none", 1):
        alone, among = root.entry(key), next((each for each in other.entries if each.key == key), None)
        assert (alone is None) == (among is None)
        if alone is not None and among is not None:
            assert [described(node) for node in (alone.key_node, *alone.node.walk())] == [
                described(node) for node in (among.key_node, *among.node.walk())
            ]


@pytest.mark.parametrize("text", SIMPLE)
@pytest.mark.parametrize("made", [False, True])
def test_places_told_without_nodes_are_those_of_nodes(text: str, made: bool) -> None:  # noqa: FBT001
    root, other = (root_of(text) for _ in range(2))
    assert not made or root.entries  # then the places are theirs
    for key, _, node in other.entries:
        assert isinstance(key, str)
        assert root.value_span(key) == node.span
        assert root.members(key) == [(each.value, each.span) for each in node.items or (node,)]


def root_of(text: str) -> Node:
    parsed = read_simple(text, Span(0, len(text)), "psych")
    assert parsed is not None
    assert parsed.root is not None
    return parsed.root


def described(node: Node) -> tuple[object, ...]:
    return node.kind, node.span, node.value, node.style, node.size, len(node.items)


@given(
    st.from_regex(
        r"[0-3][0-9]{3}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{3})?", fullmatch=True
    )
)
@example("2021-05-03T10:00:00.500")
@example("2021-04-31 10:00:00")
@example("2021-05-03 24:00:00")
@example("2021-05-03 23:59:60")
def test_a_usual_time_is_read_as_one_with_a_space(text: str) -> None:
    usual, other = psych(f"{text}Z"), psych(f"{text} Z")
    assert repr(usual) == repr(other) or (usual, other) == (f"{text}Z", f"{text} Z")


def test_libyaml_is_not_even_imported_for_simple_lines() -> None:
    code = """
import sys
from lint import lint_text
assert not [each for each in lint_text("---\\ntitle: Rain\\ndate: 2021-05-03\\n---\\nIt rained.\\n", "_posts/2021-05-03-a.md") if each.code[:3] == "FMT"]
assert "yaml" not in sys.modules, "libyaml was imported"
lint_text("---\\ntitle: |\\n  Rain\\n---\\nIt rained.\\n", "_posts/2021-05-03-a.md")
assert "yaml" in sys.modules
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("piece", ["k%:\n", "k%: a a a\n", "- a\n", "- ''\n"])
def test_the_memory_of_lines_is_bounded(piece: str) -> None:
    def text(size: int) -> str:
        pieces = (piece.replace("%", str(number)) for number in range(size // (len(piece) + 3)))
        return "a:\n" + "".join(pieces) if piece[0] == "-" else "".join(pieces)

    many = text(LONGEST)
    assert simple(many) is not None  # patterns
    tracemalloc.start()
    try:
        parsed = read_simple(many, Span(0, len(many)), "psych")
        assert parsed is not None
        assert parsed.root is not None
        assert len(list(parsed.root.walk())) > 500
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Front matter that is longer is not read this way: of a post of 20 kB it is 40 times its size.
    assert peak < 800_000


def test_longer_front_matter_is_for_libyaml() -> None:
    text = "a: " + "b" * LONGEST
    assert simple(text) is None
    assert reader.read_content("yaml", text, Span(0, len(text)), "1.1").problem is None
