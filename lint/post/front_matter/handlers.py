"""Handlers for python-frontmatter, such as `frontmatter.load(path, handler=PlacedYAML())`.

The linter itself calls `reader.read`: `frontmatter.parse` strips the text and converts CRLF to LF, which
shifts every place.
"""

import re
from typing import Any

from frontmatter.default_handlers import BaseHandler

from lint.post.front_matter.fences import Fences
from lint.post.front_matter.reader import read_content
from lint.post.front_matter.syntaxes import JSON, TOML, YAML
from lint.primitives.source import Span


class PlacedHandler(BaseHandler):
    """A handler that finds the front matter where the linter does."""

    _fences: Fences

    def __init__(self) -> None:
        super().__init__(fm_boundary=re.compile(self._fences.closing, re.MULTILINE))

    def detect(self, text: str) -> bool:
        """Return whether `text` begins with a front matter between this handler's fences."""
        return self._fences.locate(text, 0) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Split text into front matter and content; raise ValueError when there is no front matter."""
        located = self._fences.locate(text, 0)
        if located is None:
            raise ValueError("no front matter")
        content = located.content
        return text[content.start : content.end], text[located.body :]

    def load(self, fm: str, **_kwargs: object) -> dict[str, Any]:
        """Parse front matter; raise ValueError, with the offset in its message, when it does not parse."""
        parsed = read_content(self._fences.format, fm, Span(0, len(fm)), "1.1")
        if parsed.problem is not None:
            raise ValueError(f"{parsed.problem.message} at offset {parsed.problem.span.start}")
        value = parsed.root.value if parsed.root is not None else None
        return value if isinstance(value, dict) else {}


class PlacedYAML(PlacedHandler):
    """YAML between `---` lines; the closing one may be `...`."""

    _fences = YAML


class PlacedTOML(PlacedHandler):
    """TOML between `+++` lines."""

    _fences = TOML


class PlacedJSON(PlacedHandler):
    """JSON between `;;;` lines."""

    _fences = JSON
