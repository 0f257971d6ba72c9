"""Ask many URLs of many hosts on loopback: time, memory and false verdicts, side by side with lychee.

python benchmarks/online.py --urls 20000 --hosts 200 --delay 0.05 [--lychee PATH]
python benchmarks/online.py --urls 1000000 --hosts 1000
python benchmarks/online.py --urls 20000 --hosts 200 --kill

The server is another process, on 127.1.0.0/16. It shares the processors with what is measured, and says how
much of their time it took. Its answers are mixed as on the web (`MIX`). It counts what it is asked, so that
`--kill`, which kills the first run half way, shows how many URLs were asked twice and need not have been.
"""

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import ClassVar, cast
from urllib.parse import urlsplit
from urllib.request import urlopen

from lint.cli.asking_process import asking_process, client_through
from lint.web import judgement
from lint.web.asked import Asked
from lint.web.schedule import ask_all
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State
from lint.web.wanted import Row

PORT = 8099
COLLECT_AFTER = 50_000  # as the command does
BODY = "<!doctype html><title>{}</title><p>Text."
# Of a thousand URLs: what each of them is, and what it answers.
MIX = (
    (850, State.ALIVE, 200, "A page"),
    (50, State.MOVED, 301, "Moved"),
    (50, State.DEAD, 404, "Gone"),
    (20, State.SOFT_404, 200, "Page not found"),
    (20, State.UNSURE, 500, "Broken"),
    (10, State.BLOCKED, 403, "Forbidden"),
)
NEW = "/now/"
# What is asked twice on purpose: what seems dead, and by the next run what this one cannot tell.
TWICE = (State.DEAD, State.UNSURE)
# Pages have names of letters: of a page with 404 in its name, a title that says so tells nothing.
LETTERS = str.maketrans("0123456789", "abcdefghij")
DIGITS = str.maketrans("abcdefghij", "0123456789")


def urls(count: int, hosts: int) -> Iterator[str]:
    """Yield URLs, host by host."""
    for number in range(count):
        host = number % hosts
        yield f"http://127.1.{host // 250}.{host % 250 + 1}:{PORT}/page/{str(number).translate(LETTERS)}"


def mixed(path: str) -> tuple[State, int, str]:
    """Return what a URL is, its status and its title: mixed over all hosts, and always the same."""
    if not path.startswith("/page/"):
        return State.ALIVE, 200, "A page"
    place = hash((int(path.rpartition("/")[2].translate(DIGITS)), 1)) % 1000
    for share, state, status, title in MIX:
        place -= share
        if place < 0:
            return state, status, title
    raise AssertionError("the shares must make a thousand")


class Server(asyncio.Protocol):
    """HTTP/1.1, as little of it as is needed, so that it is not what is measured."""

    asked: ClassVar[Counter[str]] = Counter()
    requests = 0
    delay = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer a request after the delay."""
        host = data.lower().partition(b"host: ")[2].partition(b"\r")[0].decode()
        path = data.split(b" ", 2)[1].decode()
        Server.requests += 1
        if path == "/count":
            twice = sum(count - 1 for count in Server.asked.values())
            found = {
                "requests": Server.requests - 1,
                "urls": len(Server.asked),
                "twice": twice,
                "cpu": round(time.process_time(), 1),
            }
            self._answer(200, json.dumps(found).encode())
            return
        state, status, title = mixed(path)
        if path.startswith("/page/") and state not in TWICE:
            Server.asked[host + path] += 1
        location = path.replace("/page/", NEW) if state is State.MOVED else ""
        body = BODY.format(title).encode()
        asyncio.get_running_loop().call_later(Server.delay, self._answer, status, body, location)

    def _answer(self, status: int, body: bytes, location: str = "") -> None:
        more = f"Location: {location}\r\n" if location else ""
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve(delay: float) -> None:
    """Serve until killed."""
    Server.delay = delay
    server = await asyncio.get_running_loop().create_server(Server, "0.0.0.0", PORT, backlog=4096)  # noqa: S104 - every address of 127.0.0.0/8 is a host
    await server.serve_forever()


def ask(path: str, count: int, hosts: int, concurrency: int, most: int, *, jobs: int = 0) -> None:
    """Ask all, and print what came of it."""
    gc.set_threshold(COLLECT_AFTER)
    settings = OnlineSettings(
        concurrency=concurrency,
        host_concurrency=10,
        host_interval=0.0,
        allow_private=True,
        max_requests=most,
    )
    store = Store(path)
    store.want(Row(url, Kind.PAGE) for url in urls(count, hosts))

    async def asking(connection: socket | None) -> Asked:
        async with client_through(settings, connection) as client:
            return await ask_all(store, settings, judgement, client=client)

    with asking_process(store, settings, jobs) as connection:
        asked = asyncio.run(asking(connection))
    print(json.dumps({"states": asked.states, "known": asked.known, "requests": asked.requests}), flush=True)
    store.close()


def timed(command: list[str]) -> tuple[str, dict[str, float]]:
    """Run a command; return what it prints, and the time and memory that it alone takes."""
    with tempfile.TemporaryFile("w+") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=said)
        _, _, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = 0  # it has been waited for
        said.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        taken = {"wall": round(wall, 1), "cpu": round(cpu, 1), "MB": float(usage.ru_maxrss // 1024)}
        return said.read(), taken


def lint(command: list[str], path: str, count: int, hosts: int) -> None:
    """Let lint ask all; print what came of it, and how many verdicts are wrong."""
    said, taken = timed(command)
    store = Store(path)
    store.want(Row(url, Kind.PAGE) for url in urls(count, hosts))
    wrong = Counter(
        f"{mixed(urlsplit(url).path)[0]} called {known.verdict.state if known else State.NOT_ASKED}"
        for url, _, known in store.verdicts()
        if known is None or known.verdict.state is not mixed(urlsplit(url).path)[0]
    )
    store.close()
    print("lint", json.dumps(json.loads(said) | taken | {"wrong": wrong}), flush=True)


def lychee(program: str, count: int, hosts: int, concurrency: int, folder: str) -> None:
    """Let lychee ask all; print what came of it, and what the URLs are that it calls errors."""
    file = Path(folder, "urls.html")
    file.write_text("".join(f'<a href="{url}">x</a>\n' for url in urls(count, hosts)))
    command = [program, "--no-progress", "--format", "json", "--max-concurrency", str(concurrency)]
    command += ["--host-concurrency", "10", "--host-request-interval", "0ms", "--max-retries", "1", str(file)]
    said, taken = timed(command)
    found = json.loads(said)
    counts = {name: found[name] for name in ("total", "successful", "errors", "timeouts") if name in found}
    errors = Counter(
        mixed(urlsplit(each["url"]).path)[0] for failed in found["error_map"].values() for each in failed
    )
    print("lychee", json.dumps(counts | taken | {"called errors": errors}), flush=True)


def counted() -> dict[str, float]:
    """Return what the server counted."""
    with urlopen(f"http://127.0.0.1:{PORT}/count") as response:
        found: dict[str, float] = json.load(response)
        return found


def wait_for_server() -> None:
    """Wait until the server answers; on a busy machine, it takes a while to begin."""
    for _ in range(600):
        with suppress(OSError):
            counted()
            return
        time.sleep(0.1)
    raise SystemExit("the server did not begin")


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--urls", type=int, default=20_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that the server takes")
    parser.add_argument("--concurrency", type=int, default=128)
    parser.add_argument("--max-requests", type=int, default=0, help="the budget (default: none)")
    parser.add_argument("--jobs", type=int, default=0, help="1 for lint in one process")
    parser.add_argument("--lychee", help="the program, to be run after lint")
    parser.add_argument("--kill", action="store_true", help="kill the first run half way")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.delay))
    if options.ask:
        limits = options.concurrency, options.max_requests
        ask(options.ask, options.urls, options.hosts, *limits, jobs=options.jobs)
        return
    again = [sys.executable, *sys.argv]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([*again, "--serve"])
        try:
            wait_for_server()
            command = [*again, "--ask", os.path.join(folder, "verdicts.sqlite")]
            if options.kill:
                with subprocess.Popen(command) as run:
                    try:
                        while counted()["urls"] < options.urls // 2:
                            time.sleep(0.1)
                    finally:
                        run.kill()
                print("killed:", counted())
            lint(command, command[-1], options.urls, options.hosts)
            print("server:", counted())
            if options.lychee:
                lychee(options.lychee, options.urls, options.hosts, options.concurrency, folder)
                print("server, both:", counted())
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
