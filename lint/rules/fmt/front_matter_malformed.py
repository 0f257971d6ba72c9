"""FMT002 front-matter-malformed."""

from lint.rule import Document, Issue, Issues, delete, rule

_MESSAGES = {
    "bom": "a byte order mark stands before the front matter: expected '---' as the first bytes",
    "blank": "blank space stands before the front matter: expected '---' on the first line",
    "unterminated": "the front matter never ends: expected a closing fence on a line of its own",
    "trailing-text": "text follows the opening fence: expected '---' alone on its line",
}
_FIXES = {"bom": "remove the byte order mark", "blank": "remove the blank lines"}


@rule("FMT002", severity="error")
def front_matter_malformed(document: Document) -> Issues:
    """The fences around the front matter are damaged.

    Site builders look for `---` as the very first bytes and for a closing line. A byte order mark or a
    blank line before it, text behind it or a missing end turn the whole front matter into text of the
    page. Trailing spaces behind a fence and a closing `...` are legal in Jekyll and not reported.

    ```md bad
    ⟦---⟧
    title: Rain over the harbour

    It rained all day.
    ```

    ```md bad
    ⟦
    ⟧---
    title: Rain over the harbour
    ---
    ```

    ```md fixed
    ---
    title: Rain over the harbour
    ---
    ```

    ```md bad
    ⟦\ufeff⟧---
    title: Rain over the harbour
    ---
    ```

    ```md fixed
    ---
    title: Rain over the harbour
    ---
    ```

    ```md bad
    --- ⟦a post⟧
    title: Rain over the harbour
    ---
    ```

    ```md good
    ---
    title: Rain over the harbour
    ...
    ```

    The fix removes what stands before the fence; it is safe, since nothing visible is lost.
    """
    front_matter = document.front_matter
    for defect in front_matter.defects if front_matter is not None else ():
        if document.settings.dialect == "hugo" and defect.kind in ("bom", "blank"):
            continue  # Hugo skips both
        fix = delete(defect.span, _FIXES[defect.kind]) if defect.kind in _FIXES else None
        yield Issue(defect.span, _MESSAGES[defect.kind], fix)
