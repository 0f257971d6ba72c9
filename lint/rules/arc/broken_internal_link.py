"""ARC008 broken-internal-link."""

from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import ids, ignored_links, places, shown_names, shown_places, target_of, targets


@rule("ARC008", severity="error", wants=targets, among=(places, ids, ignored_links))
def broken_internal_link(wanted: PlacedFact, found: Found) -> Issues:
    """A link leads to a page that the site does not have.

    The page was renamed or deleted, its address has changed, or the link is mistyped. Addresses are those that the
    builder gives to pages: permalinks, slugs, aliases, sections and languages count. Pages that a template, a
    theme or a plug-in may add, such as lists of tags, are not reported. A page of a list, such as `/page/9/`, is if
    the site has too few posts for so many pages. A path from the root without the base path of
    the site is reported if the site has such a page below its base path.

    ```md bad path=docs/rain.md dialect=vitepress
    ---
    title: Rain
    ---
    See [the wind](⟦/docs/wnid⟧).
    === docs/wind.md
    ---
    title: Wind
    ---
    ```

    ```md good path=docs/rain.md dialect=vitepress
    ---
    title: Rain
    ---
    See [the wind](/docs/wind).
    === docs/wind.md
    ---
    title: Wind
    ---
    ```

    Correct the address, or add an alias to the page that moved.
    """
    target = target_of(wanted)
    first = wanted.places[0]
    is_name = ":" in first or target.written.startswith(("@", "{"))
    if target.kind == "page" and not found.facts:
        addresses = not target.written.endswith(".md")
        hint = shown_names(found.near, first) if is_name else shown_places(found.near, addresses=addresses)
        yield Issue(wanted.span, f"no page of the site is at `{target.written}`{hint}")
    if target.kind == "outside" and found.facts:
        yield Issue(
            wanted.span, f"`{target.written}` leads out of the site, since its base path is not before it"
        )
