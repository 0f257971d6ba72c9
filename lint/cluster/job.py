"""A run on a cluster: what each worker is told, and the files by which they tell each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple
from uuid import uuid4

from lint.archive.builders.site import Site
from lint.archive.targets import Target
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.report import ReportOptions
from lint.run.baseline import Baseline
from lint.run.packed import Packed, pack
from lint.web.answers import Answers


class Partition(NamedTuple):
    """Files that are read together.

    Parameters:
        root: the archive in which its posts are compared; empty for none.
        targets: the files.
        asked: whether they are linted; else only what they say is collected.
        folders: folders of the archive, each with the names of its files that are no posts.
    """

    root: str
    targets: list[Target]
    asked: bool = True
    folders: list[tuple[str, list[str]]] = []  # noqa: RUF012 - of a named tuple


class Job(NamedTuple):
    """What each worker is told.

    Parameters:
        name: tells it from any other run.
        code: a digest of the package, and of what else is installed.
        folder: the scratch folder.
        cwd: the client's working folder.
        named: the paths that the user named.
        witness: one of the files, with its size: a worker must see the same one.
        configs: makes what returns the configuration of a folder.
        baseline: reads the known findings.
        answers: opens what the web has said; `None` if it was not asked.
        reports: the formats, each with how it is written.
        parts: the folder into which workers write the report; empty if the client does.
        gated: as of the options of a run.
        file_timeout: as there, in seconds for each MiB.
        evidence: what samples of the sites' posts show, as JSON, by `evidence_key`.
        kinds: those of the facts that are collected, by the root of an archive.
        buckets: how many there are.
    """

    name: str
    code: str
    folder: str
    cwd: str
    named: Sequence[str]
    witness: tuple[str, int]
    configs: Callable[[], ConfigCache]
    baseline: Callable[[ConfigCache], Baseline | None]
    answers: Callable[[], Answers] | None
    reports: Sequence[tuple[str, ReportOptions]]
    parts: str
    gated: frozenset[str]
    file_timeout: float
    evidence: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    buckets: int

    def place(self, kind: str, number: int) -> str:
        """Return the path of a scratch file."""
        return os.path.join(self.folder, f"{kind}-{number:05}")

    def part(self, number: int) -> str:
        """Return the path of a part of the report."""
        ((name, _),) = self.reports
        return os.path.join(self.parts, f"part-{number:05}.{name}")


_PARTITION = Packed(Partition)


def evidence_key(config: Config, site: Site) -> str:
    """Return what stands for the evidence of a site: what gathering it depends on, but for the files."""
    return f"{config.yaml!r} {site.root!r} {site.name!r}"


def write_partition(job: Job, number: int, partition: Partition) -> None:
    """Let workers know a partition."""
    write_whole(job.place("partition", number), pack(partition))


def partition_of(job: Job, number: int) -> Partition:
    """Return what `write_partition` wrote."""
    return _PARTITION.read(read_whole(job.place("partition", number)))


def write_whole(path: str, data: bytes) -> None:
    """Write a scratch file, which is there with all its content, or not at all."""
    with written_whole(path) as file:
        file.write(data)


@contextmanager
def written_whole(path: str) -> Iterator[IO[bytes]]:
    """Open a scratch file that appears when it is whole; two tasks may write the same one."""
    temporary = f"{path}.{uuid4().hex}"
    with open(temporary, "xb") as file:
        yield file
    os.replace(temporary, path)


def read_whole(path: str) -> bytes:
    """Return the content of a scratch file."""
    with open(path, "rb") as file:
        return file.read()
