"""Which rules run, and how much each weighs: selectors over the registry."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.errors import UserError
from lint.primitives.finding import Severity
from lint.rule.selectors import matches, names_exactly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lint.rule.definition import Rule

_EXACT = 100


class SelectedRule(NamedTuple):
    """A rule that is selected, with the severity it has here.

    `pinned` says that the user configured the severity: then an issue's own does not count. `options` is an
    instance of the rule's dataclass; `None` for its defaults.
    """

    rule: Rule
    severity: Severity
    pinned: bool = False
    options: object = None


class SelectorError(UserError):
    """A selector names no rule."""


def specificity(selector: str, rule: Rule) -> int:
    """Say how closely a selector names a rule.

    Gives 0 for no match, 1 for `all`, more for a longer prefix, and the most for its code or name.
    """
    if names_exactly(selector, rule.code, rule.name):
        return _EXACT
    if not matches(selector, rule.code, rule.name):
        return 0
    return 1 if selector.lower() == "all" else 1 + len(selector)


def rule_named(name: str, rules: Iterable[Rule]) -> Rule | None:
    """Give the rule of a code, in any case, or of a name; `None` where there is none."""
    return next((rule for rule in rules if names_exactly(name, rule.code, rule.name)), None)


def closest(selectors: Iterable[str], rule: Rule) -> int:
    """Give the specificity of the selector that names the rule most closely."""
    return max((specificity(selector, rule) for selector in selectors), default=0)


def check_selectors(selectors: Iterable[str], rules: Sequence[Rule]) -> None:
    """Raise SelectorError for the first selector that matches no rule, with the nearest name."""
    for selector in selectors:
        if not any(specificity(selector, rule) for rule in rules):
            names = [name for rule in rules for name in (rule.code, rule.name, rule.family)]
            near = get_close_matches(selector, names, 1) or get_close_matches(selector.upper(), names, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SelectorError(f"{selector!r} is no rule's code, prefix or name{hint}")


def select_rules(
    rules: Sequence[Rule],
    *,
    select: Sequence[str] | None,
    extend_select: Sequence[str],
    ignore: Sequence[str],
    severity: Mapping[str, str],
) -> list[SelectedRule]:
    """Give the rules that run, each with its severity.

    The selector that names a rule most closely decides, and `ignore` wins a tie. A rule that is off
    by default runs only when its own code or name is selected, or `all`.

    Raises:
        SelectorError: for a selector that matches no rule.
    """
    check_selectors([*(select or ()), *extend_select, *ignore, *severity], rules)
    chosen = []
    for rule in rules:
        wanted = max(closest(select, rule) if select is not None else 1, closest(extend_select, rule))
        named = [*(select or ()), *extend_select]
        if not rule.default and wanted < _EXACT and not any(name.lower() == "all" for name in named):
            wanted = 0
        if not wanted or closest(ignore, rule) >= wanted:
            continue
        weight = _severity(rule, severity)
        if weight != "off":
            chosen.append(
                SelectedRule(rule, Severity(weight), pinned=True)
                if weight
                else SelectedRule(rule, rule.severity)
            )
    return chosen


def _severity(rule: Rule, severity: Mapping[str, str]) -> str | None:
    best = max(severity, key=lambda selector: specificity(selector, rule), default=None)
    return severity[best] if best is not None and specificity(best, rule) else None


def matching_codes(selectors: Iterable[str], rules: Iterable[Rule]) -> frozenset[str]:
    """Give the codes of the rules that any selector matches."""
    selectors = tuple(selectors)
    return frozenset(rule.code for rule in rules if closest(selectors, rule))
