"""The documents that are open in the editor."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from lint.archive.conventions import TEXT_SUFFIXES
from lint.primitives.source import BOM
from lint.server.messages import Post
from lint.server.positions import Point, Range, Text

_LANGUAGES = ("markdown", "mdx", "quarto", "html")
# No two contents have the same number, not even those of a document that is closed and opened again.
_numbers = count()


class Document(TextDocument):
    """An open document, whose rows end as in the protocol.

    pygls ends rows at U+2028 and its like too, and applies an edit after one at another place.
    """

    def __init__(self, uri: str, text: str, version: int | None, language: str | None, encoding: str) -> None:
        super().__init__(uri, text, version, language)
        self.text = Text(text, encoding)
        self.number = next(_numbers)  # of this content
        self._is_marked = False
        self.look()

    @property
    def source(self) -> str:
        """The whole text."""
        return self.text.text

    @property
    def file(self) -> str:
        """The absolute path; empty for a document that is not a file."""
        return os.path.abspath(self.path) if self.uri.startswith("file:") and self.path else ""

    @property
    def may_be_post(self) -> bool:
        """Whether it is in a language that posts are in."""
        return self.language_id in _LANGUAGES or self.path.lower().endswith(TEXT_SUFFIXES)

    def look(self) -> None:
        """Look whether the file begins with a byte order mark, which editors do not show."""
        self._is_marked = False
        if self.file and os.path.isfile(self.file):
            try:
                with open(self.file, "rb") as stream:
                    self._is_marked = stream.read(3) == BOM.encode()
            except OSError:
                pass  # it may be gone again

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        """Apply an edit of the editor."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = change.range.start, change.range.end
            place = Range(Point(start.line, start.character), Point(end.line, end.character))
            self.text = self.text.replaced(place, change.text)
        else:
            self.text = Text(change.text, self.text.encoding)
        self.number = next(_numbers)

    def post(self, folders: Sequence[str]) -> Post:
        """Return the document as it is linted.

        Parameters:
            folders: those that are open in the editor; of several that contain it, the innermost counts.
        """
        file = self.file
        around = [each for each in folders if file and file.startswith(os.path.join(each, ""))]
        within = bool(around)
        root = max(around, key=len) if around else _nearest(os.path.dirname(file))
        if not file:
            root = folders[0] if folders else os.getcwd()
        hidden = int(self._is_marked and not self.source.startswith(BOM))
        data = (BOM * hidden + self.source).encode("utf-8", "surrogatepass")
        return Post(file, root, within, data, hidden, self.text.encoding, self.number)


class Documents(Workspace):
    """The open documents, and the folders that are open."""

    def opened(self, uri: str) -> Document | None:
        """Return an open document."""
        # pygls keeps it under its address without escapes.
        known = self.text_documents
        found = known.get(unquote(uri)) or known.get(uri)
        return found if isinstance(found, Document) else None

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        return Document(doc_uri, source or "", version, language_id, _name(self.position_encoding))


def path_of(uri: str) -> str:
    """Return the path of a `file:` address; empty for others."""
    return to_fs_path(uri) or ""


def _nearest(folder: str) -> str:
    """Return a folder, or the nearest one above it that is there: an editor makes folders on saving."""
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return folder


def _name(encoding: object) -> str:
    return str(getattr(encoding, "value", encoding))
