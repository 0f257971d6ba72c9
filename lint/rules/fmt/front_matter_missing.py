"""FMT001 front-matter-missing."""

from lint.rule import Document, Issue, Issues, Span, rule


@rule("FMT001", severity="error")
def front_matter_missing(document: Document) -> Issues:
    """A post has no front matter.

    A site builder copies such a file unchanged or skips it: the post gets no title, no date and no
    page. YAML between `---`, TOML between `+++`, JSON (`{` or `;;;`) and `---js` all count as front
    matter. The rule does not report pages that are not posts, such as a README, or files in a folder
    where most files have no front matter.

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

    Add front matter, or exclude the file if it is not a post.
    """
    if document.front_matter is None and document.is_post and document.neighbours_have_front_matter():
        text = document.text
        start = document.body.start
        start += len(text[start : start + 1000]) - len(text[start : start + 1000].lstrip())
        end = min(end for end in (text.find("\n", start), len(text)) if end >= 0)
        what = "the file is empty" if not text.strip() else "the post has no front matter"
        yield Issue(Span(start, end), f"{what}; expected '---' and fields before the text")
