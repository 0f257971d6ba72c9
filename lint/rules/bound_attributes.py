"""Attributes that a script or a template sets, so that what seems to be missing may be among them."""

from lint.primitives.patterns import regex
from lint.rule import Document, Tag

# Vue's `:src`, `.src`, `@click`, `v-bind` and `v-lazy`, Alpine's `x-bind:src`, Angular's `[src]`, `*ngIf` and
# `ng-src`, `{...props}` of JSX and Svelte.
_BOUND = regex(r"[:.\[{*]|(?:v|x|ng)-|[a-z-]+:(?:src|href)\Z")


def has_bound_attributes(document: Document, tag: Tag) -> bool:
    """Return whether one of a tag's attributes is bound."""
    return any(map(_BOUND.match, document.attributes(tag))) or "{..." in document.raw(tag.attributes)
