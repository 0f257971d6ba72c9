"""The three tasks of a run on a cluster; each writes a scratch file, and can be done again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from lint.archive.targets import Target
from lint.cluster.attempts import attempt
from lint.cluster.bench import Bench, bench_of, reporter
from lint.cluster.buckets import BucketIndex, Buckets, archive_of
from lint.cluster.job import Job, Partition, partition_of, read_whole, write_whole, written_whole
from lint.cluster.shuffle import read_segment, segments, write_segments
from lint.cluster.sorting import make_bucket
from lint.primitives.shared import Shared
from lint.report import Reporter, Summary
from lint.report.inert import inert
from lint.run.cache import Row, Stored, stored
from lint.run.cache_key import absolute
from lint.run.chunk import Chunk, Keys
from lint.run.chunk_linter import ChunkLinter
from lint.run.file_rows import file_posts
from lint.run.index_rows import Post
from lint.run.packed import Packed, pack
from lint.run.reading import Reader

_CHUNK = 64
_KEY = b"cluster"


class Read(NamedTuple):
    """What a reading task observed.

    Parameters:
        rows: what rules observed, by post.
        crashed: the posts in which a collector crashed.
    """

    rows: list[Row]
    crashed: list[bytes]


_READ = Packed(Read)
_PIECES = Packed(list[bytes])


def read(job: Job, number: int) -> int:
    """Lint the posts of a partition and collect what they say; return how many there are."""
    with bench_of(job) as bench:
        partition = partition_of(job, number)
        found, posts = Read([], []), []
        for folder, names in partition.folders:
            site = bench.sites.of(folder, partition.root, bench.configs.for_folder(folder))
            posts += file_posts(folder, names, partition.root, site)
        if partition.targets:
            posts += _read(bench, number, partition, found)
        some = segments(archive_of(partition.root), posts, job.buckets)
        write_whole(job.place("rows", number), pack(found))
        write_segments(job.place("facts", number), some)
        return len(partition.targets)


def _read(bench: Bench, number: int, partition: Partition, found: Read) -> list[Post]:
    targets = partition.targets
    reader = Reader(
        bench.linter,
        targets,
        lambda _: _KEY,
        contents={},
        keys=lambda *_: Keys(_KEY, None) if partition.asked else None,
        files=bench.files,
        kinds=bench.job.kinds[partition.root],
    )
    posts = []
    with attempt(bench.job.place("reading", number), bench.watch) as (watch, skipped):
        for place in _places(targets):
            each = reader.lint(Chunk(place, None, {}, skipped), watch)
            watch.rest()
            posts += each.posts
            found.rows.extend(row for _, row in each.rows)
            found.crashed.extend(each.crashed)
    return posts


def sort(job: Job, bucket: int, partitions: Sequence[int]) -> None:
    """Make a bucket of what reading tasks found."""
    places = (job.place("facts", number) for number in partitions)
    make_bucket(job.place("bucket", bucket), (read_segment(place, bucket, job.buckets) for place in places))


def judge(job: Job, number: int) -> Summary:
    """Judge the posts of a partition and write its pieces of the reports; return their summary."""
    with bench_of(job) as bench, closing(Buckets(job)) as buckets:
        partition = partition_of(job, number)
        summary, pieces = Summary(), [list[str]() for _ in job.reports]
        linter = ChunkLinter(lambda: bench.linter, bench.options, partition.targets, bench.files)
        with attempt(job.place("judging", number), bench.watch) as (watch, skipped):
            for chunk in _chunks(bench, number, partition, buckets):
                result = linter.lint(chunk._replace(skipped=skipped), watch)
                watch.rest()
                summary.merge(result.summary)
                for all_pieces, piece in zip(pieces, result.pieces, strict=True):
                    all_pieces.append(piece)
        for at, some in enumerate(pieces):
            if job.parts:
                _write_part(job, number, bench.options.reporters[at], some, summary)
            else:
                encoded = [piece.encode("utf-8", "surrogatepass") for piece in some if piece]
                write_whole(job.place(f"pieces-{at}", number), pack(encoded))
        return summary


def pieces_of(job: Job, number: int, report: int) -> list[str]:
    """Return the pieces of a report that a judging task wrote."""
    encoded = _PIECES.read(read_whole(job.place(f"pieces-{report}", number)))
    return [piece.decode("utf-8", "surrogatepass") for piece in encoded]


def _chunks(bench: Bench, number: int, partition: Partition, buckets: Buckets) -> Iterator[Chunk]:
    targets = partition.targets
    if not partition.root:
        yield from (Chunk(place, None, {}) for place in _places(targets))
        return
    found = _READ.read(read_whole(bench.job.place("rows", number)))
    rows = {os.fsdecode(row.path): row for row in found.rows}
    index = BucketIndex(buckets, partition.root, bench.configs, bench.sites)
    index.crashed.update(found.crashed)
    for place in _places(targets):
        known: dict[str, Stored] = {}
        shared: dict[str, Shared] = {}
        for target in targets[place]:
            path = absolute(target.path, os.path.join(bench.job.cwd, ""))
            if path in rows:
                known[target.path] = stored(_KEY, rows[path])
            each = index.shared(os.fsencode(path))
            if each is not None:
                shared[target.path] = each
        yield Chunk(place, None, known, shared=shared)


def _places(targets: Sequence[Target]) -> Iterator[slice]:
    return (slice(start, min(start + _CHUNK, len(targets))) for start in range(0, len(targets), _CHUNK))


def _write_part(job: Job, number: int, rendering: Reporter, pieces: Sequence[str], summary: Summary) -> None:
    """Write a whole report of a partition, which the client never reads."""
    path = job.part(number)
    ((name, options),) = job.reports
    part = reporter(name, options._replace(path=path))
    texts = [part.begin(), *(part.take(piece) for piece in pieces if piece), *part.ends(summary)]
    if not rendering.binary:
        with written_whole(path) as file:
            for text in filter(None, texts):
                file.write(inert(text, part.syntax, part.commands).encode("utf-8", "backslashreplace"))
