"""What the server offers to do about findings, and what it tells about them."""

import pytest
from lsprotocol import types

from tests.conftest import GOOD, Archive
from tests.server.editor import editor, of_command, talk

pytestmark = pytest.mark.slow  # each has a server of its own

NAME = "_posts/2021-05-03-rain.md"
_HERE = types.Range(types.Position(0, 0), types.Position(1000, 0))


def _applied(text: str, edits: list[types.TextEdit]) -> str:
    rows = text.split("\n")
    starts = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows) + 1)]

    def offset(place: types.Position) -> int:
        row = rows[place.line] if place.line < len(rows) else ""
        return starts[place.line] + len(row.encode("utf-16-le")[: 2 * place.character].decode("utf-16-le"))

    for edit in sorted(
        edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True
    ):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def _after(text: str, action: types.CodeAction, uri: str) -> str:
    assert action.edit is not None
    assert action.edit.changes is not None
    return _applied(text, list(action.edit.changes[uri]))


def test_a_fix_is_offered_as_what_it_is_and_makes_the_finding_go(archive: Archive) -> None:
    # Safe: the image loads over `https:`. Unsafe: the tracking parameter is removed.
    text = GOOD.replace(
        "<p>It rained.</p>",
        '<p>🌧️ <img src="http://i.example/a.png" alt="x">\n[a](https://b.example/?utm_source=c)</p>',
    )

    async def conversation() -> None:
        async with editor(archive.root, "--no-index", settings={"extend-select": ["ALL"]}) as made:
            uri = made.open(NAME, text)
            before = await made.diagnostics(uri)
            offered = [
                each for each in await made.actions(uri, _HERE, ["quickfix"]) if each.title[:6] != "Ignore"
            ]
            assert offered
            for action in offered:
                assert action.kind == types.CodeActionKind.QuickFix
                assert bool(action.is_preferred) != ("unsafe" in action.title)
                after = _after(text, action, uri)
                assert after != text
                assert action.diagnostics is not None
                (mended,) = action.diagnostics
                left = of_command(archive, NAME, after, "--no-index", "--extend-select", "ALL")
                assert mended.code in {each.code for each in before}
                assert len([each for each in left if each[4] == mended.code]) < len(
                    [each for each in before if each.code == mended.code]
                )

    talk(conversation())


def test_a_comment_hides_a_finding_here_or_in_the_file(archive: Archive) -> None:
    text = "---\ntitle: ' x'\ndate: soon\n---\n[x]( )\n"

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            uri = made.open("a.md", text)
            codes = {str(each.code) for each in await made.diagnostics(uri)}
            titles = set()
            for action in await made.actions(uri, _HERE):
                if action.title.startswith("Ignore"):
                    titles.add(action.title)
                    code = action.title.split()[1]
                    left = {
                        each[4]
                        for each in of_command(archive, "a.md", _after(text, action, uri), "--no-index")
                    }
                    assert left == codes - {code}
            assert {"Ignore DTE001 here", "Ignore LNK001 in this file"} <= titles

    talk(conversation())


def test_all_safe_fixes_are_those_of_the_command(archive: Archive) -> None:
    text = GOOD.replace("tags: [ Harbour Post ]", "tags: [ a, a ]").replace(
        "<p>It rained.</p>", '<p>🌧️ [a](<https://b.example/ >)</p>\n<img src="http://i.example/a.png">'
    )
    archive.write(NAME, text)

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            uri = made.open(NAME, text)
            await made.diagnostics(uri)
            assert not [
                each for each in await made.actions(uri, _HERE) if str(each.kind).startswith("source")
            ]
            (action,) = await made.actions(uri, _HERE, ["source.fixAll"])
            arguments = ("--fix", "--no-index", "--stdin-filename", NAME, "-")
            fixed = archive.lint(*arguments, data=text.encode()).out
            assert _after(text, action, uri) == fixed != text

    talk(conversation())


def test_the_manual_is_shown_where_a_finding_is(archive: Archive) -> None:
    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            uri = made.open("a.md", "[x]( )\n\nfine\n")
            (found,) = [each for each in await made.diagnostics(uri) if each.code == "LNK001"]
            assert found.code_description is not None
            assert found.code_description.href.endswith("LNK001.md")
            identifier = types.TextDocumentIdentifier(uri)
            shown = await made.client.text_document_hover_async(
                types.HoverParams(identifier, found.range.start)
            )
            assert shown is not None
            assert isinstance(shown.contents, types.MarkupContent)
            assert "LNK001" in shown.contents.value
            nothing = types.HoverParams(identifier, types.Position(2, 2))
            assert await made.client.text_document_hover_async(nothing) is None

    talk(conversation())


def test_settings_of_the_editor_and_of_the_folder_hold_as_soon_as_they_change(archive: Archive) -> None:
    text = "[x]( )\n"

    async def conversation() -> None:
        async with editor(archive.root, "--no-index", settings={"ignore": ["LNK001"], "select": 3}) as made:
            uri = made.open("a.md", text)
            assert "LNK001" not in {each.code for each in await made.diagnostics(uri)}
            (said,) = made.client.messages
            assert said.message == "lint: select: 3 is not valid; expected a list of strings"
            made.said.clear()
            made.client.workspace_did_change_configuration(
                types.DidChangeConfigurationParams({"archiveLint": {"ignore": ["LNK002"]}})
            )
            assert "LNK001" in {each.code for each in await made.diagnostics(uri)}
            archive.write("lint.toml", 'ignore = ["LNK001"]\n')
            made.change(uri, ((0, 0, 0, 0), "y"))
            assert "LNK001" not in {each.code for each in await made.diagnostics(uri)}
            made.said.clear()
            archive.write("lint.toml", "ignore = 3\n")
            event = types.FileEvent(made.uri("lint.toml"), types.FileChangeType.Changed)
            made.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert not await made.diagnostics(uri)
            assert "lint.toml" in made.client.messages[-1].message

    talk(conversation())
