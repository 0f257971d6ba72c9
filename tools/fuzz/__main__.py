"""The command: `python -m tools.fuzz TARGET... [--seconds N | --runs N] [--seed N]`."""

import argparse
import io
import os
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr
from importlib.util import find_spec
from pathlib import Path

from tools.fuzz.suites import Suites

_LIMIT = 1.0
_RESTARTS = 20
# Of the processor, and on the wall for what waits for something.
_CONFIRMING_SECONDS = 120
_CONFIRMING_WALL_SECONDS = 3600
_ROOT = Path(__file__).parents[2]
# What is in the checkout on purpose.
_KEPT = (_ROOT / "seeds", _ROOT / "tests")


def main() -> int:
    """Fuzz targets one after the other; return 1 if an input fails."""
    given = _parser().parse_args()
    for folder in (given.corpus, given.found, given.suites):
        if folder is not None and any(folder.resolve().is_relative_to(kept) for kept in _KEPT):
            sys.stderr.write(
                f"{folder}: a fuzzer does not write there; expected another folder, such as build/corpus\n"
            )
            return 2
    guided = find_spec("atheris") is not None and not given.by_chance and given.input is None
    if guided:
        _instrument()
    from tools.fuzz.targets import TARGETS

    names = list(TARGETS) if given.targets == ["all"] else given.targets
    if unknown := [name for name in names if name not in TARGETS]:
        sys.stderr.write(f"unknown target {unknown[0]!r}; expected all or one of {', '.join(TARGETS)}\n")
        return 2
    suites = Suites(given.suites)
    suites.fetch()
    with tempfile.TemporaryDirectory(prefix="archive-lint-fuzz-") as scratch:
        tempfile.tempdir = scratch  # a process that is ended leaves its own files there
        if given.input is not None:
            return _again(names[0], given.input, given.found)
        failed = [_fuzz(name, given, suites, Path(scratch) / name, guided=guided) for name in names]
    return 1 if any(failed) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz", description="Fuzz readers, rules and fixes."
    )
    parser.add_argument("targets", nargs="+", metavar="TARGET", help="what to fuzz: names, or 'all'")
    parser.add_argument("--runs", type=int, default=0, help="how many inputs after the seeds")
    parser.add_argument("--seconds", type=float, default=0, help="how much CPU time for each target")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with; the same runs repeat")
    parser.add_argument("--suites", type=Path, help="a folder for the test suites of formats, from npm")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps the inputs which reach new code")
    parser.add_argument(
        "--found", type=Path, default=Path("build/fuzz"), help="where failing inputs are written"
    )
    parser.add_argument("--by-chance", action="store_true", help="do not use Atheris")
    parser.add_argument("--input", type=Path, help="run one input again and cut it down")
    return parser


def _instrument() -> None:
    import atheris

    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["lint"]):  # it names each module
        from lint.rule.registry import load
        from tools.fuzz import targets

        _ = targets
        load()


def _fuzz(name: str, given: argparse.Namespace, suites: Suites, scratch: Path, *, guided: bool) -> bool:
    """Fuzz one target in child processes; return whether an input fails."""
    from tools.fuzz.current import Current
    from tools.fuzz.engine import Effort, by_chance, by_coverage, keep
    from tools.fuzz.targets import TARGETS

    target = TARGETS[name]
    seeds = list(target.seeds(suites))
    raw = scratch / "failed"
    raw.mkdir(parents=True)
    corpus = given.corpus / name if given.corpus is not None else scratch / "corpus"
    current = Current(scratch / "current")
    begin = _children_seconds()
    for restart in range(_RESTARTS):
        left = given.seconds - (_children_seconds() - begin) if given.seconds else 0
        if left < 0:
            break
        effort = Effort(given.runs * target.rate // 100, left, given.seed + restart, _LIMIT)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            if guided:
                by_coverage(target, seeds, effort, raw, current, corpus)
            by_chance(target, seeds, effort, raw, current)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status == 0:
            break
        print(f"{name}: the process ended with status {status}; log: {_tail(scratch / 'log')}", flush=True)
        if (left_over := current.take()) is not None:
            keep(raw, f"ended-{status}", left_over)
    used = _children_seconds() - begin
    confirmed = [path for path in sorted(raw.iterdir()) if _confirmed(name, path, given.found)]
    print(f"{name}: {current.count:,} inputs, {used:.0f} s, {len(confirmed)} fail", flush=True)
    return bool(confirmed)


def _children_seconds() -> float:
    """Return the CPU time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-500:] if log.exists() else ""


def _confirmed(name: str, path: Path, found: Path) -> bool:
    """Return whether an input fails in a new process, which writes what is wrong."""
    command = [sys.executable, "-m", "tools.fuzz", name, "--input", str(path), "--found", str(found)]
    try:
        code = subprocess.run(  # noqa: S603 - ourselves
            command, check=False, timeout=_CONFIRMING_WALL_SECONDS, preexec_fn=_bounded
        ).returncode
    except subprocess.TimeoutExpired:
        code = -signal.SIGALRM
    if code < 0:  # it could not write anything itself
        found.mkdir(parents=True, exist_ok=True)
        kept = found / f"{name}-{path.name}.input"
        kept.write_bytes(path.read_bytes())
        print(f"{kept}: ended by {signal.Signals(-code).name}")
    return code != 0


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CONFIRMING_SECONDS, _CONFIRMING_SECONDS + 10))


def _again(name: str, path: Path, found: Path) -> int:
    from tools.fuzz.confirm import confirm, write
    from tools.fuzz.targets import TARGETS

    result = confirm(TARGETS[name], path.read_bytes(), _LIMIT)
    if result is None:
        return 0
    written = write(found, name, *result)
    print(f"{written}: {result[1].detail.strip().splitlines()[-1][:300]}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
