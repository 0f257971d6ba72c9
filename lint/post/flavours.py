"""Which parser reads which flavour of Markdown."""

from collections.abc import Callable
from functools import cache

from lint.archive.builders.markdown import Markdown
from lint.post.markdown import Reading
from lint.primitives.source import Span


@cache
def _kramdown() -> Callable[[str, Span, Markdown], Reading]:
    """Return the parser that most archives need, without an `import` statement for each post."""
    from lint.post.kramdown import read_kramdown  # as below

    return read_kramdown


def read_flavour(text: str, plain: str, span: Span, markdown: Markdown) -> tuple[Reading, str]:
    """Read the Markdown in `plain[span]`; return also the text without what is code by the flavour's rule."""
    if markdown.trims:
        start = span.start + len(text[slice(*span)]) - len(text[slice(*span)].lstrip())
        span = Span(start, span.end)
    # Each run needs one parser, and its patterns take longer to compile than a post to read.
    match markdown.html_blocks:
        case "kramdown" | "python":
            return _kramdown()(plain, span, markdown), plain
        case "mdx":
            from lint.post.mdx import read_mdx

            return read_mdx(plain, span, markdown)
        case "vue":
            from lint.post.block_elements import read_vue

            return read_vue(text, span, markdown), plain
        case "pandoc":
            from lint.post.block_elements import read_pandoc

            return read_pandoc(plain, span, markdown), plain
        case _:
            from lint.post.commonmark import read_markdown

            return read_markdown(plain, span, markdown), plain
