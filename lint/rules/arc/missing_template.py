"""ARC011 missing-template."""

from lint.primitives.fact import FILE
from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import ids, places, target_of, targets

_NAMES = {"include": "include", "shortcode": "shortcode"}


@rule("ARC011", severity="error", wants=targets, among=(places, ids))
def missing_template(wanted: PlacedFact, found: Found) -> Issues:
    """A post uses an include or a shortcode that the site does not have.

    The build stops. Those of themes and plug-ins that are not in the repository cannot be told, and are not reported.

    ```md bad path=_posts/2021-05-03-rain.md dialect=jekyll
    ---
    title: Rain
    ---
    {% include ⟦gauge.html⟧ %}
    ```

    ```md good path=_posts/2021-05-03-rain.md dialect=jekyll
    ---
    title: Rain
    ---
    {% include gauge.html %}
    === _includes/gauge.html
    ```

    Correct the name, or add the file.
    """
    target = target_of(wanted)
    name = _NAMES.get(target.kind)
    if name is not None and not found.facts:
        expected = wanted.places[0]
        hint = (
            f"expected the file `{expected}`" if ":" not in expected else "expected an extension that has it"
        )
        if found.near:
            near = found.near[0].removeprefix(FILE).removeprefix(f"{target.kind}:")
            if target.kind == "shortcode":  # its name, since its template may be in one of several folders
                near = near.rpartition("shortcodes/")[2].removesuffix(".html")
            hint = f"did you mean `{near}`?"
        yield Issue(wanted.span, f"the {name} `{target.written}` does not exist; {hint}")
