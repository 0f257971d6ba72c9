"""Clients that send nonsense, or vanish, and documents of any size: nothing hangs, nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Archive
from tests.server.editor import COMMAND, editor, talk

_PATIENCE = 60  # seconds for what takes one
_INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


def _message(content: object) -> bytes:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(data), data)


def _open(path: Path, text: str) -> dict[str, object]:
    document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
    return {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}


def _served(folder: Path, data: bytes) -> tuple[int, bytes]:
    """Return the exit code and the answers of a server that reads some bytes, and then the end."""
    command = [*COMMAND, "--no-index"]
    ran = subprocess.run(command, cwd=folder, input=data, capture_output=True, timeout=_PATIENCE, check=False)
    return ran.returncode, ran.stdout


def test_nonsense_is_no_reason_to_stop(archive: Archive) -> None:
    nonsense = [
        _message(b"{"),
        _message([]),
        _message({"jsonrpc": "2.0", "id": 7, "method": "no/method"}),
        _message({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": 3}),
        _message({"jsonrpc": "2.0", "id": 8, "method": "textDocument/hover", "params": {}}),
        _message({"jsonrpc": "2.0", "id": 9, "result": None}),
        b"Content-Length: what\r\n\r\n",
    ]
    closed = {
        "textDocument": {"uri": "file:///never/opened.md", "version": 1},
        "contentChanges": [{"text": "x"}],
    }
    nonsense.append(_message({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": closed}))
    goodbye = [
        _message({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}),
        _message({"jsonrpc": "2.0", "method": "exit"}),
    ]
    code, answers = _served(archive.root, b"".join([_message(_INITIALIZE), *nonsense, *goodbye]))
    assert code == 0
    assert b'"id": 99' in answers or b'"id":99' in answers


@pytest.mark.parametrize("data", [b"", b"x" * 200_000, b"Content-Length: 99999999999\r\n\r\n{"])
@pytest.mark.slow
def test_what_is_no_conversation_ends_with_its_input(archive: Archive, data: bytes) -> None:
    code, answers = _served(archive.root, data)
    assert (code, answers) == (1, b"")


@pytest.mark.slow
@pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes are counted in /proc")
def test_an_editor_that_vanishes_leaves_no_process(archive: Archive) -> None:
    text = "[x]( )\n" * 40_000
    with subprocess.Popen(
        [*COMMAND], cwd=archive.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(_message(_INITIALIZE) + _message(_open(archive.root / "a.md", text)))
        server.stdin.flush()
        server.stdout.read(100)
        until = time.monotonic() + _PATIENCE
        while not (children := _children(server.pid)) and time.monotonic() < until:
            time.sleep(0.02)
        assert children
        server.stdin.close()
        server.wait(_PATIENCE)
    while any(_is_there(each) for each in children) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(_is_there(each) for each in children)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
def test_a_signal_ends_the_server_while_its_editor_waits(archive: Archive) -> None:
    with subprocess.Popen(
        [*COMMAND], cwd=archive.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(_message(_INITIALIZE))
        server.stdin.flush()
        server.stdout.read(100)
        server.send_signal(signal.SIGTERM)
        assert server.wait(_PATIENCE) == 128 + signal.SIGTERM


@pytest.mark.slow
def test_a_document_of_ten_megabytes_and_one_that_is_larger_than_what_is_linted(archive: Archive) -> None:
    archive.write("small/lint.toml", "max-file-size = 1000\n")
    row = "A sentence about the harbour, and the boats that lay there all winter.\n\n"
    text = row * (10_000_000 // len(row)) + "[x]( )\n"

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            large = made.open("small/a.md", "[x]( )\n" * 200)
            assert not await made.diagnostics(large)
            assert made.client.messages[-1].message.startswith("lint: a.md is not linted: it has 1,400 bytes")
            uri = made.open("large.md", text)
            for number in range(20):  # the answer to all but the last is no longer wanted
                made.change(uri, ((0, 0, 0, 0), str(number)))
            found = [each for each in await made.diagnostics(uri) if each.code == "LNK001"]
            assert found[0].range.start.line == text.count("\n") - 1
            # The process goes on as before.
            other = made.open("b.md", "[x]( )\n")
            assert "LNK001" in {each.code for each in await made.diagnostics(other)}

    talk(conversation())


@pytest.mark.slow
def test_memory_stays_as_it_is(archive: Archive) -> None:
    if not os.path.isdir("/proc"):
        pytest.skip("memory is read from /proc")
    text = "[x]( ) some words about the harbour\n" * 500

    def memory(pids: list[int]) -> int:
        pages = [int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1]) for each in pids]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE")

    async def conversation() -> None:
        async with editor(archive.root, "--no-index") as made:
            uri = made.open("a.md", text)
            sizes = []
            for number in range(600):
                made.change(uri, ((number % 400, 3, number % 400, 3), "x"))
                await made.diagnostics(uri)
                made.said.clear()
                if number in (350, 599):  # the patterns of all rules are put together after 300 posts
                    server = made.client._server  # noqa: SLF001 - its memory
                    assert server is not None
                    sizes.append(memory([server.pid, *_children(server.pid)]))
            assert sizes[1] < 1.15 * sizes[0]

    talk(conversation())


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in path.read_text(encoding="ascii").split()]


def _is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2]
    except OSError:
        return False
    return state[0] != "Z"
