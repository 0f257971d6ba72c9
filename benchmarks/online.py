"""Ask many URLs of many hosts on loopback: time and memory, side by side with lychee.

python benchmarks/online.py --urls 20000 --hosts 200 --delay 0.05 [--lychee PATH]
python benchmarks/online.py --urls 1000000 --hosts 1000
python benchmarks/online.py --urls 20000 --hosts 200 --kill

The server is another process, on 127.1.0.0/16. One URL in a hundred is gone (404). The server counts
what it is asked, so that `--kill`, which kills the first run half way, shows whether a URL was asked twice.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar, cast
from urllib.request import urlopen

from lint.web import judgement
from lint.web.schedule import ask_all
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind
from lint.web.wanted import Row

PORT = 8099
GONE = 13
BODY = b"<!doctype html><title>A page</title><p>Text."


def urls(count: int, hosts: int) -> Iterator[str]:
    """Yield URLs, host by host."""
    for number in range(count):
        host = number % hosts
        yield f"http://127.1.{host // 250}.{host % 250 + 1}:{PORT}/page/{number}"


def status_of(path: str) -> int:
    """Return what the server answers: one URL in a hundred is gone."""
    number = int(path.rpartition("/")[2]) if path.startswith("/page/") else 0
    return 404 if number % 100 == GONE else 200


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
            text = json.dumps(
                {"requests": Server.requests - 1, "urls": len(Server.asked), "twice": twice}
            ).encode()
            self._answer(200, text)
            return
        status = status_of(path)
        if status == HTTPStatus.OK:  # what seems dead is asked twice on purpose
            Server.asked[host + path] += 1
        asyncio.get_running_loop().call_later(Server.delay, self._answer, status, BODY)

    def _answer(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


async def serve(delay: float) -> None:
    """Serve until killed."""
    Server.delay = delay
    server = await asyncio.get_running_loop().create_server(Server, "0.0.0.0", PORT, backlog=4096)  # noqa: S104
    await server.serve_forever()


def ask(path: str, count: int, hosts: int, concurrency: int, most: int) -> None:
    """Ask all, and print what came of it."""
    settings = OnlineSettings(
        concurrency=concurrency,
        host_concurrency=10,
        host_interval=0.0,
        allow_private=True,
        max_requests=most,
    )
    began = time.perf_counter()
    store = Store(path)
    store.want(Row(url, Kind.PAGE) for url in urls(count, hosts))
    wanted = time.perf_counter()
    asked = asyncio.run(ask_all(store, settings, judgement))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "states": asked.states,
                "known": asked.known,
                "requests": asked.requests,
                "wanting": round(wanted - began, 1),
                "wall": round(time.perf_counter() - began, 1),
                "cpu": round(usage.ru_utime + usage.ru_stime, 1),
                "MB": round(usage.ru_maxrss / 1024),
            }
        ),
        flush=True,
    )
    store.close()


def lychee(program: str, count: int, hosts: int, concurrency: int, folder: str) -> None:
    """Let lychee ask all, and print what came of it."""
    file = Path(folder, "urls.html")
    file.write_text("".join(f'<a href="{url}">x</a>\n' for url in urls(count, hosts)))
    command = [program, "--no-progress", "--format", "json", "--max-concurrency", str(concurrency)]
    command += ["--host-concurrency", "10", "--host-request-interval", "0ms", "--max-retries", "1", str(file)]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter() - began
    try:
        said = json.loads(done.stdout)
    except ValueError:
        print("lychee:", done.stderr[-600:])
        return
    names = ("total", "unique", "successful", "errors", "timeouts")
    counts = {name: said[name] for name in names if name in said}
    cpu = usage.ru_utime + usage.ru_stime
    print(
        "lychee",
        json.dumps(counts | {"wall": round(wall, 1), "cpu": round(cpu, 1), "MB": usage.ru_maxrss // 1024}),
    )


def counted() -> dict[str, int]:
    """Return what the server counted."""
    with urlopen(f"http://127.0.0.1:{PORT}/count") as response:
        found: dict[str, int] = json.load(response)
        return found


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
    parser.add_argument("--lychee", help="the program, to be run after lint")
    parser.add_argument("--kill", action="store_true", help="kill the first run half way")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.delay))
    if options.ask:
        ask(options.ask, options.urls, options.hosts, options.concurrency, options.max_requests)
        return
    again = [sys.executable, *sys.argv]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([*again, "--serve"])
        try:
            time.sleep(1)
            command = [*again, "--ask", os.path.join(folder, "verdicts.sqlite")]
            if options.kill:
                run = subprocess.Popen(command)
                while counted()["urls"] < options.urls // 2:
                    time.sleep(0.1)
                run.send_signal(signal.SIGKILL)
                run.wait()
                print("killed:", counted())
            subprocess.run(command, check=True)
            print("server:", counted())
            if options.lychee:
                lychee(options.lychee, options.urls, options.hosts, options.concurrency, folder)
                print("server, both:", counted())
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    main()
