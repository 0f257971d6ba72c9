"""Generates docs/rules/ from the manuals of the rules: `python -m tools.rule_pages`."""

import os
import sys

from lint.primitives.finding import CRASH_CODE, MISSED_CODE
from lint.rule import registry
from lint.rule.definition import Rule
from lint.rule.manual import page as manual
from lint.testing import examples, run_example
from tools.generated import generate

FOLDER = os.path.join("docs", "rules")
FAMILIES = {
    "FMT": "front matter",
    "DTE": "dates",
    "SRC": "the source URL",
    "TAG": "tags and categories",
    "FIL": "the file itself",
    "HTM": "the body",
    "IMG": "images",
    "PRX": "image proxies",
    "LNK": "links",
    "ARC": "the archive as a whole",
    "SUP": "comments that hide findings",
}
_MISSED = f"""# {MISSED_CODE} rule-misses

A rule reports something in this file that its own patterns rule out. This is a bug in the rule, not a
problem with the post.

A rule may declare what a text or a link contains wherever it reports anything (`in_text`, `in_links`), and
is called only there. To find patterns that are too narrow, one post in 500 is looked at by all rules. The
findings of this post are complete, but those of other posts may not be. Please report it, with the post.
Without google-re2 (`pip uninstall google-re2`), every rule is called for every post.

[All rules](index.md)
"""
_CRASH = f"""# {CRASH_CODE} rule-crashed

A rule crashed on this file. This is a bug in the rule, not a problem with the post.

The finding contains the traceback, and the run ends with exit code 2; suppressions and baselines cannot hide
it. Please report it, with a minimal post that triggers it. Until it is fixed, run without the rule
(`--ignore CODE`).

A message that a post has more than 100,000 links, or of something else that is compared with other posts, is
no bug: the post is not compared. Split it, or leave it out with `extend-exclude`.

[All rules](index.md)
"""


def applicability(rule: Rule) -> str:
    """Return the kinds of fixes in a rule's examples: `safe`, `unsafe`, both, or `none`."""
    kinds = {
        finding.fix.applicability.value
        for example in examples(rule)
        if example.kind == "bad"
        for finding in run_example(rule, example)
        if finding.fix is not None
    }
    return " or ".join(sorted(kinds)) or "none"


def page(rule: Rule) -> str:
    """Return a rule's page."""
    first, _, rest = manual(rule).partition("\n")
    severity = rule.severity.word + ("" if rule.default else ", off by default")
    head = f"# {rule.code} {rule.name}\n\n{first}\n\nSeverity: {severity}. Fix: {applicability(rule)}.\n"
    return f"{head}\n{rest.strip()}\n\n[All rules](index.md)\n"


def index(rules: tuple[Rule, ...]) -> str:
    """Return the list of all rules, by family."""
    lines = [
        "# Rules",
        "",
        "Generated from the rules' manuals, which `lint explain CODE` also shows.",
        "",
    ]
    for family, title in FAMILIES.items():
        lines += [f"## {family}: {title}", "", "| rule | severity | fix | |", "| --- | --- | --- | --- |"]
        lines += [
            f"| [{rule.code}]({rule.code}.md) {rule.name} | {rule.severity.word if rule.default else 'off'}"
            f" | {applicability(rule)} | {rule.summary} |"
            for rule in rules
            if rule.family == family
        ]
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the pages; with `--check`, return 1 if any is out of date."""
    rules = tuple(rule for rule in registry.load() if rule.family in FAMILIES)
    texts = {"index.md": index(rules), f"{CRASH_CODE}.md": _CRASH, f"{MISSED_CODE}.md": _MISSED} | {
        f"{rule.code}.md": page(rule) for rule in rules
    }
    return generate(FOLDER, texts, arguments, "python -m tools.rule_pages")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
