"""Selecting the rules that run, and their severities."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from lint.config.selectors import matches
from lint.primitives.errors import UserError
from lint.primitives.finding import Severity
from lint.primitives.text import did_you_mean, shown_key

_EXACT = 100


class Selectable(Protocol):
    """What selecting needs to know of a rule."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def severity(self) -> Severity:
        """Its default severity."""

    @property
    def default(self) -> bool:
        """Whether it runs without being selected."""

    @property
    def comparing(self) -> str:
        """The module of a rule on the archive, which compares posts; empty for other rules."""

    @property
    def wants(self) -> bool:
        """Whether it looks for what the archive must have."""


RuleT = TypeVar("RuleT", bound=Selectable)
_RuleT_co = TypeVar("_RuleT_co", bound=Selectable, covariant=True)


class SelectedRule(NamedTuple, Generic[_RuleT_co]):
    """A selected rule with its severity.

    Parameters:
        pinned: whether the severity is configured, and overrides an issue's own.
        options: an instance of the rule's dataclass; `None` for its defaults.
    """

    rule: _RuleT_co
    severity: Severity
    pinned: bool = False
    options: object = None


class SelectorError(UserError):
    """A selector does not match any rule."""


def family_of(code: str) -> str:
    """Return the letters of a code."""
    return code.rstrip("0123456789")


def specificity(selector: str, rule: Selectable) -> int:
    """Return 0 for no match, 1 for `all`, more for a longer prefix, and the most for the code or name."""
    if selector.upper() == rule.code or selector == rule.name:
        return _EXACT
    if not matches(selector, rule.code, rule.name):
        return 0
    return 1 if selector.lower() == "all" else 1 + len(selector)


def rule_named(name: str, rules: Iterable[RuleT]) -> RuleT | None:
    """Return the rule with a code, ignoring case, or a name; `None` if there is none."""
    return next((rule for rule in rules if specificity(name, rule) == _EXACT), None)


def closest(selectors: Iterable[str], rule: Selectable) -> int:
    """Return the specificity of the most specific selector that matches a rule."""
    return max((specificity(selector, rule) for selector in selectors), default=0)


def check_selectors(selectors: Iterable[str], rules: Sequence[Selectable]) -> None:
    """Raise SelectorError for the first selector that matches no rule, suggesting a similar one."""
    for selector in selectors:
        if not any(specificity(selector, rule) for rule in rules):
            names = [name for rule in rules for name in (rule.code, rule.name, family_of(rule.code))]
            hint = did_you_mean(selector, names) or did_you_mean(selector.upper(), names)
            raise SelectorError(f"{shown_key(selector)!r} is not a rule code, prefix or name{hint}")


def select_rules(
    rules: Sequence[RuleT],
    *,
    select: Sequence[str] | None,
    extend_select: Sequence[str],
    ignore: Sequence[str],
    severity: Mapping[str, str],
) -> list[SelectedRule[RuleT]]:
    """Return the rules that run, each with its severity.

    The most specific selector decides, and `ignore` wins a tie. A rule that is off by default runs only if
    its code, its name or `all` is selected.

    Raises:
        SelectorError: when a selector matches no rule.
    """
    named = [*(select or ()), *extend_select]
    check_selectors([*named, *ignore, *severity], rules)
    everything = any(name.lower() == "all" for name in named)
    chosen = []
    for rule in rules:
        wanted = max(closest(select, rule) if select is not None else 1, closest(extend_select, rule))
        if not rule.default and wanted < _EXACT and not everything:
            wanted = 0
        if not wanted or closest(ignore, rule) >= wanted:
            continue
        weight = _severity(rule, severity)
        if weight != "off":
            chosen.append(SelectedRule(rule, Severity(weight or rule.severity), pinned=bool(weight)))
    return chosen


def _severity(rule: Selectable, severity: Mapping[str, str]) -> str | None:
    best = max(severity, key=lambda selector: specificity(selector, rule), default=None)
    return severity[best] if best is not None and specificity(best, rule) else None


def matching_codes(selectors: Iterable[str], rules: Iterable[Selectable]) -> frozenset[str]:
    """Return the codes of the rules that any of the selectors matches."""
    selectors = tuple(selectors)
    return frozenset(rule.code for rule in rules if closest(selectors, rule))
