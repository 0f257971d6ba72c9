"""The installed rules: built-in rules and plug-ins use the same entry points."""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterable
from functools import cache, partial
from types import ModuleType

from lint.primitives.errors import UserError
from lint.rule import plugins
from lint.rule.definition import Collector, Rule

_OWN = "lint.rules"
# The entry points of pyproject.toml; a test compares the two.
FAMILIES = ("arc", "dte", "fil", "fmt", "htm", "img", "lnk", "prx", "src", "sup", "tag")
# What `lint.rule` was is now `lint.rule.rule`.
_MOVED = "; expected 'from lint.rule import rule', not 'from lint import rule'"


class RegistryError(UserError):
    """A plug-in does not load, or two rules share a code or name."""


@cache
def load() -> tuple[Rule, ...]:
    """Return all installed rules, sorted by code.

    Each entry point of the group `lint.rules` names a module or package; its rules are the `Rule` objects in
    it and in its direct submodules.

    Raises:
        RegistryError: when an entry point does not load, two rules share a code or name, or docstrings
            were removed.
    """
    if sys.flags.optimize > 1:
        raise RegistryError("rules need their docstrings; expected Python without -OO and PYTHONOPTIMIZE=2")
    rules: dict[int, Rule] = {}
    for name, value, find in sorted(_places(), key=lambda place: place[:2]):
        try:
            rules |= _rules_of(find())
        except (Exception, SystemExit) as error:
            hint = _MOVED if str(error) == "'module' object is not callable" else ""
            raise RegistryError(f"cannot load plug-in {name} ({value}): {error}{hint}") from error
    if not rules:
        raise RegistryError("no rules are installed; reinstall archive-lint")
    seen: dict[str, Rule] = {}
    for rule in rules.values():
        for key in (rule.code, rule.name):
            other = seen.setdefault(key, rule)
            if other is not rule:
                raise RegistryError(
                    f"two rules are called {key}: in {other.find.__module__} and {rule.find.__module__}"
                )
    made = tuple(sorted(rules.values(), key=lambda rule: rule.code))
    collectors_of(made)
    return made


def collectors_of(rules: Iterable[Rule]) -> dict[str, Collector]:
    """Return the collectors of some rules, by name; raise RegistryError if two have the same name."""
    found: dict[str, Collector] = {}
    for rule in rules:
        for collect in (rule.collect, *rule.among):
            if collect is None:
                continue
            other = found.setdefault(collect.__name__, collect)
            if other is not collect:
                places = f"in {other.__module__} and {collect.__module__}"
                raise RegistryError(f"two collectors are called {collect.__name__}: {places}")
    return found


def _places() -> Iterable[tuple[str, str, Callable[[], object]]]:
    """Return the entry points: the name, the value and what loads it of each."""
    if plugins.may_be_installed():
        from importlib.metadata import entry_points  # slow to import

        return [(point.name, point.value, point.load) for point in entry_points(group=plugins.GROUP)]
    return [(name, f"{_OWN}.{name}", partial(importlib.import_module, f"{_OWN}.{name}")) for name in FAMILIES]


def _rules_of(module: object) -> dict[int, Rule]:
    if not isinstance(module, ModuleType):
        raise TypeError(f"expected a module, not {module!r}")
    below = pkgutil.iter_modules(getattr(module, "__path__", ()))
    modules = [module, *(importlib.import_module(f"{module.__name__}.{info.name}") for info in below)]
    found = {id(value): value for each in modules for value in vars(each).values() if isinstance(value, Rule)}
    if not found:
        raise ValueError("it has no rules; expected functions with the decorator `lint.rule.rule`")
    return found
