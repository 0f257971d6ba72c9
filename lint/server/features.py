"""What the server does about each message of an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types

from lint.server.documents import path_of
from lint.server.messages import Act, Action, FixAll, Manual
from lint.server.positions import Point
from lint.server.protocol import Json
from lint.server.server import Server
from lint.server.settings import decides
from lint.server.shown import code_action, fix_all_action, place_of, plain, wants, wants_fix_all

_WATCHED = "**/{*.toml,*.yml,*.yaml,*.json,*.jsonl,*.js,*.mjs,*.cjs,*.ts,*.mts,*.py,.gitignore}"
_WATCHING = "archive-lint-settings"
_SECTION = "archiveLint"


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Take note of what is open, and of the settings."""
    ls.begin(params)


def initialized(ls: Server, _: types.InitializedParams) -> None:
    """Have the editor say when files change that decide how posts are linted."""
    capabilities = ls.client_capabilities.workspace
    watching = capabilities.did_change_watched_files if capabilities is not None else None
    if watching is not None and watching.dynamic_registration:
        watchers = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        ls.client_register_capability(
            types.RegistrationParams([types.Registration(_WATCHING, method, watchers)])
        )


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Lint a document that was opened."""
    ls.check(params.text_document.uri, compare=True)


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Lint a document that was changed."""
    ls.check(params.text_document.uri, compare=False)


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Lint a document that was saved, and compare it with others."""
    uri = params.text_document.uri
    if (document := ls.document(uri)) is not None:
        document.look()
        ls.check(uri, compare=True)


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a document."""
    uri = params.text_document.uri
    ls.checking.forget(uri)
    if not ls.asks:
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Lint again if files have changed that decide how posts are linted."""
    if any(decides(path_of(each.uri)) for each in params.changes):
        ls.start_over()


def did_change_workspace_folders(ls: Server, _: types.DidChangeWorkspaceFoldersParams) -> None:
    """Lint again from the folders that are open now."""
    ls.start_over()


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Lint again with the settings of the editor."""
    settings = params.settings
    capabilities = ls.client_capabilities.workspace
    if not settings and capabilities is not None and capabilities.configuration:
        item = types.ConfigurationItem(section=_SECTION)
        (settings,) = await ls.workspace_configuration_async(types.ConfigurationParams([item]))
    ls.configure(settings)
    ls.start_over()


async def diagnostics(
    ls: Server,
    params: types.DocumentDiagnosticParams,
) -> Json | types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    """Return the findings of a document to an editor that asks for them."""
    uri = params.text_document.uri
    known = await ls.latest(uri)
    if known is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    name = f"{known.version}{'+' * known.compared}"
    if params.previous_result_id == name:
        return types.RelatedUnchangedDocumentDiagnosticReport(name)
    return Json.of({"kind": "full", "resultId": name}, items=ls.diagnostics(uri))


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Return the manuals of the rules that report something at a place."""
    uri = params.text_document.uri
    known = await ls.known(uri)
    if known is None:
        return None
    point = Point(params.position.line, params.position.character)
    marks = [each for each in known[1].report.marks if each.range.start <= point <= each.range.end]
    texts = []
    for code in dict.fromkeys(each.code for each in marks):
        text = await ls.checking.typing.ask(("manual", code), Manual(code))
        texts += [text] if isinstance(text, str) and text else []
    if not texts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts)))


async def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done about the findings in a place."""
    uri = params.text_document.uri
    known = await ls.known(uri)
    if known is None:
        return []
    document, result = known
    post, only = document.post(ls.checking.folders), params.context.only
    found: list[types.CodeAction] = []
    if wants(only, types.CodeActionKind.QuickFix.value):
        act = Act(post, place_of(params.range), fixes=True, ignores=True)
        answer = await ls.checking.act(uri, result, act)
        found += [code_action(each, document) for each in answer or () if isinstance(each, Action)]
    if wants_fix_all(only):
        edits = await ls.checking.act(uri, result, FixAll(post))
        found += [fix_all_action(edits, document)] if isinstance(edits, tuple) and edits else []
    if document.number != post.version:
        return []  # they are for another content
    capabilities = ls.client_capabilities.workspace
    editing = capabilities.workspace_edit if capabilities is not None else None
    if editing is None or not editing.document_changes:
        for each in found:
            each.edit = plain(each.edit, uri) if each.edit is not None else None
    return found


def shutdown(ls: Server, _: None) -> None:
    """End what is being done."""
    ls.is_over = True
    ls.checking.end()


# What each message leads to, and what the editor is told about it.
_FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (types.INITIALIZE, initialize, None),
    (types.INITIALIZED, initialized, None),
    (types.TEXT_DOCUMENT_DID_OPEN, did_open, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
    (types.TEXT_DOCUMENT_DID_SAVE, did_save, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_watched_files, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, did_change_workspace_folders, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, did_change_configuration, None),
    (
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        diagnostics,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="lint"),
    ),
    (types.TEXT_DOCUMENT_HOVER, hover, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    ),
    (types.SHUTDOWN, shutdown, None),
)


def made(options: Mapping[str, Any]) -> Server:
    """Return a server that answers what editors ask.

    Parameters:
        options: those of the command.
    """
    server = Server(options)
    for method, handler, about in _FEATURES:
        server.feature(method, about)(handler)
    return server
