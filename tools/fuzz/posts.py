"""Posts of every builder and file kind: linted, fixed, and fixed again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lint.archive.builders import NAMES, named
from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linted, Linter
from lint.engine.scope import Scope, settle
from lint.primitives.finding import CRASH_CODE, Finding
from lint.primitives.source import Source
from lint.rule.registry import load as load_rules
from lint.schema import BUILT_IN
from lint.testing.examples import examples
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_SEEDS = Path(__file__).parents[2] / "seeds" / "_posts"
_TRUTH = Path(__file__).parents[2] / "tests" / "truth"
_BUILDERS = (Site.name, *NAMES)
_FILES = (
    "2021-05-03-x.md", "x.mdx", "x.qmd", "2021-05-03-x.html", "index.md", "_index.md", "x.htm", "2021-05-03-.markdown",
)  # fmt: skip
_SCHEMAS = ("", *sorted(BUILT_IN))
_FLAVOURS = 3
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
# What a fix may add to a short text, such as a front matter.
_ADDED = 2000
_GROWTH = 3


class _Flavour(NamedTuple):
    """What the first bytes of an input choose."""

    builder: str
    file: str
    schema: str

    @classmethod
    def of(cls, data: bytes) -> "_Flavour":
        first = data[:_FLAVOURS].ljust(_FLAVOURS, b"\0")
        several = (_BUILDERS, _FILES, _SCHEMAS)
        return cls(*(some[byte % len(some)] for some, byte in zip(several, first, strict=True)))


@cache
def _scope(builder: str, schema: str) -> Scope:
    site = named(builder)("/archive")
    config = Config(root="/archive", select=("all",), schema=schema or "auto", timezone="Asia/Tokyo")
    evidence = Evidence(schema=site.schema, used=frozenset(("title", "date", "image")), source="from")
    return settle(config, site, _NOW, evidence)


_LINTER = Linter(ConfigCache(Config(root="/archive")), _NOW)


def lint(data: bytes) -> Linted:
    """Lint an input; its first bytes choose the builder, the file's name and the schema."""
    flavour = _Flavour.of(data)
    source = Source(flavour.file, data[_FLAVOURS:], f"/archive/_posts/{flavour.file}")
    return _checked(_LINTER.lint_source(source, _scope(flavour.builder, flavour.schema)))


def _checked(linted: Linted) -> Linted:
    """Return what was linted if each finding is of a rule, and its places are inside the text."""
    size = len(linted.source.text)
    for finding in linted.findings:
        if finding.code == CRASH_CODE:
            raise WrongError(f"{_crashed(finding)} crashes", finding.message)
        places = [finding.span, *(each.span for each in finding.related)]
        edits = finding.fix.edits if finding.fix is not None else ()
        places += [edit.span for edit in edits]
        if not all(0 <= place.start <= place.end <= size for place in places):
            raise WrongError(f"{finding.code} has a place outside the text", finding)
        if any(one.span.end > other.span.start for one, other in pairwise(edits)):
            raise WrongError(f"{finding.code} has edits that overlap", finding)
    return linted


def _crashed(finding: Finding) -> str:
    return finding.message.partition("rule ")[2][:6]


def _post(data: bytes) -> None:
    lint(data)


def _fix(data: bytes) -> None:
    _repair(data, unsafe=False)


def _fix_all(data: bytes) -> None:
    _repair(data, unsafe=True)


def _repair(data: bytes, *, unsafe: bool) -> None:
    linted = lint(data)
    once = _LINTER.repair(linted, unsafe=unsafe)
    fixed = once.document.source
    if fixed.data == linted.source.data:
        return
    again = _checked(_LINTER.lint_source(Source(fixed.filename, fixed.data, fixed.path), linted.scope))
    if again.findings != once.findings:
        raise WrongError(
            "the findings that are left are not those of the result", _more(again, once.findings)
        )
    if len(fixed.data) > _GROWTH * len(linted.source.data) + _ADDED:
        raise WrongError("the text grows", f"from {len(linted.source.data)} to {len(fixed.data)} bytes")
    before = linted.document.front_matter if linted.document is not None else None
    after = again.document.front_matter if again.document is not None else None
    if before is not None and before.root is not None and (after is None or after.root is None):
        raise WrongError("the front matter no longer parses", fixed.text[:500])
    twice = _LINTER.repair(again, unsafe=unsafe)
    if twice.document.source.data != fixed.data:
        codes = "+".join(sorted({finding.code for finding in twice.applied}))
        detail = f"{fixed.data!r} becomes {twice.document.source.data!r}"
        raise WrongError(f"a second run applies {codes}", detail)


def _more(linted: Linted, findings: list[Finding]) -> str:
    said = {(finding.code, finding.span) for finding in findings}
    return "\n".join(str(each) for each in linted.findings if (each.code, each.span) not in said)


def _seeds(_suites: Suites) -> Iterator[bytes]:
    files = [*sorted(_SEEDS.iterdir()), *sorted(_TRUTH.glob("*.txt"))]
    for at, path in enumerate(files):
        yield bytes((1 + at % len(NAMES), at % len(_FILES), 0)) + path.read_bytes()
    for rule in load_rules():
        for example in examples(rule):
            builder = _BUILDERS.index(example.settings.get("dialect", "jekyll"))
            file = next((at for at, name in enumerate(_FILES) if name[-4:] == example.path[-4:]), 0)
            yield bytes((builder, file, 0)) + example.text.encode("utf-8", "surrogatepass")


TARGETS = {
    "posts": Target(_post, _seeds, _FLAVOURS),
    "fix": Target(_fix, _seeds, _FLAVOURS, rate=50),
    "unsafe-fixes": Target(_fix_all, _seeds, _FLAVOURS, rate=50),
}
