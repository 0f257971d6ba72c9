"""Fixes in memory: rounds, what is undone and why, places that move."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Config, Document, Finding, Severity, Source, Span
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.engine.fix import repair
from lint.engine.linter import Linter
from lint.engine.moves import Moves
from lint.post.settings import Settings
from lint.primitives.finding import Applicability, Edit, Fix, apply_edits, explain, replace
from lint.schema import load as load_schema

SEEDS = Path(__file__).parent.parent / "seeds"
SETTINGS = Settings(schema=load_schema("news-mirror"))


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="ab雨🙂\r\n", max_size=40))
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(start, end) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    return text, [Edit(span, draw(st.text(alphabet="xyz", max_size=4))) for span in spans]


@given(texts_and_edits(), st.data())
def test_a_span_that_no_edit_touches_moves_with_its_text(
    drawn: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = drawn
    after = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    new = Moves(edits).moved(span)
    assert 0 <= new.start <= new.end <= len(after)
    if not any(edit.span.start <= span.end and span.start <= edit.span.end for edit in edits):
        assert after[new.start : new.end] == text[span.start : span.end]


@given(texts_and_edits())
def test_a_replaced_span_becomes_its_replacement(drawn: tuple[str, list[Edit]]) -> None:
    text, edits = drawn
    after = apply_edits(text, edits)
    for edit in edits:
        new = Moves(edits).moved(edit.span)
        assert after[new.start : new.end] == edit.content


def document(text: str) -> Document:
    return Document(Source("a.md", text.encode()), SETTINGS)


def finding(text: str, word: str, fix: Fix | None, code: str = "XYZ001") -> Finding:
    start = text.index(word)
    source = Source("a.md", text.encode())
    span = Span(start, start + len(word))
    places = source.position(span.start), source.position(span.end)
    return Finding(code, "x", f"{word} is wrong", Severity.ERROR, "a.md", span, *places, fix, "")


def words(text: str, repairs: dict[str, str | None], *, unsafe: bool = False) -> list[Finding]:
    """Return a finding for each word in the text, with its replacement as the fix."""
    found = []
    for word, content in repairs.items():
        if word in text:
            start = text.index(word)
            fix = (
                None
                if content is None
                else replace(Span(start, start + len(word)), content, "write it", unsafe=unsafe)
            )
            found.append(finding(text, word, fix))
    return sorted(found, key=lambda each: each.span)


def run(
    text: str, repairs: dict[str, str | None], *, unsafe: bool = False, rule_is_unsafe: bool = False
) -> tuple[str, list[str], list[str]]:
    def check(source: Source) -> tuple[Document, list[Finding]]:
        return Document(source, SETTINGS), words(source.text, repairs, unsafe=rule_is_unsafe)

    start = document(text)
    done = repair(start, words(text, repairs, unsafe=rule_is_unsafe), check, unsafe=unsafe)
    return (
        done.document.text,
        [each.message for each in done.applied],
        [each.reason for each in done.dropped],
    )


def test_fixes_are_applied_in_rounds_until_none_is_left() -> None:
    assert run("one two", {"one": "two three", "two three": "four"}) == (
        "four two",
        ["one is wrong", "two three is wrong"],
        [],
    )


def test_a_fix_that_leaves_its_finding_is_undone_and_the_others_stay() -> None:
    text, applied, dropped = run("bad good worse", {"bad": "bad ", "good": "fine", "worse": "well"})
    assert text == "bad fine well"
    assert applied == ["good is wrong", "worse is wrong"]
    assert dropped == ["the finding would remain"]


def test_a_fix_that_causes_a_new_finding_is_undone() -> None:
    text, applied, dropped = run("bad", {"bad": "awful", "awful": None})
    assert (text, applied) == ("bad", [])
    assert dropped == ["it would cause a new finding: XYZ001 awful is wrong"]


def hidden(text: str, wrong: str) -> list[Finding]:
    """Return a finding for each hidden image, with its URL as the fix, and one for each wrong URL."""
    found = []
    for tag in re.finditer(r"<img ([^<>]*)>", text):
        if " src=" not in tag[0]:
            place = Span(tag.start(1), tag.start(1))
            lazy = re.search(r'data-[a-z]+="([^"]*)"', tag[0])
            fix = replace(place, f'src="{lazy[1]}" ', "write it") if lazy else None
            found.append(finding(text, tag[0], fix, "HID001"))
    for match in re.finditer(wrong, text):
        span = Span(*match.span())
        found.append(finding(text, wrong, None, "WRG001")._replace(span=span, message=wrong))
    return sorted(found, key=lambda each: each.span)


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ('<img data-a="wrong">', 1),
        ('<img data-a="right"> <img src="wrong">', 1),
        ('<img class="rain" data-a="wrong" data-b="x"> wrong', 1),
        ('<img data-a="x" data-b="wrong">', 1),
    ],
)
def test_what_was_wrong_in_the_same_element_is_not_new(text: str, applied: int) -> None:
    def check(source: Source) -> tuple[Document, list[Finding]]:
        return Document(source, SETTINGS), hidden(source.text, "wrong")

    done = repair(document(text), hidden(text, "wrong"), check)
    assert (len(done.applied), [each.reason for each in done.dropped]) == (applied, [])


def test_what_was_wrong_in_another_element_is_new_if_there_is_more_of_it() -> None:
    text = '<img data-a="bad"> <p title="bad">'

    def check(source: Source) -> tuple[Document, list[Finding]]:
        # The rule does not look at `data-a`, so that the fix makes one more of what was wrong in <p>.
        found = hidden(source.text, "bad")
        ignored = source.text.index('data-a="') + len('data-a="')
        return Document(source, SETTINGS), [each for each in found if each.span.start != ignored]

    start = document(text)
    done = repair(start, check(start.source)[1], check)
    assert [each.reason for each in done.dropped] == ["it would cause a new finding: WRG001 bad"]


def test_what_another_fix_deletes_is_no_excuse_for_something_new() -> None:
    text = "<p>bad</p> and then rain"

    def check(source: Source) -> tuple[Document, list[Finding]]:
        found = [
            finding(source.text, "bad", None, "BAD001")._replace(span=Span(*match.span()))
            for match in re.finditer("bad", source.text)
        ]
        if "<p>" in source.text:
            found.append(finding(source.text, "<p>bad</p>", replace(Span(0, 10), "", "remove it"), "DEL001"))
        if "rain" in source.text:
            at = source.text.index("rain")
            found.append(finding(source.text, "rain", replace(Span(at, at + 4), "bad", "write it"), "RAI001"))
        return Document(source, SETTINGS), sorted(found, key=lambda each: each.span)

    start = document(text)
    done = repair(start, check(start.source)[1], check)
    assert done.document.text == " and then rain"
    assert [each.finding.code for each in done.dropped] == ["RAI001"]


def test_what_a_repaired_finding_held_is_not_new() -> None:
    text = "<box>bad, worse</box>"

    def check(source: Source) -> tuple[Document, list[Finding]]:
        inside = [
            finding(source.text, word, None, code)
            for word, code in (("bad", "BOX001"), ("worse", "WRS001"))
            if word in source.text
        ]
        if "<box>" not in source.text:
            return Document(source, SETTINGS), inside
        fix = Fix("remove the tags", (Edit(Span(0, 5), ""), Edit(Span(15, 21), "")))
        return Document(source, SETTINGS), [explain(finding(source.text, "<box>", fix, "BOX001"), inside)]

    start = document(text)
    done = repair(start, check(start.source)[1], check)
    assert (done.document.text, done.dropped) == ("bad, worse", [])
    assert [each.code for each in done.findings] == ["BOX001", "WRS001"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("b: [", "the front matter would not parse"),
        ("b: 1\na: 3", "the field `a` would change too"),
    ],
)
def test_a_fix_that_harms_the_front_matter_is_undone(content: str, reason: str) -> None:
    text = "---\na: 1\nc: 1\nb: 2\n---\n"
    assert run(text, {"b: 2": content}) == (text, [], [reason])


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    text, applied, _ = run("one", {"one": "two", "two": "one"})
    assert text in ("one", "two")
    assert len(applied) <= 110


def test_unsafe_fixes_are_only_applied_on_request() -> None:
    assert run("bad", {"bad": "good"}, rule_is_unsafe=True) == ("bad", [], [])
    assert run("bad", {"bad": "good"}, rule_is_unsafe=True, unsafe=True)[0] == "good"


def test_two_rules_can_make_the_same_edit() -> None:
    text = "bad"

    def check(source: Source) -> tuple[Document, list[Finding]]:
        fix = Fix("write it", (Edit(Span(0, 3), "good"),), Applicability.SAFE)
        found = (
            [finding(source.text, "bad", fix, code) for code in ("AAA001", "BBB001")]
            if "bad" in source.text
            else []
        )
        return Document(source, SETTINGS), found

    done = repair(document(text), check(Source("a.md", text.encode()))[1], check)
    assert done.document.text == "good"
    assert [each.code for each in done.applied] == ["AAA001", "BBB001"]


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_the_seeds_is_stable_and_touches_nothing_else(*, unsafe: bool) -> None:
    linter = Linter(ConfigCache(Config(root=str(SEEDS))))
    repaired = 0
    for target in find([str(SEEDS)], linter.configs).targets:
        checked = linter.lint(target)
        done = linter.repair(checked, unsafe=unsafe)
        text = checked.source.text
        for edits in done.rounds:
            text = apply_edits(text, edits)
        assert text == done.document.text
        again = linter.lint_source(done.document.source, checked.scope)
        assert again.findings == done.findings
        assert not linter.repair(again, unsafe=unsafe).rounds
        # A date is not made the file name's where the epoch comment says otherwise.
        assert {each.finding.code for each in done.dropped} <= ({"DTE004"} if unsafe else set())
        known = {each.code for each in checked.findings}
        assert checked.document is not None
        if checked.document.front_matter is not None and checked.document.front_matter.problem is None:
            assert {each.code for each in done.findings} <= known, target.filename
        repaired += bool(done.rounds)
    assert repaired >= (15 if unsafe else 5)


def test_many_bad_fixes_do_not_prevent_the_good_ones() -> None:
    repairs: dict[str, str | None] = {}
    for number in range(120):
        repairs[f"bad{number:03}"] = f"bad{number:03} "
        repairs[f"good{number:03}"] = "ok"
    text, applied, dropped = run(" ".join(repairs), repairs)
    assert text.count("ok") == len(applied) == 120
    assert len(dropped) == 120
