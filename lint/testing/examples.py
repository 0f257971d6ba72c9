r"""Runs the examples in a rule's manual, for the tests of built-in rules and for authors of plug-ins.

An example is a fenced block with an info string::

    ```html bad
    <img src="⟦https://images.weserv.nl/?w=900⟧">
    ```

The first word is the content of the block: `md` for a whole file, `yaml` for front matter, `html` for a body.
The second is `bad` (each `⟦…⟧` is one expected finding; without marks, at least one is expected), `good` (no
finding), or `fixed` (the result of applying the fixes of the bad example before it). Settings follow as
`key=value`: `path`, `schema`, `dialect`, `yaml`, `timezone`, `now`, `encoding`, `tags`, `page` (not a post),
`option.NAME`, `no-final-newline`, `no-fix` (no fix is offered), and `escapes`, with which `\uXXXX` and `\r`
in the block stand for the character, so that invisible ones can be shown. `⟪rain ⟫×500` repeats text.

An example of a rule on the archive has several files: a line `=== NAME` begins another one. After
`=== answers` are the answers of the web, one a line: a verdict, its status, a URL, and where that leads; or
`copy`, a date, a URL, and its copy; or `anchors`, those of a page, and its URL.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from os.path import commonprefix
from typing import Literal, NamedTuple, cast, get_args
from zoneinfo import ZoneInfo

from lint.archive import conventions
from lint.archive.builders import named
from lint.config.dialects import Dialect
from lint.config.kinds import Choice, Timezone, WrongValueError, problem_of
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.errors import UserError
from lint.primitives.finding import CRASH_CODE, Finding, apply_edits
from lint.primitives.patterns import regex
from lint.primitives.source import Source, Span
from lint.primitives.text import shortened
from lint.rule.definition import Rule
from lint.rule.manual import EXAMPLE, FENCE, FILES, LONG, MARKS, option_value
from lint.rule.manual import settings as read_settings
from lint.rule.options import OptionError, read_options
from lint.rule.registry import load as load_rules
from lint.schema import load as load_schema
from lint.testing.shown_answers import ShownAnswers
from lint.testing.small_archives import share

# The settings of an example, besides options.
SETTINGS = ("path", "schema", "dialect", "yaml", "timezone", "now", "encoding", "tags", "page", "escapes",
            "no-final-newline", "no-fix")  # fmt: skip
_KINDS = {"dialect": Choice(*get_args(Dialect)), "yaml": Choice("1.1", "1.2"), "timezone": Timezone()}
_ESCAPE = regex(r"\\(?:u[0-9a-fA-F]{4}|r)")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_FRONT_MATTER = """---
layout: post
title: "Example"
date: 2021-05-03T22:59:03.000Z
author: A. Writer
from: https://news.example.org/a/1.html
tags: [ News ]
categories: [ News ]
---
"""


class Example(NamedTuple):
    """One example of a manual: a file, the spans of the expected findings, and the other files."""

    kind: Literal["bad", "good", "fixed"]
    text: str
    spans: tuple[Span, ...]
    settings: dict[str, str]
    others: tuple["Example", ...] = ()
    answers: str | None = None

    @property
    def path(self) -> str:
        """The example's file name."""
        return self.settings.get("path", "2021-05-03-x.md")


def examples(rule: Rule) -> list[Example]:
    """Return the examples in a rule's manual, in order."""
    return [_example(match) for match in EXAMPLE.finditer(rule.manual)]


def check_examples(rule: Rule) -> list[str]:
    """Run a rule's examples, of which one must be bad and one good; return the failures, one line each."""
    matches = list(EXAMPLE.finditer(rule.manual))
    kinds = {match[3] for match in matches}
    failures = [f"{rule.code} has no {kind} example" for kind in ("bad", "good") if kind not in kinds]
    previous: Example | None = None
    for fence in FENCE.finditer(rule.manual):
        match = EXAMPLE.match(rule.manual, fence.start())
        problem: str | None = None
        if match is not None:
            try:
                example = _example(match)
                problem = _check(rule, example, previous)
                previous = example
            except (UserError, ValueError, LookupError) as error:
                problem = str(error)
        elif len(fence[2].split()) > 1:
            problem = f"{fence[2]!r} is not an example; expected md, yaml or html, then bad, good or fixed"
        if problem is not None:
            line = rule.manual.count("\n", 0, fence.start()) + 1
            failures.append(f"{rule.code}, line {line} of the manual: {problem}")
    return failures


def run_example(rule: Rule, example: Example) -> list[Finding]:
    """Return the rule's findings on an example.

    Raises:
        OptionError: when a setting or option in the example is unknown, or has an invalid value.
    """
    document = document_of(example)
    if rule.trigger.subject == "suppression":
        # Whether a comment hides a finding depends on the other rules.
        everyone = RuleRunner([SelectedRule(each, each.severity) for each in load_rules() if each.default])
        return [finding for finding in everyone.run(document) if finding.code == rule.code]
    stated = {key[7:]: option_value(text) for key, text in example.settings.items() if key[:7] == "option."}
    options = read_options(rule.options, stated, document.settings, f"rules.{rule.code}")
    runner = RuleRunner([SelectedRule(rule, rule.severity, options=options)])
    others = [each for each in example.others if each.path.endswith(conventions.SUFFIXES)]
    documents = [document, *map(document_of, others)]
    share(documents, [each.path for each in example.others if each not in others], rule)
    return [finding for each in documents for finding in runner.run(each)]


def document_of(example: Example) -> Document:
    """Return an example's document, under the example's settings."""
    given = example.settings
    for key in given:
        if key not in SETTINGS and key[:7] != "option.":
            raise OptionError(f"unknown setting {key}; expected one of {', '.join(SETTINGS)}, option.NAME")
        if key in _KINDS:
            try:
                _KINDS[key].read(given[key])
            except WrongValueError as error:
                raise OptionError(f"{key}: {problem_of(given[key], str(error))}") from error
    data = example.text.encode(given.get("encoding", "utf-8"))
    site = named(given.get("dialect", "jekyll"))()
    site.is_whole = True  # what an example does not show is not there
    settings = Settings(
        schema=load_schema(given.get("schema", "news-mirror")),
        site=site,
        yaml=given.get("yaml", site.yaml),
        timezone=ZoneInfo(given["timezone"]) if "timezone" in given else None,
        now=datetime.fromisoformat(given["now"]) if "now" in given else _NOW,
        tags=frozenset(given["tags"].split(",")) if "tags" in given else None,
        answers=ShownAnswers(example.answers) if example.answers is not None else None,
    )
    return Document(Source(example.path, data), settings, is_post="page" not in given)


def _example(match: re.Match[str]) -> Example:
    language, kind, info, block = match.group(2), match.group(3), match.group(4), match.group(5)
    settings = read_settings(info)
    pieces = FILES.split(block)
    files = [] if len(pieces) > 1 and not pieces[0].strip() else [_file(language, kind, settings, pieces[0])]
    answers = None
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if name == "answers":
            answers = text
        else:
            files.append(_file(language, kind, {**settings, "path": name}, text))
    return files[0]._replace(others=tuple(files[1:]), answers=answers)


def _file(language: str, kind: str, settings: dict[str, str], block: str) -> Example:
    if "escapes" in settings:
        block = _ESCAPE.sub(lambda escape: json.loads(f'"{escape.group()}"'), block)
    if language == "yaml":
        block = f"---\n{block}---\n"
    elif language == "html":
        block = _FRONT_MATTER + block
    if "no-final-newline" in settings:
        block = block.removesuffix("\n")
    block = LONG.sub(lambda repeated: repeated[1] * int(repeated[2]), block)
    if block.count("⟦") != block.count("⟧"):
        raise ValueError("the marks ⟦ and ⟧ do not pair up")
    text, spans = _unmark(block)
    return Example(cast("Literal['bad', 'good', 'fixed']", kind), text, spans, settings)


def _unmark(block: str) -> tuple[str, tuple[Span, ...]]:
    spans = []
    opened: list[int] = []
    for removed, match in enumerate(MARKS.finditer(block)):
        offset = match.start() - removed
        if match.group() == "⟦":
            opened.append(offset)
        else:
            spans.append(Span(opened.pop(), offset))
    return MARKS.sub("", block), tuple(sorted(spans))


def _check(rule: Rule, example: Example, previous: Example | None) -> str | None:
    if example.kind == "fixed":
        return _check_fixed(rule, previous, example)
    findings = run_example(rule, example)
    text = example.text.removeprefix(_FRONT_MATTER)
    crashes = [finding.message for finding in findings if finding.code == CRASH_CODE]
    if crashes:
        return f"crashed on {_excerpt(repr(text))}: {crashes[0]}"
    files = (example, *example.others)
    marked = any(each.spans for each in files)
    for each in files:
        here = [finding for finding in findings if finding.filename == each.path]
        got = tuple(finding.span for finding in here)
        if example.kind == "good" and got:
            places = _excerpt(_places(each, got))
            return f"reports {places} in the good example: {here[0].message}"
        if marked and got != each.spans:
            return _differ(_places(each, each.spans), _places(each, got))
    if example.kind == "bad" and not findings:
        return f"misses the bad example {_excerpt(repr(text))} ({example.path!r})"
    fixes = [finding.fix.message for finding in findings if finding.fix is not None]
    return f"offers a fix, expected none: {fixes[0]}" if fixes and "no-fix" in example.settings else None


def _check_fixed(rule: Rule, bad: Example | None, fixed: Example) -> str | None:
    if bad is None or bad.kind != "bad":
        return "a fixed example must follow a bad one"
    findings = [each for each in run_example(rule, bad) if each.filename == bad.path]
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    if not fixes:
        return "offers no fix for the bad example above it"
    result = apply_edits(bad.text, sorted({edit for fix in fixes for edit in fix.edits}))
    if result == fixed.text:
        return None
    generated = all(text.startswith(_FRONT_MATTER) for text in (fixed.text, result))
    start = len(_FRONT_MATTER) if generated else 0
    return f"wrong fix: {_differ(repr(fixed.text[start:]), repr(result[start:]))}"


def _places(example: Example, spans: Sequence[Span]) -> str:
    """Return the offsets, within the text as written in the manual, and the texts of some spans."""
    text, before = example.text, len(_FRONT_MATTER) if example.text.startswith(_FRONT_MATTER) else 0
    return ", ".join(f"({a - before}, {b - before}) {text[a:b]!r}" for a, b in spans) or "nothing"


def _differ(expected: str, found: str) -> str:
    at = len(commonprefix([expected, found]))  # noqa: RUF071 - not paths
    return f"expected {_excerpt(expected, at)}, found {_excerpt(found, at)}"


def _excerpt(text: str, at: int = 0) -> str:
    start = max(at - 60, 0)
    return ("…" if start else "") + shortened(text[start:], 120)
