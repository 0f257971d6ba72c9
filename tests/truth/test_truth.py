"""Bodies in which every link, image and defect is marked by hand, and what the reader makes of them.

`⟦kind element attribute|URL⟧` marks a link; a code between single angle quotation marks, the place of a defect. What is not marked must not
be found: precision and recall are both one.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from lint import Config, Document, Source, lint_text
from lint.archive.builders import named
from lint.config.dialects import Dialect
from lint.post.settings import Settings
from lint.schema import load

FILES = sorted(Path(__file__).parent.glob("*.txt"))
FRONT_MATTER = """---
layout: post
title: "Example"
date: 2021-05-03T22:59:03.000Z
author: A. Writer
from: https://news.example.org/a/1.html
tags: [ News ]
categories: [ News ]
---
"""
MARK = re.compile(r"⟦([a-z]+ [a-z]+ [a-z-]+)\||‹([A-Z0-9,]+)\||[⟧›]")


class Truth(NamedTuple):
    text: str
    links: list[tuple[int, int, str]]
    defects: list[tuple[int, int, str]]


def truth(path: Path) -> Truth:
    marked = FRONT_MATTER + path.read_text(encoding="utf-8")
    text = ""
    links: list[tuple[int, int, str]] = []
    defects: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str, bool]] = []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group(1) or match.group(2):
            opened.append((len(text), match.group(1) or match.group(2), bool(match.group(1))))
        else:
            start, name, is_link = opened.pop()
            if is_link:
                links.append((start, len(text), name))
            else:
                defects += [(start, len(text), code) for code in name.split(",")]
    return Truth(text + marked[at:], sorted(links), sorted(defects))


def setting(path: Path) -> tuple[Dialect, str]:
    dialect, _, name = path.name.partition("-")
    return "hugo" if dialect == "hugo" else "jekyll", "2021-05-03-" + name.removesuffix(".txt")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_link_and_image_is_found_at_its_place_and_no_other(path: Path) -> None:
    expected = truth(path)
    dialect, name = setting(path)
    settings = Settings(schema=load("news-mirror"), site=named(dialect)())
    document = Document(Source(name, expected.text.encode()), settings)
    found = [
        (link.span.start, link.span.end, f"{link.kind} {link.element} {link.attribute}")
        for link in document.links
    ]
    assert found == expected.links
    for link in document.links:
        assert expected.text[link.span.start : link.span.end] == link.raw


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_defect_is_found_at_its_place_and_no_other(path: Path) -> None:
    expected = truth(path)
    dialect, name = setting(path)
    select = ("HTM", "IMG", "PRX", "LNK")
    ignore = () if "PRX007" in path.read_text(encoding="utf-8") else ("PRX007",)
    config = Config(schema="news-mirror", dialect=dialect, select=select, ignore=ignore)
    found = [(f.span.start, f.span.end, f.code) for f in lint_text(expected.text, f"_posts/{name}", config)]
    assert sorted(found) == expected.defects


def test_there_are_sixty() -> None:
    assert len(FILES) >= 60
