"""FMT002 front-matter-malformed."""

from lint.post.front_matter.fences import FenceDefect
from lint.rule import Document, Issue, Issues, one_line, replace, rule

_FORMATS = {"yaml": "YAML", "toml": "TOML", "json": "JSON", "lines": "lines", "other": "another language"}
_PROBLEMS = {
    "bom": "a byte order mark precedes the front matter",
    "blank": "whitespace precedes the front matter; expected '---' on the first line",
    "trailing-text": "the opening fence is followed by text; expected only '---' on its line",
    "dots": "`...` does not close the front matter; expected '---'",
    "unterminated": "the front matter is not closed; expected a closing fence on its own line",
}
_FIXES = {"bom": "remove the byte order mark", "blank": "remove the blank lines", "dots": "write ---"}


@rule("FMT002", severity="error")
def front_matter_malformed(document: Document) -> Issues:
    """The fences around the front matter are damaged.

    A site builder finds a front matter between two fences. Damage makes it show the front matter as text on the
    page, drop the page or stop, depending on the builder; the message says which. The rule reports a front matter
    that is not closed, and what the site's builder does not read: a byte order mark or blank lines before it, text
    after the opening fence, a closing `...`, or another format such as TOML. Without a known builder, it reports
    only what none of them reads.

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

    ```md bad page
    ⟦\ufeff⟧---
    title: Rain over the harbour
    ---
    ```

    ```md fixed page
    ---
    title: Rain over the harbour
    ---
    ```

    ```md bad dialect=hugo
    ---
    title: Rain over the harbour
    ⟦...⟧
    ```

    ```md fixed dialect=hugo
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

    The fix removes what is before the fence, or writes the fence that the builder reads. It is safe because
    nothing visible is lost.
    """
    front_matter = document.front_matter
    for defect in front_matter.defects if front_matter is not None else ():
        content = {"bom": "", "blank": "", "dots": "---"}.get(defect.kind)
        fix = replace(defect.span, content, _FIXES[defect.kind]) if content is not None else None
        yield Issue(defect.span, f"{_problem(document, defect)}: {_outcome(document)}", fix)


def _problem(document: Document, defect: FenceDefect) -> str:
    title = document.site.title
    raw = one_line(document.raw(defect.span))
    match defect.kind:
        case "format":
            return f"{title} does not read a front matter in {_FORMATS[str(document.format)]}"
        case "language":
            return f"{title} does not read a front matter in `{raw}`"
        case "opening":
            return f"the opening fence is {raw!r}; expected only '---' on its line"
        case "mark":
            return f"the text begins with {raw!r}, which {title} takes for a fence"
    return _PROBLEMS[defect.kind]


def _outcome(document: Document) -> str:
    site = document.site
    return site.unread_page if not document.is_post and site.unread_page else site.unread
