"""What the server answers to each message, in this process: the protocol, without pipes and processes."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, ClassVar
from unittest import mock
from urllib.parse import quote

import pytest

from lint.cli.parser import parser_of
from lint.cli.server import _ways
from lint.run.budget import Budget
from lint.server import checking
from lint.server.features import made
from lint.server.messages import Failed, Settings
from lint.server.worker import Worker
from tests.conftest import GOOD, Archive

_TEXT = "---\ntitle: a\ntags: [a, a]\n---\n\n🌧️ [x]( ) <img src='http://i.example/a.png'>\n"
_UNBOUNDED = Budget(alarm=lambda _: None, limit=lambda _: None)
_TURNS = 50  # of the loop, in which all that can be said is said
_ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


class _Here:
    """Answers as a process does, at once."""

    def __init__(self, settings: Settings) -> None:
        self._worker = Worker(_ways(settings)._replace(budget=_UNBOUNDED))

    def ask(self, _key: Hashable, message: object) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        future.set_result(self._worker.answer(message))
        return future

    def drop(self, key: Hashable) -> None:
        pass

    def end(self) -> None:
        pass


class _Later(_Here):
    """Answers when it is told to."""

    held: ClassVar[list[Callable[[], None]]] = []

    def ask(self, key: Hashable, message: object) -> asyncio.Future[Any]:
        answered, future = super().ask(key, message), asyncio.get_running_loop().create_future()

        def answer() -> None:
            if not future.done():
                future.set_result(answered.result())

        self.held.append(answer)
        return future

    @classmethod
    async def release(cls) -> None:
        """Answer all that is asked, one after the other."""
        await _turns()
        while cls.held:
            cls.held.pop(0)()
            await _turns()


async def _turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


class Conversation:
    """Sends messages to a server, and keeps what it says."""

    def __init__(self, archive: Archive, *arguments: str) -> None:
        self.root = archive.root.as_uri()
        self.said: list[dict[str, Any]] = []
        self.server = made(vars(parser_of("server").parse_args(arguments)))
        self.server.protocol.set_writer(self, include_headers=False)
        self._number = 0

    def close(self) -> None:
        pass

    def write(self, data: bytes) -> None:
        self.said.append(json.loads(data))

    def tell(self, method: str, **params: object) -> None:
        self._hear({"jsonrpc": "2.0", "method": method, "params": params})

    async def ask(self, method: str, **params: object) -> Any:
        self._number += 1
        number = self._number
        self._hear({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        answers: list[dict[str, Any]] = []
        for _ in range(10 * _TURNS):
            answers = [each for each in self.said if each.get("id") == number and "method" not in each]
            if answers:
                break
            await asyncio.sleep(0)
        return answers[0].get("result", answers[0])

    def _hear(self, message: object) -> None:
        protocol = self.server.protocol
        protocol.handle_message(json.loads(json.dumps(message), object_hook=protocol.structure_message))

    async def begin(self, settings: object = None, **capabilities: object) -> None:
        await self.ask(
            "initialize",
            processId=None,
            rootUri=self.root,
            capabilities=capabilities,
            workspaceFolders=[{"uri": self.root, "name": "posts"}],
            initializationOptions=settings,
        )
        self.tell("initialized")

    def open(self, name: str, text: str) -> dict[str, str]:
        uri = f"{self.root}/{quote(name)}"
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": text},
        )
        return {"uri": uri}

    async def shown(self) -> list[dict[str, Any]]:
        """Return what was shown last, once it is."""
        await _turns()
        said = [each for each in self.said if each.get("method") == "textDocument/publishDiagnostics"]
        found: list[dict[str, Any]] = said[-1]["params"]["diagnostics"]
        return found

    def codes(self, found: list[dict[str, Any]]) -> set[str]:
        return {each["code"] for each in found}


def _talk(talk: Callable[[], Awaitable[None]], process: type[_Here] = _Here) -> None:
    async def all_of_it() -> None:
        await talk()

    with mock.patch.object(checking, "Process", process):
        asyncio.run(all_of_it())


def test_findings_hover_fixes_and_comments(archive: Archive) -> None:
    async def talk() -> None:
        said = Conversation(archive, "--no-index")
        await said.begin()
        document = said.open("a.md", _TEXT)
        found = await said.shown()
        assert {"LNK001", "TAG002", "IMG004"} <= said.codes(found)
        (link,) = [each for each in found if each["code"] == "LNK001"]
        assert link["range"]["start"] == {"line": 5, "character": 4}
        assert link["codeDescription"]["href"].endswith("LNK001.md")
        shown = await said.ask("textDocument/hover", textDocument=document, position=link["range"]["start"])
        assert shown["contents"]["value"].startswith("### LNK001 link-empty")
        nothing = await said.ask(
            "textDocument/hover", textDocument=document, position={"line": 4, "character": 0}
        )
        assert "contents" not in (nothing or {})
        actions = await said.ask(
            "textDocument/codeAction", textDocument=document, range=_ALL, context={"diagnostics": []}
        )
        titles = {each["title"] for each in actions}
        assert {"Ignore LNK001 in this file", "Ignore TAG002 here"} <= titles
        assert all(list(each["edit"]["changes"]) == [document["uri"]] for each in actions)
        assert any(each.get("isPreferred") for each in actions)
        (fix,) = await said.ask(
            "textDocument/codeAction",
            textDocument=document,
            range=_ALL,
            context={"diagnostics": [], "only": ["source.fixAll"]},
        )
        assert fix["kind"] == "source.fixAll.archive-lint"
        said.tell("textDocument/didClose", textDocument=document)
        assert not await said.shown()
        hidden = await said.ask("textDocument/hover", textDocument=document, position=link["range"]["start"])
        assert "contents" not in (hidden or {})
        await said.ask("shutdown")
        assert said.server.is_over

    _talk(talk)


def test_edits_settings_and_what_is_no_post(archive: Archive) -> None:
    async def talk() -> None:
        said = Conversation(archive, "--no-index")
        await said.begin({"ignore": ["LNK001"], "dialect": 3, "unknown": 1})
        assert any(
            "dialect: 3 is not valid" in each["params"]["message"] for each in said.said if "params" in each
        )
        document = said.open("a.md", "[x]( )\n")
        assert "LNK001" not in said.codes(await said.shown())
        said.tell(
            "workspace/didChangeConfiguration",
            settings={"archive-lint": {"ignore": ["LNK002"], "index": False}},
        )
        assert "LNK001" in said.codes(await said.shown())
        place = {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 5}}
        changed = [{"range": place, "text": "https://a.example/"}]
        said.tell("textDocument/didChange", textDocument={**document, "version": 2}, contentChanges=changed)
        assert "LNK001" not in said.codes(await said.shown())
        said.tell(
            "textDocument/didChange",
            textDocument={**document, "version": 3},
            contentChanges=[{"text": "[x]( )"}],
        )
        assert "LNK001" in said.codes(await said.shown())
        archive.write("base.toml", 'ignore = ["LNK001"]\n')
        archive.write("lint.toml", 'extends = "base.toml"\n')
        said.tell("textDocument/didSave", textDocument=document)
        assert "LNK001" not in said.codes(await said.shown())
        archive.write("base.toml", '[[overrides]]\nfiles = ["b.md"]\nignore = ["LNK001"]\n')
        said.tell("textDocument/didSave", textDocument=document)
        assert "LNK001" in said.codes(await said.shown())
        other = said.open("b.md", "[x]( )")
        assert "LNK001" not in said.codes(await said.shown())
        said.tell("textDocument/didClose", textDocument=other)
        archive.write("lint.toml", 'exclude = ["a.md"]\n')
        said.tell("textDocument/didSave", textDocument=document)
        assert not await said.shown()
        archive.write("lint.toml", "exclude = 3\n")
        said.tell("workspace/didChangeWatchedFiles", changes=[{"uri": f"{said.root}/lint.toml", "type": 2}])
        assert not await said.shown()
        assert "lint.toml" in said.said[-2]["params"]["message"]
        archive.write("lint.toml", "max-file-size = 3\n")
        said.tell("workspace/didChangeWorkspaceFolders", event={"added": [], "removed": []})
        assert not await said.shown()
        assert any("a.md is not linted" in str(each) for each in said.said)
        said.tell(
            "textDocument/didOpen",
            textDocument={"uri": f"{said.root}/a.py", "languageId": "python", "version": 1, "text": ""},
        )
        said.tell("textDocument/didSave", textDocument={"uri": f"{said.root}/a.py"})
        python = {"uri": f"{said.root}/a.py"}
        hidden = await said.ask("textDocument/hover", textDocument=python, position=_ALL["start"])
        assert "contents" not in (hidden or {})

    _talk(talk)


@pytest.mark.parametrize("name", ["rain in may.md", "雨 后/é.md", "100%.md", "%41.md", "a#b?c&d.md"])
def test_a_document_of_any_name(archive: Archive, name: str) -> None:
    async def talk() -> None:
        said = Conversation(archive, "--no-index")
        await said.begin()
        document = said.open(name, "[x]( )\n")
        assert "LNK001" in said.codes(await said.shown())
        act = await said.ask(
            "textDocument/codeAction", textDocument=document, range=_ALL, context={"diagnostics": []}
        )
        assert all(list(each["edit"]["changes"]) == [document["uri"]] for each in act)
        said.tell(
            "textDocument/didChange",
            textDocument={**document, "version": 2},
            contentChanges=[{"text": "fine\n"}],
        )
        assert "LNK001" not in said.codes(await said.shown())
        archive.write("lint.toml", 'select = ["FMT"]\n')
        archive.write(name, "[x]( )\n")
        said.tell("workspace/didChangeWatchedFiles", changes=[{"uri": f"{said.root}/lint.toml", "type": 1}])
        assert said.codes(await said.shown()) <= {"FMT001"}
        said.tell("textDocument/didClose", textDocument=document)
        assert await said.shown() == []

    _talk(talk)


def test_an_editor_that_asks_and_watches(archive: Archive, indexed: None) -> None:
    del indexed
    sentences = "".join(
        f"<p>The harbour was quiet on day {number} of that winter.</p>\n" for number in range(9)
    )
    text = GOOD.replace("<p>It rained.</p>\n", sentences)
    archive.write("_posts/2021-05-03-a.md", text)
    archive.write("_posts/2021-05-03-b.md", text)

    async def talk() -> None:
        said = Conversation(archive)
        await said.begin(
            textDocument={"diagnostic": {}},
            workspace={
                "diagnostics": {"refreshSupport": True},
                "didChangeWatchedFiles": {"dynamicRegistration": True},
                "workspaceEdit": {"documentChanges": True},
            },
        )
        document = said.open("_posts/2021-05-03-b.md", text)
        report = await said.ask("textDocument/diagnostic", textDocument=document)
        await _turns()
        methods = [each["method"] for each in said.said if "method" in each]
        assert methods == ["client/registerCapability", "workspace/diagnostic/refresh"]
        report = await said.ask("textDocument/diagnostic", textDocument=document)
        (one,) = [each for each in report["items"] if each["code"] == "ARC001"]
        assert one["relatedInformation"][0]["location"]["uri"].endswith("2021-05-03-a.md")
        again = await said.ask(
            "textDocument/diagnostic", textDocument=document, previousResultId=report["resultId"]
        )
        assert again == {"kind": "unchanged", "resultId": report["resultId"]}
        actions = await said.ask(
            "textDocument/codeAction", textDocument=document, range=_ALL, context={"diagnostics": []}
        )
        assert all(each["edit"]["documentChanges"][0]["textDocument"]["version"] == 1 for each in actions)
        gone = await said.ask("textDocument/diagnostic", textDocument={"uri": f"{said.root}/never.md"})
        assert gone["items"] == []

    _talk(talk)


def test_what_goes_wrong_is_said(archive: Archive) -> None:
    async def talk() -> None:
        said = Conversation(archive, "--no-index")
        await said.begin()
        with mock.patch.object(_Here, "ask", side_effect=lambda *_: _done(Failed("it is too slow"))):
            said.open("a.md", "[x]( )\n")
            assert not await said.shown()
        assert any("a.md could not be linted: it is too slow" in str(each) for each in said.said)

    _talk(talk)


def test_an_answer_that_comes_too_late_is_not_shown(archive: Archive) -> None:
    async def talk() -> None:
        said = Conversation(archive, "--no-index")
        await said.begin(textDocument={"diagnostic": {}}, workspace={"configuration": True}, general={})
        document = said.open("a.md", "[x]( )\n")
        place = {"textDocument": document, "position": {"line": 0, "character": 4}}
        asked = [
            asyncio.ensure_future(said.ask("textDocument/diagnostic", textDocument=document)),
            asyncio.ensure_future(said.ask("textDocument/hover", **place)),
        ]
        await _turns()
        said.tell(
            "textDocument/didChange",
            textDocument={**document, "version": 2},
            contentChanges=[{"text": "[x]( ) [y]( )\n"}],
        )
        await _Later.release()
        report, hover = [await each for each in asked]
        # An editor that asks hears of the document as it is by then.
        assert [each["code"] for each in report["items"]].count("LNK001") == 2
        assert "contents" not in (hover or {})
        act = {"textDocument": document, "range": _ALL, "context": {"diagnostics": []}}
        acting = asyncio.ensure_future(said.ask("textDocument/codeAction", **act))
        await _turns()
        said.tell(
            "textDocument/didChange",
            textDocument={**document, "version": 3},
            contentChanges=[{"text": "fine\n"}],
        )
        await _Later.release()
        assert await acting == []
        said.tell(
            "textDocument/didChange",
            textDocument={**document, "version": 4},
            contentChanges=[{"text": "[z]( )"}],
        )
        asking = asyncio.ensure_future(said.ask("textDocument/diagnostic", textDocument=document))
        await _turns()
        said.tell("textDocument/didClose", textDocument=document)
        await _Later.release()
        assert (await asking)["items"] == []
        said.open("a.md", "[x]( )\n")
        await said.ask("shutdown")
        said.tell("workspace/didChangeConfiguration", settings=None)

    _talk(talk, _Later)


def _done(answer: object) -> asyncio.Future[Any]:
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.set_result(answer)
    return future
