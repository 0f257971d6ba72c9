"""The limits of `--max-findings`: how many findings of a rule make a run fail."""

from collections.abc import Iterable
from typing import NamedTuple

from lint.config.selection import SelectorError, check_selectors, rule_named
from lint.primitives.patterns import regex
from lint.primitives.text import counted
from lint.report import Summary
from lint.rule import registry

_GATE = regex(r"([\w-]+)=([0-9]+)(\.[0-9]+)?(%?)\Z")


class Gate(NamedTuple):
    """How many findings of a rule are allowed: a number or, with `percent`, a share of the files."""

    code: str
    limit: float
    percent: bool

    def verdict(self, summary: Summary) -> str | None:
        """Return a message if a run exceeds the limit, else `None`."""
        tallies = [tally for (code, _), tally in summary.tallies.items() if code == self.code]
        if self.percent:
            files = sum(tally.files for tally in tallies)
            share = 100 * files / max(summary.files, 1)
            found = f"{self.code}: {files:,} of {summary.files:,} files ({share:.1f}%)"
            return f"{found}; at most {self.limit:g}% allowed" if share > self.limit else None
        findings = sum(tally.findings for tally in tallies)
        found = f"{self.code}: {counted(findings, 'finding')}; at most {self.limit:,.0f} allowed"
        return found if findings > self.limit else None


def parse(texts: Iterable[str]) -> list[Gate]:
    """Read gates written as `CODE=N` or `CODE=N%`; raise SelectorError when one is invalid."""
    rules = registry.load()
    gates = []
    for text in texts:
        match = _GATE.match(text)
        if match is None or (match[3] and not match[4]):
            raise SelectorError(
                f"--max-findings {text}: expected CODE=N or CODE=N%, such as HTM007=100 or IMG006=1%"
            )
        name = match[1]
        rule = rule_named(name, rules)
        if rule is None:
            try:
                check_selectors([name], rules)
            except SelectorError as error:
                raise SelectorError(f"--max-findings {text}: {error}") from error
            raise SelectorError(
                f"--max-findings {text}: {name} matches several rules; expected the code or name of one"
            )
        gates.append(Gate(rule.code, float(match[2] + (match[3] or "")), bool(match[4])))
    return gates
