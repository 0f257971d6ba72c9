"""What the site builders' Markdown has in common, and where it differs."""

from typing import Literal, NamedTuple

BareUrls = Literal["", "gfm", "remark", "goldmark", "linkify"]


class Markdown(NamedTuple):
    """One flavour of Markdown.

    Parameters:
        html_blocks: which lines are HTML. `kramdown` reads a block element up to its closing tag, despite
            empty lines (https://kramdown.gettalong.org/syntax.html#html-blocks); `commonmark` resumes
            Markdown at the first empty line (CommonMark 0.31.2, section 4.6); `mdx` does in the line after a
            tag; `vue` takes unknown elements for block elements; `python` is Python-Markdown; `pandoc` reads
            Markdown in block elements (https://pandoc.org/MANUAL.html#raw-html).
        templates: the template languages whose syntax may appear in it: `liquid` for `{% %}` and `{{ }}`,
            also of Nunjucks and Jinja; `nunjucks` for `{# #}`; `hexo` if templates are comments while the
            Markdown is read; `go` for shortcodes; `tera` for
            shortcodes that are calls; `vue` for `{{ }}`; `obsidian` for comments in `%%`.
        components: whether tags of components close themselves, as in `<Badge />`.
        bare_urls: by whose rule an address in the text becomes a link; empty if it does not.
        footnotes: whether `[^1]: text` is a footnote, whose text is no destination.
        wikilinks: whether `[[page]]` is a link.
        indented_code: whether a line that begins with four spaces is code.
        math: whether `$$` encloses a formula.
        refuses_scripts: whether a destination such as `javascript:` makes no link.
        definition_lists: whether a line that begins with `:` is a definition.
        omits_html: whether HTML is left out of the page.
        trims: whether the space before the first line is removed, so that it is no code.
        attributes: whether `{title="…"}` gives attributes to what is before it.
        parses_html: whether the Markdown in block elements is read, too (kramdown's `parse_block_html`).
        guesses: whether signs in the text tell that it is MDX, or holds BBCode, as nothing else does.
    """

    html_blocks: Literal["kramdown", "commonmark", "mdx", "vue", "python", "pandoc"] = "commonmark"
    templates: frozenset[str] = frozenset()
    components: bool = False
    bare_urls: BareUrls = "gfm"
    footnotes: bool = True
    wikilinks: bool = False
    indented_code: bool = True
    math: bool = False
    refuses_scripts: bool = False
    guesses: bool = False
    trims: bool = False
    definition_lists: bool = False
    omits_html: bool = False
    attributes: bool = False
    parses_html: bool = False

    @property
    def links_bare_urls(self) -> bool:
        """Whether an address in the text becomes a link."""
        return self.bare_urls != ""

    @property
    def reads_spaces(self) -> bool:
        """Whether the destination of a link may contain spaces.

        So it is in kramdown and Python-Markdown, and in pandoc, which encodes them
        (https://github.com/jgm/pandoc/blob/main/src/Text/Pandoc/Readers/Markdown.hs, `source`).
        """
        return self.html_blocks in ("kramdown", "python", "pandoc")


COMMONMARK = Markdown(
    templates=frozenset(("liquid", "go", "nunjucks")),
    components=True,
    bare_urls="",
    attributes=True,
    guesses=True,
)
KRAMDOWN = Markdown("kramdown", frozenset(("liquid",)), bare_urls="", math=True, attributes=True)
# jekyll-commonmark, which has no footnotes unless they are switched on.
COMMONMARK_OF_JEKYLL = Markdown(templates=frozenset(("liquid",)), bare_urls="")
GOLDMARK = Markdown(
    templates=frozenset(("go",)), bare_urls="goldmark", definition_lists=True, attributes=True
)
# Shortcodes are calls (https://www.getzola.org/documentation/content/shortcodes/).
ZOLA = GOLDMARK._replace(templates=frozenset(("tera",)))
# markdown-it without plugins, as Eleventy configures it (https://www.11ty.dev/docs/languages/markdown/).
# A plug-in for attributes is usual.
ELEVENTY = Markdown(
    templates=frozenset(("liquid",)),
    attributes=True,
    bare_urls="",
    footnotes=False,
    indented_code=False,
    refuses_scripts=True,
)
# marked, after the tags of Nunjucks (https://hexo.io/docs/tag-plugins).
HEXO = Markdown(templates=frozenset(("liquid", "nunjucks", "hexo")), footnotes=False)
MDX = Markdown("mdx", components=True, bare_urls="remark", indented_code=False)
# remark with GitHub's additions (https://docs.astro.build/en/guides/markdown-content/).
REMARK = Markdown(bare_urls="remark", trims=True)
VUE = Markdown(
    "vue",
    frozenset(("vue",)),
    components=True,
    bare_urls="linkify",
    footnotes=False,
    refuses_scripts=True,
    attributes=True,
)
PYTHON = Markdown("python", bare_urls="", attributes=True)
QUARTO = Markdown(
    "pandoc", frozenset(("go",)), bare_urls="", math=True, definition_lists=True, attributes=True
)
OBSIDIAN = Markdown(templates=frozenset(("obsidian",)), wikilinks=True, math=True)
