from __future__ import annotations

import itertools
import json
from datetime import date

import frontmatter as python_frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lint.archive.builders.jekyll import Jekyll
from lint.post.front_matter.handlers import PlacedHandler, PlacedJSON, PlacedTOML, PlacedYAML
from lint.post.front_matter.nodes import Node
from lint.post.front_matter.reader import read
from lint.primitives.source import BOM, Span
from tests.conftest import is_plain

WORDS = st.text(
    st.one_of(
        st.sampled_from("abc 中文カ한🙂👨‍👩‍👧é\u2028\u00a0,:#[]{}'\"\\&*!|>%@`-?"),
        # YAML allows neither controls nor these two.
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    ),
    max_size=12,
)
KEYS = st.text("abcxyz标题_", min_size=1, max_size=6)


def scalar(value: str, style: str) -> str:
    if style == "double":
        return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\L").replace("\ufeff", "\\uFEFF")
    if style == "single":
        safe = "".join(char for char in value if char not in "\u2028\u2029\u0085\ufeff")
        return "'" + safe.replace("'", "''") + "'"
    return "plain " + "".join(char for char in value if char.isalnum())


@st.composite
def documents(draw: st.DrawFn) -> str:
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["---"]
    anchored = False
    for index, key in enumerate(draw(st.lists(KEYS, min_size=1, max_size=6, unique=True))):
        form = draw(st.sampled_from(["scalar", "flow", "block", "literal", "alias", "empty"]))
        style = draw(st.sampled_from(["double", "single", "plain"]))
        text = scalar(draw(WORDS), style)
        name = f"{key}{index}"
        if form == "scalar":
            anchor = "&a " if not anchored and draw(st.booleans()) else ""
            anchored = anchored or bool(anchor)
            lines.append(f"{name}: {anchor}{text}  # note")
        elif form == "flow":
            lines.append(f"{name}: [ {text}, {scalar(draw(WORDS), 'double')} ]")
        elif form == "block":
            lines += [f"{name}:", f"  - {text}", "  - x: 1"]
        elif form == "literal":
            lines += [f"{name}: |", "  一行 🙂", "  two", "", ""]
        elif form == "alias" and anchored:
            lines.append(f"{name}: *a")
        else:
            lines.append(f"{name}:")
    lines += ["---", "body"]
    return draw(st.sampled_from(["", BOM])) + newline.join(lines) + newline


def reparse(raw: str) -> object:
    return yaml.safe_load(raw)


@given(documents())
def test_every_scalar_is_at_its_span(text: str) -> None:
    front_matter = read(text, "1.1")
    assert front_matter is not None
    assert front_matter.problem is None
    root = front_matter.root
    assert root is not None
    content = text[front_matter.content.start : front_matter.content.end]
    assert root.value == yaml.safe_load(content)
    for node in root.walk():
        raw = text[node.span.start : node.span.end]
        if node.kind == "alias":
            assert raw.startswith("*")
        elif node.style in ("literal", "folded"):
            assert raw[0] in "|>"
            assert raw == raw.rstrip()
        elif node.kind == "scalar":
            assert reparse(raw) == node.value
        elif node.style == "flow":
            assert (raw[0], raw[-1]) in (("[", "]"), ("{", "}"))
            assert reparse(raw) == node.value


@given(documents())
def test_neighbours_do_not_overlap(text: str) -> None:
    front_matter = read(text, "1.1")
    assert front_matter is not None
    leaves = [node for node in front_matter.root.walk() if node.kind in ("scalar", "alias")]  # type: ignore[union-attr]  # it would fail there
    ends = [Span(0, 0), *(node.span for node in leaves)]
    assert all(before.end <= after.start for before, after in itertools.pairwise(ends))


@given(st.text(max_size=200))
def test_any_text_reads_without_a_crash(text: str) -> None:
    for head in ("---\n", "+++\n", "{", "", BOM + "\n---\n"):
        front_matter = read(head + text + "\n---\n", "1.1")
        if front_matter is not None and front_matter.problem is not None:
            span = front_matter.problem.span
            assert 0 <= span.start <= span.end <= len(head + text) + 5


def fields(text: str) -> dict[str, object]:
    front_matter = read(text, "1.1")
    assert front_matter is not None
    return front_matter.data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("---\na: 1\n---\n", {"a": 1}),
        ("---  \na: 1\n...\n", {"a": 1}),
        ("---\r\na: 1\r\n--- \r\nbody", {"a": 1}),
        ("---\n---\n", {}),
        ("---yaml\na: 1\n---\n", {"a": 1}),
        ('+++\na = "x"\n+++\n', {"a": "x"}),
        ('{"a": {"b": "}"}}\nbody', {"a": {"b": "}"}}),
        (';;;\n{"a": 1}\n;;;\n', {"a": 1}),
        ("---js\nmodule.exports = {}\n---\n", {}),
        ("---\nd: 2020-05-18\n---\n", {"d": date(2020, 5, 18)}),
    ],
)
def test_formats(text: str, data: dict[str, object]) -> None:
    assert fields(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text",
        "# Heading\n",
        "------\nrule",
        "{% include x %}\n",
        "{{< youtube x >}}\n",
        "---\n\ntext only",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read(text, "1.1") is None


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (BOM + "---\na: 1\n---\n", "bom", BOM),
        ("\n\n---\na: 1\n---\n", "blank", "\n\n"),
        ("---\na: 1\nbody", "unterminated", "---"),
        ("--- post\na: 1\n---\n", "trailing-text", "post"),
    ],
)
def test_damaged_fences_are_read_and_noted(text: str, kind: str, place: str) -> None:
    front_matter = read(text, "1.1", Jekyll(), is_post=False)
    assert front_matter is not None
    [defect] = front_matter.defects
    assert (defect.kind, text[defect.span.start : defect.span.end]) == (kind, place)
    assert kind == "unterminated" or front_matter.data == {"a": 1}


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ('title: "a\\智"\n', "\\", None),
        ('title: "中国"鲲龙"x"\n', "鲲", None),
        ("title: a\x08b\n", "\x08", "U+0008"),
        ("title: *nowhere\n", "*", "no anchor"),
        ("a: 中文\x00\n", "\x00", "U+0000"),
    ],
)
def test_syntax_problems_have_a_place(content: str, place: str, message: str | None) -> None:
    text = f"---\n{content}\n---\n"
    front_matter = read(text, "1.1")
    assert front_matter is not None
    assert front_matter.problem is not None
    span = front_matter.problem.span
    assert text[span.start : span.end] == place
    if message is None:  # libyaml says why
        assert is_plain(front_matter.problem.message)
    else:
        assert message in front_matter.problem.message


DEEP = [
    ("[" * 10_000, 100),
    ("{a: " * 10_000, 400),
    ("- " * 10_000, 200),
    ("? " * 10_000, 200),
    ("[" * 100 + "- " * 10_000, None),
    ("[" * 60 + "{a: " * 10_000, 220),
    ('["[", ' + "[" * 10_000, 105),
    ("[" * 150 + '"\\q"', 100),
    ("[" * 150 + "\x00", 100),
    ("- " * 150 + "\x00", 200),
    ("- " * 150 + '"\\q"', 200),
    ("&a [" * 10_000, 400),
]


@pytest.mark.parametrize(("content", "place"), DEEP, ids=range(len(DEEP)))
def test_what_nests_too_deep_is_refused_before_libyaml_does(content: str, place: int | None) -> None:
    front_matter = read(f"---\n{content}\n---\n", "1.1")
    assert front_matter is not None
    problem = front_matter.problem
    assert problem is not None
    if place is None:  # a flow collection contains no block
        assert "nested" not in problem.message
    else:
        assert (problem.span.start - 4, problem.message) == (place, "nested over 100 levels deep")


def test_the_deepest_allowed_nesting_is_read() -> None:
    for content in ("[" * 100 + "]" * 100, "- " * 100, '["' + "[" * 5000 + '"]', "# " + "[" * 5000):
        front_matter = read(f"---\n{content}\n---\n", "1.1")
        assert front_matter is not None
        assert front_matter.problem is None


def test_aliases_that_expand_too_far_are_rejected_before_a_later_error() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 6)]
    front_matter = read("---\n" + "\n".join(lines) + "\x00\n---\n", "1.1")
    assert front_matter is not None
    assert front_matter.problem is not None
    assert front_matter.problem.message == "aliases expand to over 10,000 values"


def test_an_alias_bomb_is_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    front_matter = read("---\n" + "\n".join(lines) + "\n---\n", "1.1")
    assert front_matter is not None
    assert front_matter.problem is not None
    assert "expand" in front_matter.problem.message


def test_repeated_keys_are_both_placed() -> None:
    text = "---\na: 1\nb: {c: 1, c: 2}\na: 2\n---\n"
    front_matter = read(text, "1.1")
    assert front_matter is not None
    assert [(r.key, r.first.start, r.again.start) for r in front_matter.repeated] == [
        ("c", text.index("c: 1"), text.index("c: 2")),
        ("a", text.index("a: 1"), text.index("a: 2")),
    ]
    assert front_matter.data == {"a": 2, "b": {"c": 2}}


@pytest.mark.parametrize(
    ("plain", "v11", "v12"),
    [
        ("yes", True, "yes"),
        ("true", True, True),
        ("012", 10, 12),
        ("0o12", "0o12", 10),
        ("1:30", 90, "1:30"),
        ("1_000", 1000, "1_000"),
        ("2021-02-30", "2021-02-30", "2021-02-30"),
        ("~", None, None),
        ("1e3", "1e3", 1000.0),
        ("1.5", 1.5, 1.5),
        ("-.inf", float("-inf"), float("-inf")),
        ("0x1F", 31, 31),
        ("+1", 1, 1),
    ],
)
def test_plain_scalars_by_version(plain: str, v11: object, v12: object) -> None:
    for version, expected in (("1.1", v11), ("1.2", v12)):
        front_matter = read(f"---\na: {plain}\n---\n", version)
        assert front_matter is not None
        assert front_matter.data == {"a": expected}
        assert type(front_matter.data["a"]) is type(expected)


def test_yaml_11_agrees_with_pyyaml() -> None:
    for plain in (
        "190:20:30",
        "0b101",
        "685.230_15e+03",
        ".5",
        "NULL",
        "Off",
        "2001-12-14t21:59:43.10-05:00",
        "0",
    ):
        front_matter = read(f"---\na: {plain}\n---\n", "1.1")
        assert front_matter is not None
        assert front_matter.data == yaml.safe_load(f"a: {plain}")


def test_merge_keys() -> None:
    assert fields("---\nbase: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n---\n")["c"] == {"x": 1, "y": 3}


@pytest.mark.parametrize(
    ("text", "handler"),
    [
        ("---\ntitle: 标题\n---\n正文\n", PlacedYAML()),
        ('+++\ntitle = "标题"\n+++\n正文\n', PlacedTOML()),
        (';;;\n{"title": "标题"}\n;;;\n正文\n', PlacedJSON()),
    ],
)
def test_python_frontmatter_takes_the_handlers(text: str, handler: PlacedHandler) -> None:
    post = python_frontmatter.loads(text, handler=handler)
    assert (post["title"], post.content) == ("标题", "正文")
    assert (handler.detect(text), handler.detect("正文\n")) == (True, False)
    with pytest.raises(ValueError, match="at offset"):
        handler.load('{"')


def test_node_paths() -> None:
    front_matter = read("---\na: [1, {b: 2}]\n---\n", "1.1")
    assert front_matter is not None
    root = front_matter.root
    assert isinstance(root, Node)
    assert root.at(("a", 1, "b")).value == 2  # type: ignore[union-attr]  # it would fail there
    assert root.at(("a", 9)) is None
