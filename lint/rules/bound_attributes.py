"""Attributes that a script or a template sets, so that what seems to be missing may be among them."""

import re
from collections.abc import Iterable

# Vue's `:src`, `.src`, `@click`, `v-bind` and `v-lazy`, Alpine's `x-bind:src`, Angular's `[src]`, `*ngIf` and
# `ng-src`, `{...props}` of JSX and Svelte.
_BOUND = re.compile(r"[:.\[{*]|(?:v|x|ng)-|[a-z-]+:(?:src|href)\Z")


def is_any_bound(names: Iterable[str]) -> bool:
    """Return whether one of an element's attributes is bound."""
    return any(map(_BOUND.match, names))
