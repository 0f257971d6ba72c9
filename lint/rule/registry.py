"""Which rules there are: the built-in ones and those of plug-ins, through the same entry points."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from lint.primitives.errors import UserError
from lint.rule.definition import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

GROUP = "lint.rules"


class RegistryError(UserError):
    """A plug-in does not load, or two rules share a code or name."""


@cache
def load() -> tuple[Rule, ...]:
    """Give all installed rules, sorted by code.

    Each entry point of the group `lint.rules` names a module or package; its rules are the `Rule`
    objects in it and in its direct submodules.

    Raises:
        RegistryError: naming the entry point, when one does not load or rules collide.
    """
    rules: dict[int, Rule] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            module = point.load()
            rules |= _rules_of(module)
        except Exception as error:
            raise RegistryError(f"plug-in {point.name} ({point.value}) does not load: {error}") from error
    if not rules:
        raise RegistryError("no rules are installed: reinstall archive-lint")
    _check_unique(rules.values())
    return tuple(sorted(rules.values(), key=lambda rule: rule.code))


def _rules_of(module: ModuleType) -> dict[int, Rule]:
    below = pkgutil.iter_modules(getattr(module, "__path__", ()))
    modules = [module, *(importlib.import_module(f"{module.__name__}.{info.name}") for info in below)]
    return {id(value): value for each in modules for value in vars(each).values() if isinstance(value, Rule)}


def _check_unique(rules: Iterable[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            other = seen.setdefault(key, rule)
            if other is not rule:
                raise RegistryError(
                    f"two rules are called {key}: {other.find.__module__} and {rule.find.__module__}"
                )
