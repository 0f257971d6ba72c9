"""FMT002 front-matter-malformed."""

from lint.rule import Document, Issue, Issues, delete, rule

_MESSAGES = {
    "bom": "a byte order mark precedes the front matter; expected '---' at the start of the file",
    "blank": "whitespace precedes the front matter; expected '---' on the first line",
    "unterminated": "the front matter is not closed; expected a closing fence on its own line",
    "trailing-text": "the opening fence is followed by text; expected only '---' on its line",
}
_FIXES = {"bom": "remove the byte order mark", "blank": "remove the blank lines"}


@rule("FMT002", severity="error")
def front_matter_malformed(document: Document) -> Issues:
    """The fences around the front matter are damaged.

    Site builders expect `---` as the very first bytes, and a closing fence. With a byte order mark or a
    blank line before the opening fence, text after it, or no closing fence, the whole front matter shows
    up as text on the page. Trailing spaces after a fence and a closing `...` are valid in Jekyll and not
    reported.

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

    The fix removes everything before the fence. It is safe because nothing visible is lost.
    """
    site = document.site
    for defect in document.front_matter.defects if document.front_matter else ():
        if (defect.kind == "bom" and site.skips_bom) or (defect.kind == "blank" and site.skips_blank_lines):
            continue
        fix = delete(defect.span, _FIXES[defect.kind]) if defect.kind in _FIXES else None
        yield Issue(defect.span, _MESSAGES[defect.kind], fix)
