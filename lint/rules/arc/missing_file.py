"""ARC007 missing-file."""

from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import ids, places, shown_places, target_of, targets


@rule("ARC007", severity="error", wants=targets, among=(places, ids))
def missing_file(wanted: PlacedFact, found: Found) -> Issues:
    """An image or another file that a post shows or links to is not part of the site.

    The reader sees a broken image, or an error. Often the file has another name in upper and lower case, which
    Windows and macOS forgive, but a web server does not; another suffix; or it is in another folder. The paths are
    resolved as the builder and the browser do. Files that a template, a theme or a plug-in may add are not
    reported, nor is anything in an archive of many posts without a single image, nor root-relative addresses in copied posts, which are [IMG003](IMG003.md) and
    [LNK005](LNK005.md).

    ```md bad path=rain.md dialect=vitepress
    ---
    title: Rain
    ---
    ![A gauge](⟦/img/gauge.png⟧)
    === public/img/gauge.PNG
    ```

    ```md good path=rain.md dialect=vitepress
    ---
    title: Rain
    ---
    ![A gauge](/img/gauge.png)
    === public/img/gauge.png
    ```

    Correct the path, or add the file.
    """
    target = target_of(wanted)
    if target.kind == "file" and not found.facts and not found.is_text_only:
        hint = shown_places(found.near, addresses=target.written.startswith("/"), files=True)
        yield Issue(wanted.span, f"the file `{target.written}` does not exist{hint}")
    if target.kind == "outside-file" and found.facts:
        yield Issue(
            wanted.span, f"`{target.written}` leads out of the site, since its base path is not before it"
        )
