"""What posts say, on its way from the tasks that read to those that sort: by the hash of the key.

A reading task writes one file, with a segment for each bucket; a sorting task reads one segment of each file.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lint.cluster.job import written_whole
from lint.run.index_entries import entries
from lint.run.index_rows import Post, post_id
from lint.run.packed import Packed, pack

_ENTRY = struct.Struct("<Q")


class Segment(NamedTuple):
    """What some posts say that belongs into one bucket.

    Parameters:
        archive: the archive of the posts.
        posts: those whose own number belongs there, each with the number.
        said: the posts that keys belong to: their numbers and paths.
        keys: each key with the value that is counted, and the index of the post in `said`.
        near: each name of a place, with the index of the post.
    """

    archive: bytes
    posts: list[tuple[int, Post]]
    said: list[tuple[int, bytes]]
    keys: list[tuple[int, int, int]]
    near: list[tuple[int, int]]


_SEGMENT = Packed(Segment)


def bucket_of(number: int, buckets: int) -> int:
    """Return the bucket of a key, or of a post: the last two bits of a key say how it is judged."""
    return (number >> 2) % buckets


def segments(archive: bytes, posts: Iterable[Post], buckets: int) -> list[Segment]:
    """Return what posts say, by bucket."""
    made = [Segment(archive, [], [], [], []) for _ in range(buckets)]
    for post in posts:
        number = post_id(archive, post.path)
        made[bucket_of(number, buckets)].posts.append((number, post))
        found = entries(archive, [post])
        places: dict[int, int] = {}  # of the post in `said`, by bucket

        for bucket in {bucket_of(key, buckets) for key, *_ in (*found.keys.each(), *found.near.each())}:
            places[bucket] = len(made[bucket].said)
            made[bucket].said.append((number, post.path))
        for key, value, _ in found.keys.each():
            bucket = bucket_of(key, buckets)
            made[bucket].keys.append((key, value, places[bucket]))
        for key, _ in found.near.each():
            bucket = bucket_of(key, buckets)
            made[bucket].near.append((key, places[bucket]))
    return made


def write_segments(path: str, some: Sequence[Segment]) -> None:
    """Write the segments of a reading task."""
    packed = [pack(each) for each in some]
    with written_whole(path) as file:
        for data in packed:
            file.write(_ENTRY.pack(len(data)))
        file.writelines(packed)


def read_segment(path: str, bucket: int, buckets: int) -> Segment:
    """Read the segment of one bucket."""
    with open(path, "rb") as file:
        sizes = [size for (size,) in _ENTRY.iter_unpack(file.read(_ENTRY.size * buckets))]
        file.seek(sum(sizes[:bucket]), os.SEEK_CUR)
        return _SEGMENT.read(file.read(sizes[bucket]))
