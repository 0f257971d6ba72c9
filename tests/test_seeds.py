"""The seeds: the findings are exactly those in the README, and every span is correct."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint import Config, Document, Source, lint_text
from lint.post.front_matter.nodes import Node
from lint.post.settings import Settings
from lint.schema import load

SEEDS = Path(__file__).parent.parent / "seeds"
POSTS = sorted((SEEDS / "_posts").iterdir())
CONFIG = Config(root=str(SEEDS), schema="news-mirror", dialect="jekyll")


def table() -> dict[str, list[str]]:
    rows = re.findall(
        r"^\| `(.*)` \| (.*) \|$", (SEEDS / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: [] if findings == "–" else findings.split(", ") for name, findings in rows}


def test_the_table_names_every_post() -> None:
    assert sorted(table()) == sorted(path.name for path in POSTS)


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_the_findings_are_those_of_the_table(path: Path) -> None:
    name = os.path.relpath(path, SEEDS.parent)
    findings = lint_text(path.read_bytes(), name, CONFIG)
    assert [f"{f.code} {f.location.row}:{f.location.column}" for f in findings] == table()[path.name]


def nodes(document: Document) -> Iterator[Node]:
    if document.root is not None:
        yield from document.root.walk()


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_every_span_is_that_of_its_value(path: Path) -> None:
    document = Document(Source(path.name, path.read_bytes()), Settings(schema=load("news-mirror")))
    for node in nodes(document):
        raw = document.text[node.span.start : node.span.end]
        if node.style == "plain" and isinstance(node.value, str) and node.kind == "scalar":
            assert raw == node.value
        elif node.style in ("single", "double"):
            assert raw[0] == raw[-1] == {"single": "'", "double": '"'}[node.style]
        assert raw == raw.strip()
