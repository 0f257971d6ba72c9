"""FMT001 front-matter-missing."""

from lint.rule import Document, Issue, Issues, Span, rule


@rule("FMT001", severity="error")
def front_matter_missing(document: Document) -> Issues:
    """A post has no front matter.

    A site builder copies such a file as it is, or skips it: the post has no title, no date and no
    page. YAML between `---`, TOML between `+++`, JSON (`{` or `;;;`) and `---js` all count as front
    matter. Pages such as a README are not posts, and where most files of a folder have no front
    matter, the archive is kept without it: neither is reported.

    ```md bad
    ⟦Rain over the harbour⟧

    It rained all day.
    ```

    ```md bad path="_posts/2021-05-03-empty.md" no-final-newline
    ⟦⟧
    ```

    ```md good
    +++
    title = "Rain over the harbour"
    +++
    It rained all day.
    ```

    ```md good path=README.md page
    # About this archive
    ```

    Put a front matter before the text, or exclude the file if it is no post.
    """
    if document.front_matter is None and document.is_post and document.neighbours_have_front_matter():
        text = document.text
        start = document.body.start
        start += len(text[start : start + 1000]) - len(text[start : start + 1000].lstrip())
        end = min(end for end in (text.find("\n", start), len(text)) if end >= 0)
        what = "the file is empty" if not text.strip() else "the post has no front matter"
        yield Issue(Span(start, end), f"{what}: expected '---' and fields before the text")
