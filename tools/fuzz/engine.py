"""Runs a target on many inputs, in a process of its own; what fails is kept, and the run goes on.

Time is that of the processor: a fuzzer runs beside other programs, which may leave it little.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, NoReturn

from lint.primitives.blake2 import blake2b
from tools.fuzz.current import LONGEST, Current
from tools.fuzz.judge import judge
from tools.fuzz.mutation import Mutator
from tools.fuzz.target import Target
from tools.fuzz.words import words

# Inputs with the same failure that are kept: some may be slow only because they are watched.
_MOST_ALIKE = 3
_WATCHED = 4
# Native code hears no signal of Python's; what takes this many times the limit ends the process.
_NATIVE = 8
# libFuzzer's own timeout is that of a clock on the wall: only for what waits for something.
_WALL_SECONDS = 3600


class Effort(NamedTuple):
    """How long to go on, and how to begin.

    Parameters:
        runs: how many inputs; 0 for any number.
        seconds: for how much CPU time; 0 for any.
        seed: what chance begins with.
        limit: the CPU time that an input may take.
    """

    runs: int
    seconds: float
    seed: int
    limit: float


class Keeper:
    """Judges inputs, and keeps those that fail in a folder.

    Parameters:
        target: what is fuzzed.
        limit: the CPU time that an input may take.
        folder: where inputs that fail are kept.
        current: tells another process which input is being run.
    """

    def __init__(self, target: Target, limit: float, folder: Path, current: Current) -> None:
        self._target = target
        self._limit = limit
        self._folder = folder
        self._current = current
        self._known: dict[str, int] = {}

    def __call__(self, data: bytes) -> None:
        """Run an input; if it does not come back, the process ends by SIGPROF."""
        self._current.begin(data)
        signal.setitimer(signal.ITIMER_PROF, self._limit * _NATIVE)
        failure = judge(self._target, data, self._limit)
        signal.setitimer(signal.ITIMER_PROF, 0)
        self._current.end()
        if failure is None:
            return
        count = self._known[failure.name] = self._known.get(failure.name, 0) + 1
        if count <= _MOST_ALIKE:
            keep(self._folder, failure.name, data)


def keep(folder: Path, name: str, data: bytes) -> None:
    """Write an input that failed."""
    (folder / f"{name}-{blake2b(data, digest_size=6).hexdigest()}").write_bytes(data)


def by_chance(target: Target, seeds: Sequence[bytes], effort: Effort, found: Path, current: Current) -> None:
    """Run a target on its seeds, then on changed ones."""
    run = Keeper(target, effort.limit, found, current)
    mutate = Mutator(seeds, target.flavours)
    random = Random(effort.seed)
    end = time.process_time() + effort.seconds if effort.seconds else None
    for seed in seeds:
        run(seed)
    done = 0
    while (not effort.runs or done < effort.runs) and (end is None or time.process_time() < end):
        run(mutate(random.choice(seeds or (b"",)), LONGEST, random.randrange(1 << 32)))
        done += 1


def by_coverage(
    target: Target, seeds: Sequence[bytes], effort: Effort, found: Path, current: Current, corpus: Path
) -> NoReturn:
    """Let Atheris run a target, whose modules it has instrumented; ends the process.

    Parameters:
        corpus: a folder of inputs that reached new code in earlier runs; it gets those of this one.
    """
    import atheris  # only where it has a wheel

    mutate = Mutator(seeds, target.flavours, lambda data, longest: bytes(atheris.Mutate(data, longest)))
    start = found.parent / "seeds"
    for folder in (corpus, start):
        folder.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(seeds):
        (start / f"{at:05}").write_bytes(seed)
    dictionary = found.parent / "dictionary"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words()), encoding="ascii")
    runs = effort.runs + sum(1 for _ in start.iterdir()) + sum(1 for _ in corpus.iterdir())
    # Instrumented code is slower; what is slow only because of that is not confirmed later.
    run = Keeper(target, effort.limit * _WATCHED, found, current)
    end = time.process_time() + effort.seconds if effort.seconds else None

    def watch(data: bytes) -> None:
        if end is not None and time.process_time() > end:
            os._exit(0)  # libFuzzer would count the time on the wall
        run(data)

    arguments = [
        sys.argv[0], str(corpus), str(start), f"-dict={dictionary}", f"-artifact_prefix={found}/native-", f"-seed={effort.seed}",
        f"-max_len={LONGEST}", f"-timeout={_WALL_SECONDS}", "-rss_limit_mb=4096", *([f"-runs={runs}"] if effort.runs else []),
    ]  # fmt: skip
    _say_into(found.parent / "log")
    atheris.Setup(arguments, watch, custom_mutator=mutate)
    atheris.Fuzz()
    os._exit(0)


def _say_into(path: Path) -> None:
    """Let the process write to a file what it says from now on."""
    sys.stdout.flush()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)
