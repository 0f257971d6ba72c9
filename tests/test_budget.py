"""The time that a file may take: nothing hangs, and what is not linted is named."""

import io
import itertools
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lint.archive.sample import sample
from lint.post.document import Document
from lint.post.front_matter import reader
from lint.primitives import interrupts
from lint.run.budget import DEFAULT, Budget, Watch, Watched
from lint.run.chunk import Chunk
from lint.run.processes import ProcessError, Processes
from tests.conftest import GOOD, Archive

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="without forks, one process does everything")

SPACED = GOOD.replace("Rain over", "Rain  over")
NAMES = [f"_posts/2021-05-03-{number:02}.md" for number in range(9)]
SLOW = NAMES[4]
FOREVER = 600


class Clock:
    """A clock of the test's own, in each process: time passes when it is told to, and rings the alarm."""

    def __init__(self) -> None:
        self.left = 0.0
        self.now = 0.0
        self.alarms = 0

    def alarm(self, seconds: float) -> None:
        self.left = seconds
        self.alarms += 1

    def read(self) -> float:
        return self.now

    def spend(self, seconds: float) -> None:
        self.now += seconds
        self.left -= seconds
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGPROF)


def budget(clock: Clock, seconds: float = 10) -> Budget:
    """Return a budget that passes on a test's clock."""
    return Budget(seconds, clock.alarm, clock=clock.read)


def each_file(use: Callable[[int], Any]) -> Callable[[Chunk, Watch], list[int]]:
    """Return work that lists the files of a chunk, and uses each."""

    def work(chunk: Chunk, watch: Watch) -> list[int]:
        done = []
        for index in range(chunk.place.start, chunk.place.stop):
            if index not in chunk.skipped:
                watch.begin(index)
                use(index)
                done.append(index)
        return done

    return work


def worked(
    work: Callable[[Chunk, Watch], Any], budget: Budget = DEFAULT, count: int = 2
) -> list[tuple[Any, dict[int, str]]]:
    """Return what two processes make of four chunks of three files, and what they skip."""
    processes = Processes(work, count, budget)
    try:
        asked = [processes.submit(Chunk(slice(start, start + 3), None, {})) for start in range(0, 12, 3)]
        return [(processes.result(each), dict(each.chunk.skipped)) for each in asked]
    finally:
        processes.end()


ALL = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_that_takes_longer_is_skipped_and_every_other_is_worked_on(count: int) -> None:
    clock = Clock()
    slow = {4: 10.5, 5: 11.0, 9: 99.0}
    found = worked(each_file(lambda index: clock.spend(slow.get(index, 9.5))), budget(clock), count)
    assert [done for done, _ in found] == [[0, 1, 2], [3], [6, 7, 8], [10, 11]]
    assert [list(skipped) for _, skipped in found] == [[], [4, 5], [], [9]]
    assert found[3][1][9] == (
        "it takes more than 10 s of processor time for each MiB; --file-timeout allows more"
    )


@pytest.mark.parametrize("size", [100, 60_000, 106_000, 200_000, 3_000_000])
def test_chunks_and_answers_of_any_size_arrive(size: int) -> None:
    processes = Processes(lambda chunk, _watch: len(chunk.known["a"][0]) * b"x", 2)
    try:
        asked = [processes.submit(Chunk(slice(0, 1), None, {"a": (size * b"y",)})) for _ in range(9)]
        assert {len(processes.result(each)) for each in asked} == {size}
    finally:
        processes.end()


def pipes_hold_much() -> bool:
    """Return whether this system lets a pipe hold more than one answer."""
    import fcntl  # no Windows has it, nor forks

    here, there = os.pipe()
    try:
        return fcntl.fcntl(there, getattr(fcntl, "F_SETPIPE_SZ", -1), 1 << 20) >= 1 << 20
    except OSError:
        return False
    finally:
        os.close(here)
        os.close(there)


def test_a_worker_goes_on_while_the_main_process_does_something_else(tmp_path: Path) -> None:
    def work(chunk: Chunk, _watch: Watch) -> bytes:
        (tmp_path / str(chunk.place.start)).touch()
        return bytes(200_000)

    if not pipes_hold_much():
        pytest.skip("an answer that does not fit into the pipe waits for the main process")
    processes = Processes(work, 1)
    try:
        asked = [processes.submit(Chunk(slice(at, at + 1), None, {})) for at in range(4)]
        forever = time.monotonic() + FOREVER
        while not (tmp_path / "3").exists():  # no answer is taken meanwhile
            assert time.monotonic() < forever
            time.sleep(0.01)
        assert all(processes.result(each) == bytes(200_000) for each in asked)
    finally:
        processes.end()


def test_what_a_worker_answered_before_it_ended_counts(tmp_path: Path) -> None:
    def work(chunk: Chunk, _watch: Watch) -> int:
        at: int = chunk.place.start
        with (tmp_path / str(at)).open("a") as times:
            times.write("x")
        if at == 1 and os.path.getsize(times.name) == 1:
            os._exit(1)
        return at

    processes = Processes(work, 1)
    try:
        asked = [processes.submit(Chunk(slice(at, at + 1), None, {})) for at in (0, 1)]
        forever = time.monotonic() + FOREVER
        while multiprocessing.active_children():  # nothing is taken or sent meanwhile
            assert time.monotonic() < forever
            time.sleep(0.01)
        asked.append(processes.submit(Chunk(slice(2, 3), None, {})))
        assert [processes.result(each) for each in asked] == [0, 1, 2]
        assert [os.path.getsize(tmp_path / each) for each in "012"] == [1, 2, 1]
    finally:
        processes.end()


def test_a_worker_leaves_the_processor_to_the_main_process() -> None:
    processes = Processes(lambda _chunk, _watch: os.nice(0), 1)
    try:
        here = os.nice(0)
        assert here < processes.result(processes.submit(Chunk(slice(0, 1), None, {}))) or here == 19
    finally:
        processes.end()


def test_a_larger_file_has_more_time() -> None:
    clock = Clock()

    def work(chunk: Chunk, watch: Watch) -> list[int]:
        sizes = (0, 1 << 20, (1 << 20) + 1)
        done = []
        for index in range(chunk.place.start, chunk.place.stop):
            if index not in chunk.skipped:
                watch.begin(index)
                watch.begin(index, sizes[index % 3])
                clock.spend(19)
                done.append(index)
        return done

    assert [done for done, _ in worked(work, budget(clock))] == [[2], [5], [8], [11]]


def test_zero_is_any_time() -> None:
    clock = Clock()
    clock.left = 1e9
    found = worked(each_file(lambda _: clock.spend(1000)), budget(clock, 0))
    assert [done for done, _ in found] == ALL


def test_time_between_files_is_nobodys() -> None:
    clock = Clock()

    def work(chunk: Chunk, watch: Watch) -> list[int]:
        done = each_file(lambda _: clock.spend(9))(chunk, watch)
        watch.end()
        clock.left = 1e9 if clock.left == 0 else 0
        return done

    assert [done for done, _ in worked(work, budget(clock))] == ALL


def test_few_files_set_an_alarm_and_each_has_its_whole_time() -> None:
    clock = Clock()
    watch = Watched(budget(clock))
    for index in range(1000):
        watch.begin(index)
        assert clock.left >= 10
        clock.spend(0.001)
    assert clock.alarms < 10
    for spent in (0.01, 0.26, 9.99, 0.24, 0.02):
        watch.begin(0)
        assert 10 <= clock.left <= 10.25
        clock.spend(spent)


def forever(index: int) -> None:
    """Stay in native code: it gives Python no chance to handle a signal, or to switch to a thread."""
    if index == 7:
        deque(itertools.repeat(None), 0)


def test_native_code_that_never_returns_is_ended() -> None:
    found = worked(each_file(forever), Budget(0.05))
    assert [done for done, _ in found] == [[0, 1, 2], [3, 4, 5], [6, 8], [9, 10, 11]]


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "the process that linted it was killed"),
        (lambda: os.kill(os.getpid(), signal.SIGTRAP), "it crashed the process that linted it"),
        (lambda: os._exit(3), "the process that linted it ended with the exit code 3"),
    ],
)
def test_a_file_that_ends_its_process_is_skipped(end: Callable[[], None], reason: str) -> None:
    def use(index: int) -> None:
        if index == 4:
            end()

    found = worked(each_file(use))
    assert [done for done, _ in found] == [[0, 1, 2], [3, 5], [6, 7, 8], [9, 10, 11]]
    assert found[1][1][4].startswith(reason)


def test_processes_that_end_again_and_again_end_the_run() -> None:
    def work(_chunk: Chunk, _watch: Watch) -> None:
        os._exit(3)

    with pytest.raises(ProcessError, match="50 linting processes have ended in this run"):
        worked(work)


def test_an_idle_process_that_is_killed_is_replaced() -> None:
    processes = Processes(lambda _chunk, _watch: os.getpid(), 1)
    try:
        chunk = Chunk(slice(0, 3), None, {})
        first = processes.result(processes.submit(chunk))
        os.kill(first, signal.SIGKILL)
        asked = processes.submit(chunk)
        assert processes.result(asked) != first
        assert asked.chunk.skipped == {}
    finally:
        processes.end()


def run_out() -> None:
    """Have nearly no time left of five seconds, and stay in native code."""
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if 1 < left < 6:
        signal.setitimer(signal.ITIMER_PROF, 0.001)
        deque(itertools.repeat(None), 0)


@pytest.fixture
def command(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with a post that is parsed forever; `lint` runs in it as the command does."""
    for name in NAMES:
        archive.write(name, SPACED)
    real = Document.__init__

    def parse(document: Document, source: Any, *arguments: Any, **options: Any) -> None:
        if source.path.endswith(SLOW):
            run_out()
        real(document, source, *arguments, **options)

    monkeypatch.setattr(Document, "__init__", parse)
    monkeypatch.setattr(interrupts, "_handled", True)
    return archive


NOT_CHECKED = (
    f"lint: {SLOW}: not checked: it takes more than 5 s of processor time for each MiB;"
    " --file-timeout allows more\n"
)
BUDGET = ("--isolated", "--file-timeout", "5")


@pytest.mark.parametrize("arguments", [(), ("--jobs", "1"), ("--jobs", "2"), ("--no-cache",)])
def test_a_run_names_the_file_and_goes_on(command: Archive, arguments: tuple[str, ...]) -> None:
    result = command.lint(*BUDGET, *arguments, "--output-format", "concise", "_posts")
    assert (result.code, result.err) == (2, NOT_CHECKED)
    assert [line.partition(":")[0] for line in result.out.splitlines()] == [
        name for name in NAMES if name != SLOW
    ]


def test_what_was_not_checked_is_not_cached(command: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert command.lint(*BUDGET).err.startswith(NOT_CHECKED)
    monkeypatch.setattr(sys.modules[__name__], "run_out", lambda: None)
    result = command.lint("--isolated", "--output-format", "concise")
    assert (result.code, result.out.count("FMT008")) == (0, len(NAMES))


def test_fixes_of_other_posts_are_written_and_counted(command: Archive) -> None:
    for name in NAMES:
        command.write(name, GOOD.replace('"Rain', '"  Rain'))
    result = command.lint(*BUDGET, "--fix", "--output-format", "concise")
    assert (result.code, result.out) == (2, "")
    assert result.err == NOT_CHECKED + "lint: fixed 8 findings in 8 files\n"
    changed = {name for name in NAMES if (command.root / name).read_text("utf-8") == GOOD}
    assert changed == set(NAMES) - {SLOW}


def test_links_stats_profile_init_and_baseline_go_on_too(command: Archive) -> None:
    for arguments in (["links"], ["stats"], ["check", "--profile"], ["baseline"]):
        result = command.lint(*arguments, *BUDGET, "_posts")
        assert (result.code, NOT_CHECKED in result.err) == (2, True)
    assert "8 posts in one process; 1 file could not be read" in command.lint("--profile", *BUDGET).out
    result = command.lint("init", "--file-timeout", "5", "_posts")
    assert (result.code, NOT_CHECKED in result.err) == (2, True)


def test_a_post_of_the_sample_goes_on_too(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        archive.write(name, SPACED)
    real = reader.read

    def read(text: str, *arguments: Any, **options: Any) -> Any:
        if "Snow" in text:
            run_out()
        return real(text, *arguments, **options)

    monkeypatch.setattr(reader, "read", read)
    monkeypatch.setattr(interrupts, "_handled", True)
    archive.write(SLOW, GOOD.replace("Rain", "Snow"))
    assert any(path.endswith(SLOW) for path in sample("."))
    for _ in range(2):  # and it is not cached
        result = archive.lint("--file-timeout", "5", NAMES[0])
        assert f"lint: {SLOW}: not in the sample that the settings are told from: it takes" in result.err
        assert result.code == 0


@pytest.mark.parametrize("text", ["x", "-1", "nan", "1e9", ""])
def test_a_timeout_that_is_not_a_number_of_seconds(archive: Archive, text: str) -> None:
    result = archive.lint(f"--file-timeout={text}", ".")
    assert result.code == 2
    assert f"{text!r} is not valid; expected a number of seconds from 0 to 86,400" in result.err


def test_a_configuration_cannot_give_itself_more_time(archive: Archive) -> None:
    archive.write("lint.toml", "file-timeout = 1000\n")
    archive.write(NAMES[0])
    result = archive.lint(".")
    assert (result.code, "unknown key" in result.err) == (2, True)


def test_a_program_that_lints_few_files_is_not_forked(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(NAMES[0])
    monkeypatch.setattr("lint.run.processes.Processes", None)
    assert archive.lint(".").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_file_that_takes_too_much_memory_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.budget._LEAST_MEMORY", 64 << 20)
    monkeypatch.setattr("lint.run.budget._before", None)  # another test may have set it in this process

    def use(index: int) -> int:
        return len(b"x" * (100 << 20)) if index == 4 else len(b"x" * (20 << 20))

    found = worked(each_file(use))
    assert [done for done, _ in found] == [[0, 1, 2], [3, 5], [6, 7, 8], [9, 10, 11]]
    assert found[1][1][4] == "it takes more than 1 GiB of memory, and more than 40 times its size"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_larger_file_has_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.budget._LEAST_MEMORY", 64 << 20)
    monkeypatch.setattr("lint.run.budget._before", None)  # another test may have set it in this process

    def work(chunk: Chunk, watch: Watch) -> list[int]:
        done = []
        for index in range(chunk.place.start, chunk.place.stop):
            if index not in chunk.skipped:
                watch.begin(index)
                watch.begin(index, (4 << 20) * (index % 3))
                done.append(len(b"x" * (100 << 20)) and index)
        return done

    assert [done for done, _ in worked(work)] == [[1, 2], [4, 5], [7, 8], [10, 11]]


def test_memory_that_a_rule_lacks_is_not_its_bug(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(NAMES[0])

    def find(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("lint.engine.rule_runner.Observation", find)
    archive.write(NAMES[0], SPACED)
    monkeypatch.setattr(interrupts, "_handled", True)
    result = archive.lint("--isolated", ".")
    assert result.code == 2
    assert result.err.startswith(f"lint: {NAMES[0]}: not checked: it takes more than 1 GiB of memory")


def test_standard_input_that_is_not_checked_is_not_lost(
    command: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPACED.encode())))
    result = command.lint("-", "--fix", *BUDGET, "--stdin-filename", SLOW)
    assert (result.code, result.out) == (2, SPACED)
    assert NOT_CHECKED in result.err
