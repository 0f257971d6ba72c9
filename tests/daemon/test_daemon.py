"""`lint --daemon` says what `lint` says, whatever has happened to the archive meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from mmap import mmap
from pathlib import Path
from typing import NamedTuple

import pytest

from lint.daemon import meeting
from tests.conftest import GOOD
from tests.index.conftest import post

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)


# The client alone, so that a daemon that is not there is seen.
_ASK = """
import sys
from lint.daemon.client import answered
code = answered(sys.argv[1:])
sys.exit(99 if code is None else code)
"""
# A daemon for which times count at once; else nothing is quiet for two seconds.
_DAEMON = """
import os, signal, sys
from lint.run import cache_key
from lint.run.reading import Reader
cache_key._TICK = 0
read = Reader.lint
def lint(self, chunk, watch):
    for target in self._targets[chunk.place]:
        if "crashes" in target.path:
            os.kill(os.getpid(), 11)
        while "spins" in target.path:
            watch.begin(0)
            signal.setitimer(signal.ITIMER_PROF, 0.2)
            while True:
                pass
    return read(self, chunk, watch)
Reader.lint = lint
from lint.cli.main import main
sys.argv = ["lint", "daemon"]
sys.exit(main())
"""
_POST = "_posts/2021-05-03-a.md"


class Said(NamedTuple):
    code: int
    output: str
    errors: str


class Site:
    """An archive with a daemon."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self.daemon: subprocess.Popen[bytes]
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "COLUMNS": "80"}

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, command: list[str], *arguments: str, folder: str = ".") -> Said:
        result = subprocess.run(
            [sys.executable, *command, "--output-format=concise", "--extend-select=ARC", *arguments],
            cwd=self.root / folder, env=self.environment, capture_output=True, check=False,
        )  # fmt: skip
        return Said(result.returncode, result.stdout.decode(), result.stderr.decode())

    def alone(self, *arguments: str, folder: str = ".") -> Said:
        return self.run(["-m", "lint", "check"], *arguments, folder=folder)

    def asked(self, *arguments: str, folder: str = ".") -> Said:
        """Return what the client says alone; the code is 99 if no daemon has done it."""
        return self.run(["-c", _ASK, "--daemon"], *arguments, folder=folder)

    def answered(self, *arguments: str, folder: str = ".") -> Said:
        """Return what the daemon says, or another: it ends if a test installs something meanwhile."""
        said = self.asked(*arguments, folder=folder)
        if said.code != 99:
            return said
        self.restart()
        return self.asked(*arguments, folder=folder)

    def restart(self) -> None:
        """Start another daemon if there is none, or will be none."""
        with suppress(subprocess.TimeoutExpired):
            self.daemon.wait(5)
        if self.daemon.poll() is not None:
            self.end()
            self.daemon = self.start()

    def end(self) -> None:
        """End the daemon, if it has not ended."""
        self.daemon.send_signal(signal.SIGINT)
        assert self.daemon.wait(20) in (0, 130)
        assert self.daemon.stderr is not None
        self.daemon.stderr.close()

    def start(self, *before: str) -> subprocess.Popen[bytes]:
        """Start a daemon, and wait until it listens."""
        daemon = subprocess.Popen(
            [*before, sys.executable, "-P", "-c", _DAEMON], cwd="/", env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert daemon.stderr is not None
        assert b"waiting" in daemon.stderr.readline()
        return daemon


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with _served(tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("cache")) as made:
        yield made


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """An archive that other tests do not see, and of which nothing is known."""
    with _served(tmp_path / "site", tmp_path / "cache") as made:
        yield made


@contextmanager
def _served(root: Path, cache: Path) -> Iterator[Site]:
    made = Site(root, cache)
    made.write("_config.yml", "title: Rain\n")
    for number, name in enumerate(("a", "b", "c", "d")):
        made.write(f"_posts/2021-05-03-{name}.md", post(number, f"Rain number {number}"))
        made.write(f"other/_posts/2021-05-04-{name}.md", post(number + 10, f"Snow number {number}"))
    made.write("img/rain.png", "")
    made.write(_POST, post(1, text="[b](/2021/05/03/b.html) ![](/img/rain.png)"))
    made.daemon = made.start()
    yield made
    made.end()


def _bits(status: Path, name: str) -> int:
    """Return the bits of a field of `/proc/pid/status`."""
    return int(status.read_text(encoding="utf-8").partition(f"{name}:")[2].split()[0], 16)


def _may_raise_limits() -> bool:
    """Return whether this process has `CAP_SYS_RESOURCE`, as in capabilities(7)."""
    return _bits(Path("/proc/self/status"), "CapEff") >> 24 & 1 == 1


def _outside(site: Site) -> Path:
    return site.root.parent / "outside"


def _linked(site: Site) -> None:
    """Have a post be another name of a file elsewhere, and another a link to one."""
    _outside(site).mkdir()
    for name, source in (("e", 20), ("f", 21)):
        (_outside(site) / f"{name}.md").write_text(post(source), encoding="utf-8")
    os.link(_outside(site) / "e.md", site.root / "_posts/2021-05-05-e.md")
    (site.root / "_posts/2021-05-05-f.md").symlink_to(_outside(site) / "f.md")


def _write_elsewhere(site: Site) -> None:
    for name in ("e", "f"):
        (_outside(site) / f"{name}.md").write_text(post(1), encoding="utf-8")


def _replace_folder(site: Site) -> None:
    """Have another folder take the place of one, and the name of a third."""
    (site.root / "other").rename(site.root / "away")
    shutil.copytree(site.root / "away", site.root / "other")
    site.write("other/_posts/2021-05-04-a.md", post(1, "The same source again"))


def _write_in_memory(site: Site) -> None:
    """Give a post the source of another, as programs do that map files."""
    path = site.root / "other/_posts/2021-05-04-a.md"
    with path.open("r+b") as file, mmap(file.fileno(), 0) as memory:
        at = memory.find(b"a/10.html")
        memory[at : at + 4] = b"a/11"


_DEEDS: list[Callable[[Site], object]] = [
    lambda site: None,
    lambda site: site.write(_POST, post(11)),
    _write_in_memory,
    lambda site: site.write(_POST, post(1, text="[b](/2021/05/03/b.html) ![](/img/rain.png)")),
    lambda site: site.write("_posts/2021-05-03-b.md", post(1, "Rain with the same source")),
    lambda site: site.write("other/_posts/2021-05-04-b.md", post(1, "Snow with the same source")),
    lambda site: (site.root / "_posts/2021-05-03-b.md").unlink(),
    lambda site: site.write("_posts/2021-05-06-new.md", post(1, "A new one")),
    lambda site: (site.root / "img/rain.png").rename(site.root / "img/snow.png"),
]
_MORE_DEEDS: list[Callable[[Site], object]] = [
    lambda site: site.write("deep/er/_posts/2021-05-07-x.md", post(1, "In a new folder")),
    lambda site: site.write(".gitignore", "deep\n"),
    lambda site: site.write("_config.yml", "title: Rain\npermalink: /:title/\n"),
    _linked,
    _write_elsewhere,
    _replace_folder,
    lambda site: site.write("away/_posts/2021-05-04-c.md", post(1, "In the folder that was moved")),
    lambda site: shutil.rmtree(site.root / "other"),
    lambda site: site.write("lint.toml", "ignore = ['ARC001']\n"),
]


def test_it_sees_what_has_happened(site: Site) -> None:
    assert len(_results(site, _DEEDS)) > 3


@pytest.mark.slow
def test_it_sees_what_is_unusual(site: Site) -> None:
    assert len(_results(site, _MORE_DEEDS)) > 2


def _results(site: Site, deeds: Sequence[Callable[[Site], object]]) -> set[Said]:
    """Return the different results after some deeds, of which the daemon must say the same."""
    seen = set()
    for deed in deeds:
        deed(site)
        expected = site.alone("--no-cache", _POST)
        for _ in range(2):  # the second time, nothing has happened
            assert site.answered(_POST) == expected
        seen.add(expected)
    return seen


def test_it_is_where_the_client_is(site: Site) -> None:
    arguments = ["2021-05-03-a.md", "--output-file=report.txt"]
    assert site.answered(*arguments, folder="_posts") == site.alone(*arguments, folder="_posts")
    report = site.root / "_posts" / "report.txt"
    assert report.stat().st_mode & 0o777 == 0o666 & ~_umask()
    report.unlink()
    assert site.answered("missing.md") == site.alone("missing.md")
    assert site.answered("--no-such-option") == site.alone("--no-such-option")


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def test_it_reads_the_standard_input_of_the_client(site: Site) -> None:
    results = [
        subprocess.run(
            [sys.executable, *command, "-", "--output-format=concise"], input=b"---\ntitle: [\n---\n",
            cwd=site.root, env=site.environment, capture_output=True, check=False,
        )
        for command in (["-c", _ASK, "--daemon"], ["-m", "lint"])
    ]  # fmt: skip
    assert (results[0].returncode, results[0].stdout) == (results[1].returncode, results[1].stdout)
    assert results[0].returncode == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_alone(site: Site, number: signal.Signals) -> None:
    client, runs = _begun(site)
    client.send_signal(number)
    output = client.communicate(timeout=20)
    assert (client.returncode, output) == (128 + number, (b"", b"lint: interrupted\n"))
    _until(lambda: not any(map(_exists, runs)))
    assert site.answered(_POST).code in (0, 1)


def test_a_client_that_is_stopped_stops_its_run(site: Site) -> None:
    client, runs = _begun(site)
    client.send_signal(signal.SIGTSTP)
    _until(lambda: _state(client.pid) == "T" and "T" in map(_state, runs))
    client.send_signal(signal.SIGCONT)
    _until(lambda: _state(client.pid) != "T" and "T" not in map(_state, runs))
    assert client.communicate(b"---\ntitle: [\n---\n", timeout=20)[0] != b""
    assert client.returncode == 1


def test_a_run_that_is_stopped_ends_with_its_client(site: Site) -> None:
    client, runs = _begun(site)
    client.send_signal(signal.SIGTSTP)
    _until(lambda: "T" in map(_state, runs))
    client.kill()
    client.communicate()
    _until(lambda: not any(map(_exists, runs)))


def _begun(site: Site) -> tuple[subprocess.Popen[bytes], list[int]]:
    """Return a client that waits for its run, which waits for standard input; and the daemon's children."""
    assert site.answered(_POST).code in (0, 1)  # there is a daemon
    client = _waiting(site)
    status = Path(f"/proc/{client.pid}/status")
    _until(lambda: _bits(status, "SigCgt") >> signal.SIGTSTP - 1 & 1 == 1)
    return client, _wait_for_run(site)


def _waiting(site: Site) -> subprocess.Popen[bytes]:
    """Start a client that waits for its standard input."""
    return subprocess.Popen(
        [sys.executable, "-c", _ASK, "--daemon", "-", "--output-format=concise"],
        cwd=site.root, env=site.environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _state(process: int) -> str:
    """Return the letter for what a process does, as in proc(5); nothing if it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def test_a_client_that_is_gone_ends_its_run(site: Site) -> None:
    command = [sys.executable, "-c", _ASK, "--daemon", "-"]
    client = subprocess.Popen(command, cwd=site.root, env=site.environment, stdin=subprocess.PIPE)
    children = _wait_for_run(site)
    client.kill()
    client.communicate()
    _until(lambda: not any(map(_exists, children)))
    assert site.answered(_POST).code in (0, 1)


def test_ctrl_c_ends_a_run_though_the_daemon_was_started_without_it(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "cache")
    site.write(_POST, GOOD)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell's background job has it
    try:
        daemon = site.start()
    finally:
        signal.signal(signal.SIGINT, before)
    client = subprocess.Popen(
        [sys.executable, "-c", _ASK, "--daemon", "-"], cwd=tmp_path, env=site.environment,
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _wait_for_run(site)
    client.send_signal(signal.SIGINT)
    assert client.wait(20) == 130
    client.communicate()
    daemon.terminate()
    daemon.communicate()


@pytest.mark.slow
def test_a_stopped_daemon_keeps_no_stream_of_a_client(site: Site) -> None:
    with _connected(site) as connection:
        process = _peer(connection)
    os.kill(process, signal.SIGSTOP)
    try:
        assert site.asked(_POST) == Said(99, "", "")
    finally:
        os.kill(process, signal.SIGCONT)
    assert site.answered(_POST).code in (0, 1)


def test_a_name_that_is_another_file_in_another_process_is_not_asked_for(site: Site) -> None:
    for argument in ("/dev/fd/0", "--output-file=/dev/fd/1", "/proc/self/cwd/_posts"):
        assert site.asked(argument).code == 99


def test_a_process_that_sees_other_files_has_another_daemon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = meeting.name()
    assert meeting.name() == before
    monkeypatch.setattr(meeting, "_MOUNTS", str(tmp_path))
    assert meeting.name() != before


@pytest.mark.parametrize("name", ["crashes", "spins"])
def test_a_post_that_ends_its_process_is_linted_by_the_client(name: str, own_site: Site) -> None:
    path = f"_posts/2021-05-08-{name}.md"
    own_site.write(path, "---\ntitle: [\n---\n")
    assert own_site.asked(path).code == 99
    assert own_site.run(["-m", "lint", "--daemon"], path) == own_site.alone("--no-cache", path)


def test_an_archive_that_a_run_was_killed_over_is_not_taken_for_read(own_site: Site) -> None:
    own_site.write("_posts/2021-05-03-b.md", post(1, "Rain with the same source"))
    own_site.write("_posts/2021-05-08-crashes.md", GOOD)
    for _ in range(2):
        assert own_site.asked(_POST).code == 99
    expected = own_site.alone("--no-cache", _POST)
    assert "ARC001" in expected.output
    assert own_site.run(["-m", "lint", "--daemon"], _POST) == expected
    assert own_site.asked(_POST) == expected


def test_what_is_no_request_is_no_trouble(site: Site) -> None:
    for data in (b"", b"x", b"\xff" * 8, b"\0" * 7 + b"\x05hello"):
        with _connected(site) as connection:
            connection.sendall(data)
    assert site.answered(_POST).code in (0, 1)


def test_two_daemons_do_not_listen_at_once(site: Site) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "lint", "daemon"],
        cwd="/",
        env=site.environment,
        capture_output=True,
        check=False,
    )
    assert (result.returncode, b"listens already" in result.stderr) == (2, True)


def test_without_a_daemon_the_command_runs_and_starts_one(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "cache")
    site.write(_POST, GOOD)
    assert site.asked(_POST).code == 99
    assert site.run(["-m", "lint", "--daemon"], _POST) == site.alone(_POST)
    _until(lambda: site.asked(_POST).code != 99)
    with _connected(site) as connection:
        process = _peer(connection)
    os.kill(process, signal.SIGTERM)
    _until(lambda: not _exists(process))


def test_a_run_has_the_limits_of_its_client(site: Site) -> None:
    assert site.answered(_POST).code in (0, 1)  # there is a daemon
    limited = ["sh", "-c", 'ulimit -f 0; exec "$@"', "-", sys.executable]
    arguments = ["--no-cache", "--output-file=report.txt", _POST]
    results = [
        subprocess.run(
            [*limited, *command, *arguments],
            cwd=site.root,
            env=site.environment,
            capture_output=True,
            check=False,
        )
        for command in (["-c", _ASK, "--daemon"], ["-m", "lint", "check"])
    ]
    assert (results[0].returncode, results[0].stderr) == (results[1].returncode, results[1].stderr)
    assert results[0].returncode == 2
    few = subprocess.run(
        ["sh", "-c", 'ulimit -n 40; exec "$@"', "-", sys.executable, "-c", _ASK, "--daemon", _POST],
        cwd=site.root, env=site.environment, capture_output=True, check=False,
    )  # fmt: skip
    assert few.returncode == 99


def test_a_daemon_with_few_files_lets_clients_alone(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "cache")
    site.write(_POST, GOOD)
    site.daemon = site.start("sh", "-c", 'ulimit -S -n 20; exec "$@"', "-")
    clients = [_waiting(site) for _ in range(10)]
    _until(lambda: any(each.poll() == 99 for each in clients))
    assert site.asked(_POST).code == 99
    for each in clients:
        each.communicate(GOOD.encode(), timeout=20)
    codes = {each.returncode for each in clients}
    assert 99 in codes
    assert codes & {0, 1}
    assert site.asked(_POST).code in (0, 1)
    site.end()


@pytest.mark.skipif(_may_raise_limits(), reason="this user may have any limits")
def test_a_daemon_that_may_have_less_than_a_client_makes_room(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "cache")
    site.write(_POST, GOOD)
    site.daemon = site.start("sh", "-c", 'ulimit -n 100; exec "$@"', "-")
    assert site.asked(_POST) == Said(99, "", "")
    assert site.daemon.wait(20) == 0
    site.end()


def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    site = Site(tmp_path, tmp_path / "cache")
    site.write(_POST, GOOD)
    place = tmp_path / "cache" / "archive-lint" / "daemon"
    place.mkdir(parents=True, mode=0o777)
    place.chmod(0o777)
    result = subprocess.run(
        [sys.executable, "-m", "lint", "daemon"], env=site.environment, capture_output=True, check=False
    )
    assert (result.returncode, b"not this user's alone" in result.stderr) == (2, True)
    assert site.asked(_POST).code == 99


def _connected(site: Site) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    folder = Path(site.environment["XDG_CACHE_HOME"], "archive-lint", "daemon")
    descriptor = os.open(folder, os.O_RDONLY)  # the path may be too long for an address
    (name,) = os.listdir(folder)
    connection.connect(f"/proc/self/fd/{descriptor}/{name}")
    os.close(descriptor)
    return connection


def _peer(connection: socket.socket) -> int:
    return int.from_bytes(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)[:4], sys.byteorder)


def _wait_for_run(site: Site) -> list[int]:
    """Wait until the daemon has a child, and return the children."""
    with _connected(site) as connection:
        path = Path(f"/proc/{_peer(connection)}/task/{_peer(connection)}/children")
    _until(lambda: bool(path.read_text(encoding="ascii").split()))
    time.sleep(0.3)  # it begins to read standard input
    return [*map(int, path.read_text(encoding="ascii").split())]


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def _until(happens: Callable[[], bool]) -> None:
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    raise AssertionError("it has not happened in 30 seconds")
