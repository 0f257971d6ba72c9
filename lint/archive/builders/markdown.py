"""What the site builders' Markdown has in common, and where it differs."""

from typing import Literal, NamedTuple


class Markdown(NamedTuple):
    """One flavour of Markdown.

    Parameters:
        html_blocks: `kramdown` reads a block element as HTML up to its closing tag, despite blank lines
            (https://kramdown.gettalong.org/syntax.html#html-blocks); `commonmark` resumes Markdown at the
            first blank line (CommonMark 0.31.2, section 4.6); `mdx` reads Markdown in the line after a tag.
        templates: the template languages whose syntax it may hold: `liquid` for `{% %}` and `{{ }}`, also of
            Nunjucks and Jinja; `go` for Hugo's shortcodes; `vue` for `{{ }}`; `jsx` for `{ }`.
        components: whether tags of components close themselves, as in `<Badge />`.
        links_bare_urls: whether an address in the text becomes a link.
        footnotes: whether `[^1]: text` is a footnote, whose text is no destination.
        wikilinks: whether `[[page]]` is a link.
    """

    html_blocks: Literal["kramdown", "commonmark", "mdx"] = "commonmark"
    templates: frozenset[str] = frozenset()
    components: bool = False
    links_bare_urls: bool = True
    footnotes: bool = True
    wikilinks: bool = False


COMMONMARK = Markdown(templates=frozenset(("liquid", "go")))
KRAMDOWN = Markdown("kramdown", frozenset(("liquid",)), links_bare_urls=False)
GOLDMARK = Markdown(templates=frozenset(("go",)))
MDX = Markdown("mdx", frozenset(("jsx",)), components=True)
VUE = Markdown(templates=frozenset(("vue",)), components=True)
QUARTO = Markdown(templates=frozenset(("go",)))
OBSIDIAN = Markdown(wikilinks=True)
