r"""Runs the examples in a rule's manual, for the tests of built-in rules and for authors of plug-ins.

An example is a fenced block with an info string::

    ```html bad
    <img src="⟦https://images.weserv.nl/?w=900⟧">
    ```

The first word is the content of the block: `md` for a whole file, `yaml` for front matter, `html` for a body.
The second is `bad` (each `⟦…⟧` is one expected finding; without marks, at least one is expected), `good` (no
finding), or `fixed` (the result of applying the fixes of the bad example before it). Settings follow as
`key=value`: `path`, `schema`, `dialect`, `timezone`, `now`, `encoding`, `tags`, `page` (not a post),
`option.NAME`, `no-final-newline`, and `escapes`, with which `\uXXXX` and `\r` in the block stand for the
character, so that invisible ones can be shown. `⟪rain ⟫×500` repeats text, for long input.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from lint.config.dialects import Dialect
from lint.engine.checker import Checker
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.finding import CRASH_CODE, Finding, apply_edits
from lint.primitives.source import Source, Span
from lint.rule.definition import Rule
from lint.rule.manual import EXAMPLE, LONG, MARKS
from lint.rule.manual import settings as read_settings
from lint.rule.options import OptionError, read_options
from lint.rule.registry import load as load_rules
from lint.rule.selection import SelectedRule
from lint.schema import load as load_schema

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|r)")
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
    """One example of a manual: a file, and the spans of the expected findings."""

    kind: Literal["bad", "good", "fixed"]
    text: str
    spans: tuple[Span, ...]
    settings: dict[str, str]

    @property
    def path(self) -> str:
        """The example's file name."""
        return self.settings.get("path", "2021-05-03-x.md")


def examples(rule: Rule) -> list[Example]:
    """Return the examples in a rule's manual, in order."""
    return [_example(match) for match in EXAMPLE.finditer(rule.manual)]


def check_examples(rule: Rule) -> list[str]:
    """Run a rule's examples, of which one must be bad and one good; return the failures, one line each."""
    found = examples(rule)
    failures = [
        f"{rule.code} has no {kind} example" for kind in ("bad", "good") if all(e.kind != kind for e in found)
    ]
    previous: Example | None = None
    for example in found:
        try:
            if example.kind == "fixed":
                failures += _check_fixed(rule, previous, example)
            else:
                failures += _check_findings(rule, example)
        except OptionError as error:
            failures.append(f"{rule.code}: {error}")
        previous = example
    return failures


def run_example(rule: Rule, example: Example) -> list[Finding]:
    """Return the rule's findings on an example.

    Raises:
        OptionError: when an option in the example is unknown or has an invalid value.
    """
    document = document_of(example)
    if rule.trigger.subject == "suppression":
        # Whether a comment hides a finding depends on the other rules.
        everyone = Checker([SelectedRule(each, each.severity) for each in load_rules() if each.default])
        return [finding for finding in everyone.check(document) if finding.code == rule.code]
    stated = {
        key.removeprefix("option."): _value(text) for key, text in example.settings.items() if "." in key
    }
    options = read_options(rule.options, stated, document.settings, f"example: rules.{rule.code}")
    return Checker([SelectedRule(rule, rule.severity, options=options)]).check(document)


def document_of(example: Example) -> Document:
    """Return an example's document, under the example's settings."""
    given = example.settings
    data = example.text.encode(given.get("encoding", "utf-8"))
    zone = given.get("timezone")
    now = given.get("now")
    tags = given.get("tags")
    settings = Settings(
        schema=load_schema(given.get("schema", "news-mirror")),
        dialect=cast("Dialect", given.get("dialect", "jekyll")),
        yaml=given.get("yaml", "1.1"),
        timezone=ZoneInfo(zone) if zone else None,
        now=datetime.fromisoformat(now) if now else _NOW,
        tags=frozenset(tags.split(",")) if tags else None,
    )
    return Document(Source(example.path, data), settings, is_post="page" not in given)


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _example(match: re.Match[str]) -> Example:
    language, kind, info, block = match.group(2), match.group(3), match.group(4), match.group(5)
    settings = read_settings(info)
    if "escapes" in settings:
        block = _ESCAPE.sub(lambda escape: json.loads(f'"{escape.group()}"'), block)
    if language == "yaml":
        block = f"---\n{block}---\n"
    elif language == "html":
        block = _FRONT_MATTER + block
    if "no-final-newline" in settings:
        block = block.removesuffix("\n")
    block = LONG.sub(lambda repeated: repeated[1] * int(repeated[2]), block)
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


def _check_findings(rule: Rule, example: Example) -> list[str]:
    findings = run_example(rule, example)
    shown = example.text.removeprefix(_FRONT_MATTER)
    crashes = [finding.message for finding in findings if finding.code == CRASH_CODE]
    if crashes:
        return [f"{rule.code} crashed on {shown!r}: {crashes[0]}"]
    got = tuple(finding.span for finding in findings)
    if example.kind == "good":
        return [f"{rule.code} flags the good example {shown!r}: {findings[0].message}"] if findings else []
    if example.spans and got != example.spans:
        return [
            (
                f"{rule.code} on {shown!r}: expected {_places(example.text, example.spans)},"
                f" found {_places(example.text, got)}"
            )
        ]
    return [] if findings else [f"{rule.code} misses the bad example {shown!r} ({example.path!r})"]


def _places(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"{tuple(span)} {text[span.start : span.end]!r}" for span in spans) or "nothing"


def _check_fixed(rule: Rule, bad: Example | None, fixed: Example) -> list[str]:
    if bad is None or bad.kind != "bad":
        return [f"{rule.code}: a fixed example must follow a bad one"]
    fixes = [finding.fix for finding in run_example(rule, bad) if finding.fix is not None]
    if not fixes:
        return [f"{rule.code} offers no fix for {bad.text!r}"]
    result = apply_edits(bad.text, sorted({edit for fix in fixes for edit in fix.edits}))
    return [] if result == fixed.text else [f"{rule.code} fixes to {result!r}, expected {fixed.text!r}"]
