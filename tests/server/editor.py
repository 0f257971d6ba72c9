"""An editor that talks to the server, as far as tests need one."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

from tests.conftest import Archive

Place = tuple[int, int, int, int, str, str]
_PATIENCE = 240.0  # seconds for an answer, on a machine that does other things
COMMAND = (sys.executable, "-m", "lint", "server")


class Editor:
    """Has documents open, and knows what was said of them."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.said: list[types.PublishDiagnosticsParams] = []
        self.news = asyncio.Event()
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown") -> str:
        uri = name if ":" in name else self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, *edits: tuple[tuple[int, int, int, int], str]) -> int:
        """Change a document; a place is two rows and columns. Return its new version."""
        self.versions[uri] += 1
        changes: list[types.TextDocumentContentChangeEvent] = [
            types.TextDocumentContentChangePartial(
                range=types.Range(types.Position(*place[:2]), types.Position(*place[2:])), text=content
            )
            for place, content in edits
        ]
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))
        return self.versions[uri]

    def save(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))

    async def heard(self, wanted: Callable[[types.PublishDiagnosticsParams], bool]) -> list[types.Diagnostic]:
        """Return the diagnostics of the first message that is wanted, waiting for it."""

        async def wait() -> list[types.Diagnostic]:
            while True:
                for each in self.said:
                    if wanted(each):
                        return list(each.diagnostics)
                self.news.clear()
                await self.news.wait()

        return await asyncio.wait_for(wait(), _PATIENCE)

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return what is said of a document as it is now."""
        version = self.versions[uri]
        return await self.heard(lambda each: each.uri == uri and each.version == version)

    async def actions(
        self, uri: str, place: types.Range, only: Sequence[str] | None = None
    ) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        identifier = types.TextDocumentIdentifier(uri)
        found = await asyncio.wait_for(
            self.client.text_document_code_action_async(types.CodeActionParams(identifier, place, context)),
            _PATIENCE,
        )
        return [each for each in found or () if isinstance(each, types.CodeAction)]


@asynccontextmanager
async def editor(
    root: Path,
    *arguments: str,
    capabilities: types.ClientCapabilities | None = None,
    settings: object = None,
    folders: Sequence[Path] | None = None,
) -> AsyncIterator[Editor]:
    client = make_test_lsp_client()
    made = Editor(client, root)

    def publish(params: types.PublishDiagnosticsParams) -> None:
        made.said.append(params)
        made.news.set()

    client.protocol.fm.features.pop(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, None)
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
    await client.start_io(*COMMAND, *arguments, cwd=root)
    named = [
        types.WorkspaceFolder(each.as_uri(), each.name) for each in ([root] if folders is None else folders)
    ]
    await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities or types.ClientCapabilities(),
            workspace_folders=named,
            initialization_options=settings,
        )
    )
    try:
        yield made
    finally:
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]


def talk(conversation: Coroutine[Any, Any, None]) -> None:
    """Run a conversation to its end."""
    asyncio.run(conversation)


def places(diagnostics: Sequence[types.Diagnostic]) -> list[Place]:
    """Return what is said of which places."""
    return sorted(
        (
            each.range.start.line,
            each.range.start.character,
            each.range.end.line,
            each.range.end.character,
            str(each.code),
            each.message,
        )
        for each in diagnostics
    )


def of_command(archive: Archive, name: str, text: str, *arguments: str) -> list[Place]:
    """Return what the command says of a text, with columns in UTF-16."""
    given = ["--stdin-filename", name] if name else []
    found = archive.lint(
        "--output-format", "json", *arguments, *given, "-", data=text.encode("utf-8", "surrogatepass")
    ).findings
    rows = re.split(r"\r\n|\n|\r", text)

    def place(location: dict[str, int]) -> tuple[int, int]:
        row, column = location["row"] - 1, location["column"] - 1
        before = rows[row][:column] if row < len(rows) else ""
        return row, len(before.encode("utf-16-le", "surrogatepass")) // 2

    return sorted(
        (*place(each["location"]), *place(each["end_location"]), each["code"], each["message"])
        for each in found
    )


def edited(text: str, place: tuple[int, int, int, int], content: str) -> str:
    """Return a text after an edit, by the words of the protocol: rows, and columns in UTF-16."""

    def offset(row: int, column: int) -> int:
        at = 0
        for match in [*re.finditer(r"\r\n|\n|\r", text)][:row]:
            at = match.end()
        return at + len(
            text[at:].encode("utf-16-le", "surrogatepass")[: 2 * column].decode("utf-16-le", "ignore")
        )

    return text[: offset(*place[:2])] + content + text[offset(*place[2:]) :]


def folder_of(archive: Archive) -> Path:
    return Path(os.path.realpath(archive.root))
