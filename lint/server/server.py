"""The language server: what an editor asks, and what it is told."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from lint.primitives.version import __version__
from lint.server.checking import Checking, Result
from lint.server.documents import Document, Documents, path_of
from lint.server.protocol import Json, Protocol
from lint.server.settings import overrides
from lint.server.shown import diagnostics

_log = logging.getLogger("archive-lint")


class Server(LanguageServer):
    """Knows what is open, and shows what is found in it.

    Parameters:
        options: those of the command.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__("archive-lint", __version__, protocol_cls=Protocol)
        self.checking = Checking(options, self.show, self.say)
        self.is_over = False

    @property
    def asks(self) -> bool:
        """Whether the editor asks for diagnostics, rather than being told."""
        documents = self.client_capabilities.text_document
        return documents is not None and documents.diagnostic is not None

    def begin(self, params: types.InitializeParams) -> None:
        """Take note of what is open, and of the editor's settings."""
        before = self.workspace
        # pygls makes its own documents; ours end rows where the protocol does.
        self.protocol._workspace = Documents(  # noqa: SLF001
            before.root_uri,
            types.TextDocumentSyncKind.Incremental,
            params.workspace_folders,
            before.position_encoding,
        )
        self.configure(params.initialization_options)

    def configure(self, settings: object) -> None:
        """Take over the editor's settings, and name those that are not valid."""
        options, wrong = overrides(settings)
        if wrong:
            self.say("; ".join(wrong))
        if options:
            self.checking.set(options)

    def document(self, uri: str) -> Document | None:
        """Return an open document that may be a post."""
        workspace = self.workspace
        found = workspace.opened(uri) if isinstance(workspace, Documents) else None
        return found if found is not None and found.may_be_post else None

    def check(self, uri: str, *, compare: bool) -> None:
        """Lint a document, or all, if settings have changed."""
        document = self.document(uri)
        if document is None:
            return
        self.checking.folders = self._folders()
        if self.checking.has_changed(document.post(self.checking.folders)):
            self.start_over()
        else:
            self.checking.check(uri, document, compare=compare)

    def start_over(self) -> None:
        """Lint all documents with the settings as they are now."""
        self.checking.folders = self._folders()
        self.checking.start_over()
        for each in self.workspace.text_documents.values():
            if (document := self.document(each.uri)) is not None:
                self.checking.check(each.uri, document, compare=True)

    def _folders(self) -> Sequence[str]:
        uris = [each.uri for each in self.workspace.folders.values()] or [self.workspace.root_uri or ""]
        paths = [path_of(uri) for uri in uris]
        return [os.path.abspath(each) for each in paths if each and os.path.isdir(each)]

    def diagnostics(self, uri: str) -> Json:
        """Return what is known of a document."""
        known = self.checking.results.get(uri)
        return diagnostics(known.report.marks if known is not None else (), uri)

    def show(self, uri: str) -> None:
        """Show what is known of a document."""
        document, known = self.document(uri), self.checking.results.get(uri)
        if document is None or known is None or known.version != document.number:
            return
        if not self.asks:
            about = {"uri": uri} | ({"version": document.version} if document.version is not None else {})
            params = Json.of(about, diagnostics=self.diagnostics(uri))
            if isinstance(self.protocol, Protocol):
                self.protocol.notify_ready(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)
        elif known.compared:
            capabilities = self.client_capabilities.workspace
            diagnostics = capabilities.diagnostics if capabilities is not None else None
            if diagnostics is not None and diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)

    def say(self, message: str) -> None:
        """Say something that a user should read."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"lint: {message}"))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Note a message that makes no sense: an editor's mistake is no news for its user."""
        _log.warning("%s: %s", getattr(source, "__name__", source), error)

    async def known(self, uri: str) -> tuple[Document, Result] | None:
        """Return a document, and what was found in it, once that is known; `None` if it has changed since."""
        document = self.document(uri)
        if document is None:
            return None
        result = await self.checking.result(uri, document.number)
        return (document, result) if result is not None else None

    async def latest(self, uri: str) -> Result | None:
        """Return what was found in a document as it is by then; `None` if it is closed, or no post."""
        seen = -1
        while (document := self.document(uri)) is not None and document.number != seen:
            seen = document.number
            if (result := await self.checking.result(uri, seen)) is not None:
                return result
        return None
