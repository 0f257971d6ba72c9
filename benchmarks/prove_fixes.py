"""Verify the fixes on an archive, in memory; nothing is written.

Usage: python benchmarks/prove_fixes.py ARCHIVE [--unsafe] [--diff CODE]

The fixes of every post are applied until none is left. Then the script checks that a second run changes
nothing, that no finding says anything new, that every finding with an applied fix is gone, that all text
outside the edits is unchanged, and that PyYAML reads the same front matter, except for edited fields. It
prints the applied fixes by rule, the dropped fixes with reasons, and all violations, and exits with 1 if
there are any.
"""

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff

import yaml

from lint.archive.discovery import find
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.engine.fix import Repair
from lint.engine.linter import Linted, Linter
from lint.engine.moves import Moves
from lint.primitives.finding import Applicability, Finding, apply_edits, uncounted
from lint.primitives.source import Source, Span


def breaches(linted: Linted, done: Repair, linter: Linter, *, unsafe: bool) -> Iterator[str]:
    """Yield what is wrong with the result of fixing a file, one line each."""
    text = linted.source.text
    before, touched = _data(text), set[str]()
    old = {(code, span) for finding in linted.findings for code, span in _places(finding)}
    for edits in done.rounds:
        source = Source(linted.source.filename, _bytes(text), linted.source.path)
        document = linter.document(source, linted.scope)
        touched |= {
            name
            for name, field in document.fields.items()
            if any(
                edit.span.start <= field.span.end and field.key_span.start <= edit.span.end for edit in edits
            )
        }
        text = apply_edits(text, edits)
        moves = Moves(edits)
        old = {(code, moves.moved(span)) for code, span in old}
        # A renamed key is a new field, at the place of an edit.
        places = [moves.moved(edit.span) for edit in edits]
        fields = linter.document(Source(source.filename, _bytes(text), source.path), linted.scope).fields
        touched |= {
            name for name, field in fields.items() if any(_touch(field.key_span, at) for at in places)
        }
    if text != done.document.text:
        yield "the edits do not produce the text"
    after = _data(text)
    if before is not None:
        if after is None:
            yield "the front matter no longer parses"
        else:
            names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
            if names - touched:
                yield f"other fields changed: {', '.join(sorted(names - touched))}"
    again = linter.lint_source(done.document.source, linted.scope)
    if again.findings != done.findings:
        yield "linting again gives other findings"
    if linter.repair(again, unsafe=unsafe).rounds:
        yield "a second run changes something"
    front_matter = linted.document.front_matter if linted.document is not None else None
    readable = front_matter is None or front_matter.problem is None
    # A note may appear again at the place of a repaired image, and what else was said of its hidden URL too;
    # but no more places may say the same than before, not counting those that were repaired.
    said = Counter(_said(linted.findings))
    notes = {(finding.code, finding.message) for finding in linted.findings if finding.severity == "info"}
    others = [finding for finding in done.findings if (finding.code, finding.message) not in notes]
    left_said = Counter(_said(others))
    repaired = Counter(_said(done.applied))
    for finding in others:
        what = (finding.code, uncounted(finding.message))
        is_new = (finding.code, finding.span) not in old
        if is_new and left_said[what] > said[what] - repaired[what] and readable:
            yield f"new finding: {finding.code} {finding.message}"
    counts = Counter(code for code, _ in _said(linted.findings))
    for code, count in Counter(code for code, _ in _said(others)).items():
        if count > counts[code] and readable:
            yield f"more places than before: {code}"
    applied = Counter(finding.code for finding in done.applied)
    left = Counter(finding.code for finding in done.findings if _allowed(finding.fix, unsafe=unsafe))
    given_up = Counter(dropped.finding.code for dropped in done.dropped)
    for code, count in left.items():
        if count > given_up[code]:
            yield f"{count} findings of {code} are left after {applied[code]} fixes"


def _said(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Yield what findings and those folded into them say: code and message, once for each place."""
    for finding in findings:
        yield finding.code, uncounted(finding.message)
        for each in finding.related:
            yield each.code, uncounted(each.message)


def _places(finding: Finding) -> Iterator[tuple[str, Span]]:
    yield finding.code, finding.span
    for each in finding.related:
        yield each.code, each.span


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _data(text: str) -> dict[str, object] | None:
    """Read the YAML between the fences with PyYAML; return `None` if it does not parse."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    try:
        data = yaml.load(match[1], yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else None


_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def _allowed(fix: object, *, unsafe: bool) -> bool:
    return fix is not None and (unsafe or getattr(fix, "applicability", None) is Applicability.SAFE)


def main() -> int:
    """Fix every post in memory, and print the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--diff", metavar="CODE", help="run only this rule, and print its diffs")
    options = parser.parse_args()
    select = [options.diff] if options.diff else None
    linter = Linter(ConfigCache(Config(root=os.getcwd()), select=select))
    applied: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    files = wrong = 0
    for target in find([options.archive], linter.configs).targets:
        linted = linter.lint(target)
        if not any(_allowed(finding.fix, unsafe=options.unsafe) for finding in linted.findings):
            continue
        done = linter.repair(linted, unsafe=options.unsafe)
        files += bool(done.rounds)
        applied.update(finding.code for finding in done.applied)
        dropped.update(f"{each.finding.code}: {each.reason}" for each in done.dropped)
        for breach in breaches(linted, done, linter, unsafe=options.unsafe):
            wrong += 1
            print(f"{target.filename}: {breach}")
        if options.diff:
            before, after = linted.source.text.split("\n"), done.document.text.split("\n")
            sys.stdout.write(
                "\n".join(unified_diff(before, after, target.filename, "", lineterm="", n=0)) + "\n"
            )
    print(f"{applied.total():,} fixes in {files:,} files")
    for code, count in sorted(applied.items()):
        print(f"{code} {count:,}")
    for reason, count in dropped.most_common():
        print(f"dropped {count:,} times: {reason}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
