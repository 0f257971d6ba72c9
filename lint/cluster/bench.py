"""What a worker needs for a run: made once in each process, from what the job says."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from threading import Lock

from lint import report
from lint.archive import sites
from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.archive.sites import Sites
from lint.cluster.job import Job, evidence_key
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.engine.evidence import gather
from lint.engine.linter import Linter
from lint.primitives.errors import UserError
from lint.primitives.files import real
from lint.report import Reporter, ReportOptions, RuleText
from lint.run import manuals
from lint.run.budget import UNWATCHED, Budget, Watch, Watched
from lint.run.cache_key import read_packages
from lint.run.catalogue import Catalogue
from lint.run.judges import Judges
from lint.run.known_files import KnownFiles
from lint.run.options import RunOptions
from lint.run.run import COLLECT_AFTER
from lint.run.unchanged import Unchanged
from lint.web.answers import Answers

WITNESS = "witness"


class WorkerError(UserError):
    """A worker is not one that can do its part of a run."""


class Bench:
    """What lints and judges the posts of a run.

    Parameters:
        job: what the client says.
        worker: the address of this worker, for messages.
        watched: whether another process starts this one again when it ends: then files have a limit of time.

    Raises:
        WorkerError: if this worker has another version, or does not see the same files.
    """

    def __init__(self, job: Job, worker: str, *, watched: bool) -> None:
        _check(job, worker)
        self.job = job
        self.configs: ConfigCache = job.configs()
        self.configs.answers = self._answers = _answers(job, worker)
        for path in job.named:
            self.configs.bounds.name(path)
        self.sites = Sites(self.configs.listings)
        self.linter = Linter(self.configs, evidence=self._evidence)
        self.files = KnownFiles(
            Judges(self.configs, Catalogue.installed()), Unchanged(self.configs, trusts_stamps=True)
        )
        self.options = RunOptions(
            [reporter(*each) for each in job.reports],
            baseline=job.baseline(self.configs),
            gated=job.gated,
            file_timeout=job.file_timeout,
        )
        # The manager of the worker bounds its memory.
        budget = Budget(job.file_timeout, limit=lambda _: None)
        self.watch: Watch = Watched(budget) if watched else UNWATCHED
        gc.set_threshold(COLLECT_AFTER)
        gc.freeze()

    def close(self) -> None:
        """Close what is open."""
        if self._answers is not None:
            self._answers.close()

    def _evidence(self, config: Config, site: Site) -> Evidence:
        told = Evidence.from_json(self.job.evidence.get(evidence_key(config, site), ""))
        return told if told is not None else gather(config, site)


def reporter(name: str, options: ReportOptions) -> Reporter:
    """Return what writes a report in a format; rules are described as they are installed here."""
    return report.load(name, options._replace(describe=_describe))


def _describe(code: str) -> RuleText | None:
    return _manuals().get(code)


@cache
def _manuals() -> Mapping[str, RuleText]:
    return manuals.installed()


def _answers(job: Job, worker: str) -> Answers | None:
    try:
        return job.answers() if job.answers is not None else None
    except OSError as error:
        raise WorkerError(f"worker {worker}: {error}") from error


def _check(job: Job, worker: str) -> None:
    """Raise WorkerError unless this process has the client's files and version."""
    path = job.place(WITNESS, 0)
    try:
        with open(path, encoding="utf-8") as file:
            seen = file.read()
    except OSError:
        seen = ""
    if seen != job.name:
        raise WorkerError(
            f"worker {worker}: {job.folder} is not the client's scratch folder;"
            " expected --scratch with a folder that client and workers share"
        )
    path, size = job.witness
    try:
        same = os.stat(path).st_size == size
    except OSError:
        same = False
    if not same:
        raise WorkerError(
            f"worker {worker}: {path!r} is not the client's file; expected the archive at the same path"
        )
    if read_packages() != job.code:
        raise WorkerError(
            f"worker {worker}: its Python, archive-lint or other packages are not the client's;"
            " expected the same versions"
        )


_one_at_a_time = Lock()
_benches: dict[str, Bench] = {}


@contextmanager
def bench_of(job: Job) -> Iterator[Bench]:
    """Give this process's bench for a job; tasks take turns, and have the client's working folder.

    Raises:
        WorkerError: as `Bench` does.
    """
    from distributed import get_worker

    with _one_at_a_time:
        if job.name not in _benches:
            for bench in _benches.values():
                bench.close()
            _benches.clear()
            sites.forget()
            real.cache_clear()
            worker = get_worker()
            # A time for each file needs a process of one task: it is its processor time that counts.
            watched = worker.nanny is not None and worker.state.nthreads == 1
            _go_to(job, worker.address)
            _benches[job.name] = Bench(job, worker.address, watched=watched)
        _go_to(job, "")
        yield _benches[job.name]


def _go_to(job: Job, worker: str) -> None:
    try:
        if os.getcwd() != job.cwd:
            os.chdir(job.cwd)
    except OSError as error:
        raise WorkerError(
            f"worker {worker}: {job.cwd!r} cannot be the working folder: {error.strerror}"
        ) from error
