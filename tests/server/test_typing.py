"""The server says of each text what the command says of it."""

import random

import pytest
from lsprotocol import types

from tests.conftest import GOOD, Archive
from tests.server.editor import Place, edited, editor, of_command, places, talk

pytestmark = pytest.mark.slow  # each has a server of its own

NAME = "_posts/2021-05-03-rain.md"
BAD = GOOD.replace("<p>It rained.</p>", "<p>It 🌧️ rained. [x]( ) <img src='http://'>\n[a](b c)</p>")
_PIECES = (
    "", "\n", "\r\n", "\r", "\u2028", "\x0c", "🌧️", "é", " ", "[x]( )", "![](http://)", "<b>", "</p>", "---\n",
    "title: ", "date: 2021\n", "# ", "`", "<!-- lint: ignore[LNK001] -->", "http://a.example/?utm_source=x ", "\ufeff",
)  # fmt: skip


def _place(text: str, chance: random.Random) -> tuple[tuple[int, int, int, int], str]:
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def point() -> tuple[int, int]:
        row = chance.randrange(len(rows))
        # Never in the middle of a pair: editors do not do that.
        at = chance.randint(0, len(rows[row]))
        return row, len(rows[row][:at].encode("utf-16-le")) // 2

    start, end = sorted([point(), point()])
    if chance.random() < 0.7 or end[0] - start[0] > 2:
        end = start
    return (*start, *end), chance.choice(_PIECES)


async def _edits(archive: Archive, number: int, seed: int) -> None:
    chance = random.Random(seed)
    archive.write("_config.yml", "title: x\n")
    archive.write(NAME, BAD)
    text = BAD
    async with editor(archive.root, "--no-index") as made:
        uri = made.open(NAME, text)
        for _ in range(number):
            assert places(await made.diagnostics(uri)) == of_command(archive, NAME, text, "--no-index")
            made.said.clear()
            edits = [_place(text, chance)]
            text = edited(text, *edits[0])
            if chance.random() < 0.3:
                edits.append(_place(text, chance))
                text = edited(text, *edits[1])
            made.change(uri, *edits)
        assert places(await made.diagnostics(uri)) == of_command(archive, NAME, text, "--no-index")


def test_the_same_findings_after_each_edit(archive: Archive) -> None:
    talk(_edits(archive, 12, 1))


@pytest.mark.parametrize("seed", range(5))
def test_the_same_findings_after_hundreds_of_edits(archive: Archive, seed: int) -> None:
    talk(_edits(archive, 100, seed))


def test_a_byte_order_mark_that_the_editor_does_not_show(archive: Archive) -> None:
    archive.write(NAME, b"\xef\xbb\xbf" + BAD.encode())
    wanted: list[Place] = []
    for row, column, end, end_column, *rest in of_command(archive, NAME, "\ufeff" + BAD):
        first, last = max(column - (row == 0), 0), max(end_column - (end == 0), 0)
        wanted.append((row, first, end, last, *rest))  # type: ignore[arg-type]

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            assert places(await made.diagnostics(made.open(NAME, BAD))) == sorted(wanted)

    assert wanted
    talk(conversation())


def test_an_unsaved_document_is_linted_as_standard_input_without_a_name(archive: Archive) -> None:
    text = "[x]( )\n"

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            said = places(await made.diagnostics(made.open("untitled:Untitled-1", text)))
            assert said == of_command(archive, "", text)
            assert said

    talk(conversation())


def test_only_posts_that_a_run_finds_are_linted(archive: Archive) -> None:
    archive.write("lint.toml", 'exclude = ["drafts"]\n')
    archive.write(".gitignore", "private.md\n")
    text = "[x]( )\n"

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            for name in ("drafts/a.md", "private.md", ".hidden/a.md"):
                assert not await made.diagnostics(made.open(name, text))
            assert await made.diagnostics(made.open("a.md", text))
            made.open("a.txt", text, "plaintext")

    talk(conversation())


def test_a_document_outside_of_the_open_folders_is_linted_as_if_it_were_named(archive: Archive) -> None:
    archive.write("other/lint.toml", 'ignore = ["LNK001"]\n')
    archive.write("site/a.md", "x")

    async def conversation() -> None:
        async with editor(archive.root, "--no-index", folders=[archive.root / "site"]) as made:
            codes = {each.code for each in await made.diagnostics(made.open("other/a.md", "[x]( )\n"))}
            assert "LNK001" not in codes
            codes = {each.code for each in await made.diagnostics(made.open("site/a.md", "[x]( )\n"))}
            assert "LNK001" in codes

    talk(conversation())


def test_findings_of_the_baseline_are_not_shown(archive: Archive) -> None:
    archive.write("a.md", "[x]( )\n")
    archive.lint("baseline", ".")

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            uri = made.open("a.md", "[x]( )\n")
            assert not await made.diagnostics(uri)
            made.change(uri, ((1, 0, 1, 0), "[y]( )\n"))
            assert len(await made.diagnostics(uri)) == 1

    talk(conversation())


@pytest.mark.usefixtures("indexed")
def test_posts_are_compared_when_one_is_opened_or_saved(archive: Archive) -> None:
    sentences = "".join(
        f"<p>The harbour was quiet on day {number} of that long winter.</p>\n" for number in range(9)
    )
    text = GOOD.replace("<p>It rained.</p>\n", sentences)
    for name in ("2021-05-03-a.md", "2021-05-03-b.md"):
        archive.write(f"_posts/{name}", text)
    name = "_posts/2021-05-03-b.md"
    wanted = [each for each in of_command(archive, name, text) if each[4].startswith("ARC")]
    assert wanted

    async def conversation() -> None:
        async with editor(archive.root) as made:
            uri = made.open(name, text)
            found = await made.heard(lambda each: any(str(one.code)[:3] == "ARC" for one in each.diagnostics))
            compared = [each for each in found if str(each.code).startswith("ARC")]
            assert places(compared) == wanted
            links = compared[0].related_information
            assert links is not None
            assert made.uri("_posts/2021-05-03-a.md") in [each.location.uri for each in links]
            made.said.clear()
            made.change(uri, ((11, 0, 11, 0), "x"))
            assert not [each for each in await made.diagnostics(uri) if str(each.code)[:3] == "ARC"]
            made.save(uri)
            assert await made.heard(lambda each: any(str(one.code)[:3] == "ARC" for one in each.diagnostics))
            # The other post changes, this one is only saved.
            archive.write("_posts/2021-05-03-a.md", "---\ntitle: Sun\n---\nIt shone.\n")
            made.said.clear()
            made.save(uri)
            await made.heard(lambda _: len(made.said) > 1)  # as it is alone, and then compared
            assert not [each for each in made.said[-1].diagnostics if str(each.code)[:3] == "ARC"]

    talk(conversation())


def test_an_editor_that_asks_is_answered(archive: Archive) -> None:
    asks = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]),
    )

    async def conversation() -> None:
        async with editor(archive.root, "--no-index", capabilities=asks) as made:
            uri = made.open("a.md", "é [x]( )\n")
            identifier = types.TextDocumentIdentifier(uri)
            first = await made.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(identifier)
            )
            assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
            assert [each.range.start.character for each in first.items if each.code == "LNK001"] == [3]
            again = await made.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(identifier, previous_result_id=first.result_id)
            )
            assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
            assert not made.said

    talk(conversation())
