"""Rules ask the site what its builder does; none of them knows a builder."""

import ast
from pathlib import Path

import pytest

import lint.rules
from lint.archive import builders

FILES = sorted(Path(lint.rules.__path__[0]).rglob("*.py"))
BUILDERS = [builders.named(name) for name in builders.NAMES]
NAMES = frozenset(name for builder in BUILDERS for name in (builder.name, builder.title))
CLASSES = frozenset(builder.__name__ for builder in BUILDERS)
# What only says which builder it is; a message may hold the title.
TELLING = frozenset(("name", "schema", "marks", "packages", "__class__"))


def knowing(source: str) -> list[int]:
    """Return the lines of a program at which it depends on a builder."""
    return [getattr(node, "lineno", 0) for node in ast.walk(ast.parse(source)) if depends(node)]


def depends(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module=str(module)):
            return module.startswith(("lint.archive.builders", "lint.archive.sites"))
        case ast.Import(names=names):
            return any(each.name.startswith("lint.archive.builders") for each in names)
        case ast.Name(id=name):
            return name in CLASSES
        case ast.Attribute(value=ast.Name(id="site") | ast.Attribute(attr="site"), attr=name):
            return name in TELLING
        case ast.Call(func=ast.Name(id="isinstance" | "type"), args=[tested, *_]):
            return isinstance(tested, ast.Attribute) and tested.attr == "site"
        case ast.Compare(left=left, comparators=others):
            return any(in_names(each) for each in (left, *others))
        case ast.MatchValue(value=value):
            return in_names(value)
    return False


def in_names(node: ast.AST) -> bool:
    """Return whether an operand is, or holds, a builder's name."""
    return any(isinstance(each, ast.Constant) and each.value in NAMES for each in ast.walk(node))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_rule_knows_a_builder(path: Path) -> None:
    assert knowing(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "document.site.name == 'jekyll'",
        "site.name in names",
        "name in ('hugo', 'zola')",
        "document.site.title == 'Hugo'",
        "isinstance(document.site, kind)",
        "type(document.site) is kind",
        "kind is Jekyll",
        "from lint.archive.builders.hugo import Hugo",
        "import lint.archive.builders.hugo",
        "match name:\n case 'hugo': pass",
    ],
)
def test_a_rule_that_did_would_be_seen(source: str) -> None:
    assert knowing(source)


def test_what_a_rule_may_ask() -> None:
    assert not knowing("document.site.runs_liquid and tag.name == 'script'")
