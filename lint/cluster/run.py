"""A whole run on a cluster, as its client sees it: plan, three kinds of tasks, reports."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from typing import NamedTuple
from uuid import uuid4

from lint.archive.sites import Sites
from lint.archive.targets import Target
from lint.cluster import tasks
from lint.cluster.bench import WITNESS
from lint.cluster.buckets import BucketIndex, Buckets
from lint.cluster.clients import Cluster
from lint.cluster.job import Job, evidence_key, write_partition, write_whole
from lint.cluster.plan import Plan
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.primitives.fact import IGNORED
from lint.report import Reporter, ReportOptions, Summary
from lint.run.archives import unjudged
from lint.run.baseline import Baseline
from lint.run.cache_key import read_packages
from lint.run.catalogue import Catalogue
from lint.run.evidence import EvidenceFinder
from lint.run.judges import Judges
from lint.web.answers import Answers

# The share of a run's work after which its posts are read.
_READ = 0.5


class Settings(NamedTuple):
    """What a run is asked for, in a form that can be sent to workers.

    Parameters:
        configs, baseline, reports, parts, gated, file_timeout, answers: as of a job.
        paths: what the user named.
        folder: an empty scratch folder that client and workers share.
    """

    configs: Callable[[], ConfigCache]
    baseline: Callable[[ConfigCache], Baseline | None]
    reports: Sequence[tuple[str, ReportOptions]]
    paths: Sequence[str]
    folder: str
    parts: str = ""
    gated: frozenset[str] = frozenset()
    file_timeout: float = 0
    answers: Callable[[], Answers] | None = None


class ClusterRun:
    """A run on a cluster.

    Parameters:
        targets: the files, in the order of the reports.
        configs: returns the configuration of a folder.
        sites: those found so far.
        evidence: returns the evidence of a site.
        settings: what is asked for.

    Attributes:
        unjudged: as of `Archives`.
        idle_patterns: as there; after the run.

    Raises:
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        configs: ConfigCache,
        sites: Sites,
        evidence: EvidenceFinder,
        settings: Settings,
    ) -> None:
        self._targets = targets
        self._configs = configs
        self._sites = sites
        self._settings = settings
        self._evidence = evidence
        self._judges = Judges(configs, Catalogue.installed())
        # Processes that read samples are forked, which must be before there are threads.
        Linter(configs, evidence=evidence).settle(targets)
        self.unjudged: Sequence[tuple[str, str, Sequence[str]]] = ()
        self.idle_patterns: Sequence[tuple[str, str]] = ()

    def run(
        self,
        cluster: Cluster,
        reports: Sequence[tuple[Reporter, Callable[[str], None]]],
        *,
        unchecked: Sequence[tuple[str, str]] = (),
        progress: Callable[[int], None] | None = None,
    ) -> Summary:
        """Lint the files and write the reports; return their summary.

        Parameters:
            reports: each with what writes it piece by piece; none if the workers write the report.
            unchecked: files that are already known not to be checked, with reasons.
            progress: is called with the number of files done since the last time: half of them when all are
                read.

        Raises:
            UserError: if a worker does not see the same files, or has other versions.
            ProcessError: when workers end again and again.
        """
        plan = Plan(self._targets, self._configs, self._sites, self._judges, cluster.workers)
        job = self._job(plan)
        write_whole(job.place(WITNESS, 0), job.name.encode())
        asked, compared, files = list[int](), list[int](), dict[int, int]()
        for number, partition in enumerate(plan.partitions()):
            write_partition(job, number, partition)
            if partition.root:
                compared.append(number)
            if partition.asked:
                asked.append(number)
                files[number] = len(partition.targets)
        self.unjudged = unjudged(plan.roots, self._targets, self._configs, self._judges.codes_without)
        tell = _Progress(progress, files)
        for number, _ in cluster.each(tasks.read, compared, job):
            tell(number, _READ)
        if compared:
            for _ in cluster.each(tasks.sort, range(job.buckets), job, compared):
                pass
        summary = Summary(unchecked=list(unchecked))
        self._report(job, _in_order(asked, self._judged(cluster, job, asked, tell)), summary, reports)
        self.idle_patterns = self._idle_patterns(job) if compared else ()
        return summary

    def _judged(
        self, cluster: Cluster, job: Job, asked: Sequence[int], tell: Callable[[int, float], None]
    ) -> Iterator[tuple[int, Summary]]:
        for number, summary in cluster.each(tasks.judge, asked, job):
            tell(number, 1)
            yield number, summary

    def _report(
        self,
        job: Job,
        judged: Iterator[tuple[int, Summary]],
        summary: Summary,
        reports: Sequence[tuple[Reporter, Callable[[str], None]]],
    ) -> None:
        """Write the reports, a partition at a time."""
        begun = False
        for number, its_summary in judged:
            if not begun:  # a worker that cannot do its part is reported before anything is written
                _begin(reports)
                begun = True
            summary.merge(its_summary)
            for at, (reporter, write) in enumerate(reports):
                for piece in tasks.pieces_of(job, number, at):
                    write(reporter.take(piece))
        if not begun:
            _begin(reports)
        for reporter, write in reports:
            for piece in reporter.ends(summary):
                write(piece)

    def _job(self, plan: Plan) -> Job:
        settings = self._settings
        return Job(
            name=uuid4().hex,
            code=read_packages(),
            folder=settings.folder,
            cwd=os.getcwd(),
            named=settings.paths,
            witness=self._witness(),
            configs=settings.configs,
            baseline=settings.baseline,
            answers=settings.answers,
            reports=settings.reports,
            parts=settings.parts,
            gated=settings.gated,
            file_timeout=settings.file_timeout,
            evidence={
                evidence_key(config, site): evidence.to_json()
                for config, site, evidence in self._evidence.found()
            },
            kinds=plan.kinds,
            buckets=plan.buckets,
        )

    def _witness(self) -> tuple[str, int]:
        """Return a file with its size: the first that is there, else the working folder."""
        for path in (*(target.path for target in self._targets), "."):
            with suppress(OSError):
                return os.path.abspath(path), os.stat(path).st_size
        return os.getcwd(), 0

    def _idle_patterns(self, job: Job) -> list[tuple[str, str]]:
        found = []
        with closing(Buckets(job)) as buckets:
            for root, kinds in job.kinds.items():
                config = self._configs.for_folder(root)
                if IGNORED in kinds and config.ignore_links:
                    index = BucketIndex(buckets, root, self._configs, self._sites)
                    idle = [each for each in config.ignore_links if not index.has_key((IGNORED, each))]
                    found += [(config.origin("ignore-links"), each) for each in idle]
        return found


class _Progress:
    """Tells how many files are done; those that are not compared with others are read and judged at once."""

    def __init__(self, progress: Callable[[int], None] | None, files: Mapping[int, int]) -> None:
        self._progress = progress
        self._files = files
        self._done: dict[int, int] = {}

    def __call__(self, number: int, share: float) -> None:
        """Say that so much of a partition is done."""
        if self._progress is None or number not in self._files:
            return
        done = int(self._files[number] * share)
        self._progress(done - self._done.get(number, 0))
        self._done[number] = done


def _begin(reports: Sequence[tuple[Reporter, Callable[[str], None]]]) -> None:
    for reporter, write in reports:
        write(reporter.begin())


def _in_order(numbers: Sequence[int], done: Iterator[tuple[int, Summary]]) -> Iterator[tuple[int, Summary]]:
    """Yield what is done in the order of the numbers, as soon as it is next."""
    waiting: dict[int, Summary] = {}
    for number in numbers:
        while number not in waiting:
            other, summary = next(done)
            waiting[other] = summary
        yield number, waiting.pop(number)
