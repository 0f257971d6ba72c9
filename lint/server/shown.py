"""What the server says in the words of the protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lsprotocol import types
from pygls.uris import from_fs_path

from lint.server.documents import Document
from lint.server.messages import Action, Link, Mark, Replacement
from lint.server.positions import Point, Range
from lint.server.protocol import Json

SOURCE = "lint"
FIX_ALL = types.CodeActionKind.SourceFixAll
_OWN_FIX_ALL = "source.fixAll.archive-lint"


_PLACE = '{"range":{"start":{"line":%d,"character":%d},"end":{"line":%d,"character":%d}},'


def diagnostics(marks: Iterable[Mark], uri: str) -> Json:
    """Return the findings of a document as a list of diagnostics in JSON.

    There may be a thousand after each change; as objects of the protocol, they take twenty times as long.
    """
    known: dict[tuple[object, ...], str] = {}  # what is the same at many places
    made = []
    for mark in marks:
        row, column, end_row, end_column, *_ = mark
        said = mark[4:]
        rest = known.get(said)
        if rest is None:
            rest = known[said] = _rest(mark, uri)
        made.append(_PLACE % (row, column, end_row, end_column) + rest)
    return Json(f"[{','.join(made)}]")


def _rest(mark: Mark, uri: str) -> str:
    """Return a diagnostic without its place, and without the bracket before it."""
    plain: dict[str, Any] = {
        "severity": mark.severity,
        "code": mark.code,
        "codeDescription": {"href": mark.url},
        "source": SOURCE,
        "message": mark.message,
    }
    if mark.links:
        plain["relatedInformation"] = [
            {"location": {"uri": _uri(each, uri), "range": _plain(each.range)}, "message": each.message}
            for each in mark.links
        ]
    return json.dumps(plain)[1:]


def _plain(place: Range) -> dict[str, dict[str, int]]:
    names = ("line", "character")
    return {
        "start": dict(zip(names, place.start, strict=True)),
        "end": dict(zip(names, place.end, strict=True)),
    }


def _uri(link: Link, uri: str) -> str:
    """Return the address of the post that a link leads to."""
    return from_fs_path(link.path) or uri if link.path is not None else uri


def diagnostic(mark: Mark, uri: str) -> types.Diagnostic:
    """Return a finding as a diagnostic of a document."""
    links = [
        types.DiagnosticRelatedInformation(types.Location(_uri(each, uri), _range(each.range)), each.message)
        for each in mark.links
    ]
    return types.Diagnostic(
        _range(mark.range),
        mark.message,
        types.DiagnosticSeverity(mark.severity),
        mark.code,
        types.CodeDescription(mark.url),
        SOURCE,
        related_information=links or None,
    )


def code_action(action: Action, document: Document) -> types.CodeAction:
    """Return what can be done about a finding."""
    return types.CodeAction(
        action.title,
        types.CodeActionKind.QuickFix,
        [diagnostic(action.mark, document.uri)],
        is_preferred=(action.is_fix and action.is_safe) or None,
        edit=_edit(action.edits, document),
    )


def fix_all_action(edits: Sequence[Replacement], document: Document) -> types.CodeAction:
    """Return the action that applies all safe fixes."""
    return types.CodeAction("Fix all that can be fixed safely", _OWN_FIX_ALL, edit=_edit(edits, document))


def wants(only: Sequence[str] | None, kind: str) -> bool:
    """Return whether a client that asks for some kinds of actions wants one of a kind."""
    return only is None or any(each in ("", kind) or kind.startswith(f"{each}.") for each in only)


def wants_fix_all(only: Sequence[str] | None) -> bool:
    """Return whether a client asks for the action that applies all safe fixes: editors do on saving."""
    return only is not None and wants(only, _OWN_FIX_ALL)


def place_of(place: types.Range) -> Range:
    """Return a place of the protocol as one of ours."""
    start, end = place.start, place.end
    return Range(Point(start.line, start.character), Point(end.line, end.character))


def _range(place: Range) -> types.Range:
    return types.Range(types.Position(*place.start), types.Position(*place.end))


def _edit(edits: Sequence[Replacement], document: Document) -> types.WorkspaceEdit:
    """Return edits of the content as it is now: an editor refuses them for another."""
    identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    made = [types.TextEdit(_range(each.range), each.content) for each in edits]
    return types.WorkspaceEdit(changes=None, document_changes=[types.TextDocumentEdit(identifier, made)])


def plain(edit: types.WorkspaceEdit, uri: str) -> types.WorkspaceEdit:
    """Return edits for an editor that knows no versions of documents."""
    found = [
        each
        for change in edit.document_changes or ()
        if isinstance(change, types.TextDocumentEdit)
        for each in change.edits
        if isinstance(each, types.TextEdit)
    ]
    return types.WorkspaceEdit(changes={uri: found})
