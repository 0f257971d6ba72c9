"""FMT001 front-matter-missing."""

from lint.rule import Document, Issue, Issues, Severity, Span, rule

_REACH = 1000


@rule("FMT001", severity="error")
def front_matter_missing(document: Document) -> Issues:
    """A post has no front matter.

    Some builders need one: Jekyll builds a post without a layout, Zola stops, and Pelican leaves the
    post out. With another builder, or none, the rule reports a file only if at least three other files are beside
    it and nine in ten of them have a front matter: as a warning, or as a note if the file begins with its title. It reports nothing where front matter is optional, as in Hexo,
    Eleventy, Astro, Docusaurus, VitePress, Quarto and Obsidian. YAML between `---`, TOML between `+++`, JSON (`{` or
    `;;;`) and `---js` all count as front matter. The rule does not report pages that are not posts, such as a
    README, or parts that other pages include, such as `_steps.md`.

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
    if document.front_matter is not None or not document.is_post:
        return
    site = document.site
    severity: Severity | None = None
    needed = site.needs_front_matter(document.source.path)
    if needed is None:
        needed = document.neighbours_have_front_matter()
        has_title = (
            document.text[document.body.start : document.body.start + _REACH].lstrip().startswith("# ")
        )
        severity = Severity.INFO if has_title else Severity.WARNING
    if not needed or site.is_partial(document.source.path):
        return
    text = document.text
    start = document.body.start
    start += len(text[start : start + _REACH]) - len(text[start : start + _REACH].lstrip())
    end = min(end for end in (text.find("\n", start), len(text)) if end >= 0)
    what = "the file is empty" if not text.strip() else "the post has no front matter"
    yield Issue(Span(start, end), f"{what}: {site.without_front_matter}", severity=severity)
