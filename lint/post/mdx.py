"""MDX: Markdown with JSX tags, expressions in braces, and lines of JavaScript (https://mdxjs.com/docs/what-is-mdx/)."""

import re

from lint.archive.builders.markdown import Markdown
from lint.post.markdown import Reading, read_markdown
from lint.primitives.source import Span

_SIGNS = re.compile(
    r"^import\s+[\w{}*,\s]{1,200}?\sfrom\s+[\"']|^import\s+[\"']|\s(?:className|style)=\{|=\{\{", re.MULTILINE
)


def looks_like_mdx(text: str, span: Span) -> bool:
    """Return whether signs in `text[span]` tell that it is MDX: imports, and attributes in braces."""
    return ("import " in text or "={" in text) and _SIGNS.search(text, *span) is not None


def read_mdx(text: str, span: Span, markdown: Markdown) -> tuple[Reading, str]:
    """Read the MDX in `text[span]`; return also the text without expressions."""
    return read_markdown(text, span, markdown), text
