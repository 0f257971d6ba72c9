"""The pages of the rules: `python -m tools.rule_pages` writes docs/rules/ from the manuals."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lint.primitives.finding import CRASH_CODE
from lint.rule import registry
from lint.rule.manual import page as manual
from lint.testing import examples, run_example
from tools.generated import generate

if TYPE_CHECKING:
    from lint.rule.definition import Rule

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
    "SUP": "comments that hide findings",
}
_CRASH = f"""# {CRASH_CODE} rule-crashed

A rule failed on this file, which is a defect of the rule and not of the post.

The finding holds the traceback; the run ends with exit code 2, and no suppression or baseline hides it.
Report it with the post, cut down to what still triggers it, and run without the rule (`--ignore CODE`) until
it is mended.

[All rules](index.md)
"""


def applicability(rule: Rule) -> str:
    """Say what fix a rule has, by its own examples: `safe`, `unsafe`, both, or `none`."""
    kinds = {
        finding.fix.applicability.value
        for example in examples(rule)
        if example.kind == "bad"
        for finding in run_example(rule, example)
        if finding.fix is not None
    }
    return " or ".join(sorted(kinds)) or "none"


def page(rule: Rule) -> str:
    """Give a rule's page."""
    first, _, rest = manual(rule).partition("\n")
    severity = rule.severity.value if rule.default else f"{rule.severity.value}, off by default"
    head = f"# {rule.code} {rule.name}\n\n{first}\n\nSeverity: {severity}. Fix: {applicability(rule)}.\n"
    return f"{head}\n{rest.strip()}\n\n[All rules](index.md)\n"


def index(rules: tuple[Rule, ...]) -> str:
    """Give the list of all rules, by family."""
    lines = ["# Rules", "", "Made from the rules' own manuals; `lint explain CODE` shows the same.", ""]
    for family, title in FAMILIES.items():
        lines += [f"## {family}: {title}", "", "| rule | severity | fix | |", "| --- | --- | --- | --- |"]
        lines += [
            f"| [{rule.code}]({rule.code}.md) {rule.name} | {rule.severity.value if rule.default else 'off'}"
            f" | {applicability(rule)} | {rule.summary} |"
            for rule in rules
            if rule.family == family
        ]
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` say which differ; 1 when one does."""
    rules = tuple(rule for rule in registry.load() if rule.family in FAMILIES)
    texts = {"index.md": index(rules), f"{CRASH_CODE}.md": _CRASH} | {
        f"{rule.code}.md": page(rule) for rule in rules
    }
    return generate(FOLDER, texts, arguments, "python -m tools.rule_pages")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
