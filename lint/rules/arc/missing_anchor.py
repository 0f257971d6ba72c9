"""ARC009 missing-anchor."""

from difflib import get_close_matches

from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import has_id, ids, places, target_of, targets


@rule("ARC009", severity="warning", wants=targets, among=(places, ids))
def missing_anchor(wanted: PlacedFact, found: Found) -> Issues:
    """A link leads to a part of a page that the page does not have.

    No heading or element of the page has this id, so the reader lands at its top. The ids of headings are those
    that the builder makes. An HTML page that the builder copies as it is has those of its elements, unless a
    script or a template in it may add others. Posts that were copied from elsewhere, and pages whose headings
    cannot be told, are not judged. Links of a copied post to itself are [LNK011](LNK011.md).

    ```md bad path=docs/rain.md dialect=vitepress
    ---
    title: Rain
    ---
    See [how it is measured](⟦/docs/wind#gauge⟧) and [the sky](⟦#sky⟧).
    === docs/wind.md
    ---
    title: Wind
    ---
    ## Gauges
    ```

    ```md good path=docs/rain.md dialect=vitepress
    ---
    title: Rain
    ---
    See [how it is measured](/docs/wind#gauges) and [the sky](#sky).

    ## Sky
    === docs/wind.md
    ---
    title: Wind
    ---
    ## Gauges
    ```

    Correct the id, or add it to the page.
    """
    target = target_of(wanted)
    if target.anchor and found.facts and not has_id(found, target.anchor):
        near = get_close_matches(target.anchor.lower(), found.told.get(ids.__name__, "").split("\n"), n=1)
        hint = f"; did you mean `#{near[0]}`?" if near else ""
        page = found.facts[0].filename
        yield Issue(wanted.span, f"`{page}` has no heading or element with the id `{target.anchor}`{hint}")
