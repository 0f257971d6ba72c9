"""Wikilinks in notes without a known builder: what is one, and what finds a note."""

import pytest

from lint.archive.builders.site import Site

FRONT = "---\ntitle: Rain\n---\n"


def found(text: str, front: str = FRONT) -> list[tuple[str, str, tuple[str, ...], str]]:
    whole = front + text
    references = Site().template_references(whole, len(front), len(whole), "notes/rain.md")
    return [
        (
            whole[slice(*span)],
            each.kind,
            tuple(name.removeprefix("note:") for name in each.places),
            each.anchor,
        )
        for span, each in references
    ]


@pytest.mark.parametrize(
    ("text", "names", "anchor"),
    [
        ("[[Wind#Gauges]]", ["wind"], "Gauges"),
        ("[[Wind#A#B]]", ["wind"], "B"),
        ("[[Wind|the wind]]", ["wind", "the wind"], ""),
        ("[[the wind|Air/Wind.md]]", ["the wind", "wind"], ""),
        ("[[Storm surge]]", ["storm surge"], ""),
        ("![[storm-surge]]", ["storm surge"], ""),
        ("[[雨#量]]", ["雨"], "量"),
    ],
)
def test_a_link_for_certain_names_a_note(text: str, names: list[str], anchor: str) -> None:
    assert [each[1:] for each in found(text)] == [("note", tuple(names), anchor)]


def test_one_that_is_certain_makes_the_others_so() -> None:
    assert [each[1] for each in found("[[wind]] and [[storm]]")] == ["name", "name"]
    assert [each[1] for each in found("[[wind]] and [[storm|the storm]]")] == ["note", "note"]


@pytest.mark.parametrize(
    "text",
    [
        "[[ -f x ]]", "[[1]]", "[[1, 2]]", "[[x]](y)", "[[x]][y]", "[[_TOC_]]", "[[toc]]", "[[:Category:Rain]]",
        "[[Category:Rain]]", "[[gnu::pure]]", '[[deprecated("x")]]', "[[[x]]]", "[[ a ]]", "[[$x == y]]", "[[#x]]",
        "[[https://example.org|x]]", "![[x.png]]", "`[[Storm surge]]`", "```\n[[Storm surge]]\n```", "\\[[Storm surge]]",
        "a\n\n    [[Storm surge]]", "[[{{ x }}]]", "[[]]", "[[a\nb]]", "[[*x*]]",
    ],
)  # fmt: skip
def test_other_text_in_double_brackets_is_none(text: str) -> None:
    assert found(text) == []


def test_a_file_without_a_front_matter_has_no_wikilinks() -> None:
    assert found("[[Storm surge]]", "") == []


def test_a_note_is_found_by_its_file_title_and_aliases() -> None:
    fields = {"title": "The Storm", "aliases": ["Surge", 1], "id": "202105"}
    names = {each for each in Site().provided("air/storm_surge.md", fields) if each.startswith("note:")}
    assert names == {"note:storm surge", "note:the storm", "note:surge", "note:202105"}
    assert "note:map.pdf" in Site().provided("air/map.pdf")
