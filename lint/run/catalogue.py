"""What the cache knows of the installed rules: enough to select them, and to judge stored observations."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from lint.primitives.finding import Severity


class ListedRule(NamedTuple):
    """A rule without its function.

    Parameters:
        comments: how it looks at comments for `lint`: `alone`, with the `document` or options, or not at all
            (empty).
        comparing: the module of a rule on the archive; empty for other rules.
        wants: whether it looks for what the archive must have.
        kinds: the names of its collectors.
    """

    code: str
    name: str
    severity: Severity
    default: bool
    comments: str = ""
    comparing: str = ""
    wants: bool = False
    kinds: str = ""


class Catalogue:
    """The installed rules, in order of their codes."""

    def __init__(self, rules: Sequence[ListedRule]) -> None:
        self.rules = rules
        self._bits = {rule.code: 1 << at for at, rule in enumerate(rules)}
        self.alone = self.mask(rule.code for rule in rules if rule.comments == "alone")
        # They look at stored facts, not at documents.
        self.comparing = self.mask(rule.code for rule in rules if rule.comparing)
        self.with_document = self.mask(rule.code for rule in rules if rule.comments == "document")

    @classmethod
    def installed(cls) -> Self:
        """Return the catalogue of all installed rules, which are imported; raise RegistryError."""
        from lint.rule import registry  # only for the first run of a program

        rules = []
        for rule in registry.load():
            comments = ""
            if rule.trigger.subject == "suppression":
                # Options are read with the settings of a document.
                is_alone = not rule.trigger.needs_document and rule.options is None
                comments = "alone" if is_alone else "document"
            rules.append(
                ListedRule(
                    rule.code,
                    rule.name,
                    rule.severity,
                    rule.default,
                    comments,
                    rule.comparing,
                    rule.wants,
                    rule.kinds,
                )
            )
        return cls(rules)

    def mask(self, codes: Iterable[str]) -> int:
        """Return a number that stands for some rules."""
        number = 0
        for code in codes:
            number |= self._bits.get(code, 0)
        return number

    def codes(self, mask: int) -> frozenset[str]:
        """Return the codes that a number stands for."""
        return frozenset(code for code, bit in self._bits.items() if mask & bit)

    def to_json(self) -> str:
        """Return the catalogue as JSON."""
        return json.dumps(self.rules)

    @classmethod
    def from_json(cls, text: str | None) -> Self | None:
        """Return the catalogue in a JSON text; `None` if it is not what `to_json` wrote."""
        try:
            rules = [
                ListedRule(*rule)._replace(severity=Severity(rule[2])) for rule in json.loads(text or "")
            ]
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            return None
        sound = all(
            isinstance(each.code, str)
            and isinstance(each.name, str)
            and isinstance(each.default, bool)
            and isinstance(each.comments, str)
            and isinstance(each.comparing, str)
            and isinstance(each.wants, bool)
            and isinstance(each.kinds, str)
            for each in rules
        )
        return cls(rules) if rules and sound else None
