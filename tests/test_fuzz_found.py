"""What the fuzzers found, each as the rule behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from lint import Config, Document, Finding, Severity, Source, Span
from lint.config.nearest import ConfigCache
from lint.engine.fix import Repair, repair
from lint.engine.linter import Linter
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.post.front_matter.yaml_reader import read_yaml
from lint.post.settings import Settings
from lint.primitives.finding import Edit, Fix, replace
from lint.schema import load as load_schema

SETTINGS = Settings(schema=load_schema("plain"))
Find = Callable[[str], Sequence[tuple[str, Span, str]]]


class Counting:
    """Finds issues in a text, each with the text that its fix writes, and counts how often it is asked."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self.count = 0

    def __call__(self, source: Source) -> tuple[Document, list[Finding]]:
        self.count += 1
        found = []
        for message, span, content in self.find(source.text):
            places = source.position(span.start), source.position(span.end)
            fix = replace(span, content, "write it", unsafe=False)
            found.append(Finding("XYZ001", "x", message, Severity.ERROR, "a.md", span, *places, fix, ""))
        return Document(source, SETTINGS), found

    def repair(self, text: str) -> Repair:
        document, findings = self(Source("a.md", text.encode()))
        self.count = 0
        return repair(document, findings, self)


def each(word: str, content: str) -> Find:
    """Find each place of a word; the fix writes something else."""

    def find(text: str) -> list[tuple[str, Span, str]]:
        starts = [at for at in range(len(text)) if text.startswith(word, at)]
        return [(f"{word} at {at}", Span(at, at + len(word)), content) for at in starts]

    return find


def stays_the_same(find: Find, text: str) -> Repair:
    """Repair a text, then the result, which must stay."""
    once = Counting(find).repair(text)
    twice = Counting(find).repair(once.document.text)
    assert twice.document.text == once.document.text
    return once


def fixed(text: str, *, unsafe: bool = True) -> str:
    linter = Linter(ConfigCache(Config(root="/archive", dialect="jekyll")))
    scope = linter.scope("/archive/_posts", "/archive")
    linted = linter.lint_source(
        Source("2021-05-03-x.md", text.encode(), "/archive/_posts/2021-05-03-x.md"), scope
    )
    return linter.repair(linted, unsafe=unsafe).document.text


def test_a_fix_that_works_only_after_another_one_is_tried_again() -> None:
    # Two pixels that one link holds: the first to go would leave what is wrong with the link.
    post = '---\ntitle: x\n---\nRain.\n\n<a href="h"><img src="http://feeds.feedburner.com/~r/"><img src="http://feeds.feedburner.com/~r/"></a>\n'
    once = fixed(post)
    assert fixed(once) == once


def test_a_fix_that_another_one_makes_possible_is_applied_in_the_same_run() -> None:
    def find(text: str) -> list[tuple[str, Span, str]]:
        found = []
        if "b" in text:
            found.append(("b", Span(text.index("b"), text.index("b") + 1), "" if "a" not in text else "b"))
        if "a" in text:
            found.append(("a", Span(text.index("a"), text.index("a") + 1), ""))
        return found

    assert stays_the_same(find, "b a").document.text == " "


def test_many_fixes_that_fail_take_few_tries() -> None:
    linter = Counting(each("x", "x"))  # each finding remains
    done = linter.repair("x " * 400 + " " * 60_000)
    assert not done.applied
    assert linter.count <= 30
    assert all(dropped.reason for dropped in done.dropped)
    assert len(done.dropped) == 400


def test_fixes_that_fail_do_not_keep_the_others_from_being_applied() -> None:
    def find(text: str) -> list[tuple[str, Span, str]]:
        return sorted([*each("x", "x")(text), *each("y", "z")(text)], key=lambda found: found[1])

    linter = Counting(find)
    done = linter.repair("x y " * 50)
    assert done.document.text == "x z " * 50
    assert linter.count <= 250
    assert len(done.applied) == 50


def test_fixes_that_undo_each_other_leave_a_text_that_stays() -> None:
    def find(text: str) -> list[tuple[str, Span, str]]:
        return [*each("ab", "ba")(text), *each("ba", "ab")(text)][:1]

    done = stays_the_same(find, "ab")
    assert [dropped.reason for dropped in done.dropped] == ["the fixes undo each other"]


@pytest.mark.parametrize("content", ["xx", "x" * 50])
def test_fixes_without_end_change_nothing(content: str) -> None:
    def find(text: str) -> list[tuple[str, Span, str]]:
        return [(f"{len(text)} is too short", Span(0, 1), content)]

    linter = Counting(find)
    done = linter.repair("x" * 110_000)
    assert done.document.text == "x" * 110_000
    assert [dropped.reason for dropped in done.dropped] == ["the fixes of this file do not come to an end"]
    assert linter.count <= 100


def test_a_key_that_appears_often_is_fixed_in_one_round() -> None:
    linter = Linter(ConfigCache(Config(root="/archive", dialect="jekyll")))
    scope = linter.scope("/archive/_posts", "/archive")
    keys = "".join(f"author: a{number}\n" for number in range(200))
    text = f"---\ntitle: x\n{keys}---\nRain.\n"
    linted = linter.lint_source(
        Source("2021-05-03-x.md", text.encode(), "/archive/_posts/2021-05-03-x.md"), scope
    )
    done = linter.repair(linted, unsafe=True)
    assert done.document.text == "---\ntitle: x\nauthor: a199\n---\nRain.\n"
    assert len(done.rounds) == 1


@pytest.mark.parametrize("unsafe", [False, True])
def test_keys_that_appear_often_with_few_values_take_few_rounds(unsafe: bool) -> None:  # noqa: FBT001 - a parameter of the test
    linter = Linter(ConfigCache(Config(root="/archive", dialect="jekyll")))
    scope = linter.scope("/archive/_posts", "/archive")
    keys = "".join(f"author: a{number // 3}\n" for number in range(150))
    text = f"---\ntitle: x\n{keys}---\nRain.\n"
    path = "/archive/_posts/2021-05-03-x.md"
    linted = linter.lint_source(Source("2021-05-03-x.md", text.encode(), path), scope)
    done = linter.repair(linted, unsafe=unsafe)
    assert done.document.text.count("author: ") == (1 if unsafe else 50)
    assert len(done.rounds) <= 3
    assert not done.dropped


def test_a_safe_fix_deletes_a_key_only_if_its_value_appears_again() -> None:
    post = "---\ntitle: x\nauthor: a\nauthor: b\nauthor: b\n---\nRain.\n"
    assert fixed(post, unsafe=False) == "---\ntitle: x\nauthor: a\nauthor: b\n---\nRain.\n"


def test_edits_of_a_fix_that_overlap_are_not_applied_but_named() -> None:
    def lint(source: Source) -> tuple[Document, list[Finding]]:
        edits = (Edit(Span(0, 3), "a"), Edit(Span(2, 4), "b"))
        place = source.position(0)
        wrong = Finding(
            "XYZ001", "x", "no", Severity.ERROR, "a.md", Span(0, 1), place, place, Fix("m", edits), ""
        )
        return Document(source, SETTINGS), [wrong]

    done = repair(*lint(Source("a.md", b"12345")), lint)
    assert done.document.text == "12345"
    assert [dropped.reason for dropped in done.dropped] == ["its edits overlap, a mistake of the rule"]


def test_a_base_element_inside_an_address_has_no_fix() -> None:
    post = "---\ntitle: x\n---\n[rain](<base href=http://a.example/>)\n"
    assert "<base href=http://a.example/>" in fixed(post)
    assert fixed(fixed(post)) == fixed(post)


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x 1\nb: &x {c: *x}", "&x {a: [b, *x]}"])
def test_an_alias_inside_its_own_value_is_named_as_such(text: str) -> None:
    problem = read_yaml(text, Span(0, len(text)), "psych").problem
    assert problem is not None
    assert problem.message == "alias *x is inside its own value"
    assert text.startswith("*x", problem.span.start)


@pytest.mark.parametrize("version", LIBRARIES)
@pytest.mark.parametrize("value", [f"{'9' * 400}:00", f"-{'9' * 400}:00", f"{'9' * 400}:00.5"])
def test_hours_beyond_any_number_are_read(version: str, value: str) -> None:
    text = f"a: {value}"
    parsed = read_yaml(text, Span(0, len(text)), version)
    assert parsed.problem is None
    assert parsed.root is not None
    assert isinstance(parsed.root.entries[0].node.value, int | float | str)
