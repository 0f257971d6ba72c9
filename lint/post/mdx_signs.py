"""Signs by which MDX is told from Markdown."""

import re
from functools import cache

from lint.primitives.source import Span


def looks_like_mdx(text: str, span: Span) -> bool:
    """Return whether signs in `text[span]` tell that it is MDX: imports, and attributes in braces."""
    has_brace = "={" in text or "{..." in text
    begins_line = "import " in text and ("\nimport" in text or text.startswith("import"))
    return (has_brace or begins_line) and _signs().search(text, *span) is not None


@cache
def _signs() -> re.Pattern[str]:
    # Most runs do not need it.
    return re.compile(
        r"^import\s+[\w{}*,\s]{1,200}?\sfrom\s+[\"']|^import\s+[\"']|\s(?:className|style)=\{|=\{\{|<[A-Za-z][^<>{}]*\s\{\.\.\.\w+\}",
        re.MULTILINE,
    )
