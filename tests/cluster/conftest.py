"""A cluster in the process of the tests: its scheduler has a port of the loopback."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Archive
from tests.index.conftest import post


@pytest.fixture(scope="package")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with one worker, a thread of this process.

    It ends with the tests of this folder: Hypothesis's of other ones need a process without threads.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Dask's own
        import distributed

        dask: Any = distributed
        with dask.LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            protocol="tcp",
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster:
            yield cluster.scheduler_address


@pytest.fixture
def shared(archive: Archive, indexed: None) -> Archive:
    """A site whose posts have a source, links and a broken one in common with others, in two folders."""
    archive.write("_config.yml", "title: Rain\n")
    archive.write("assets/rain.png", b"\x89PNG")
    for number in range(12):
        text = f'<a href="/2021/05/03/p{number + 1}.html">next</a> <img src="/assets/Rain.png"> http://'
        archive.write(f"_posts/2021-05-03-p{number}.md", post(number // 2, text=text))
    archive.write("_posts/more/2021-05-04-other.md", post(1).replace("Harbour Post ]", "harbour post ]", 1))
    archive.write("_posts/2021-05-05-broken.md", "---\ntitle: [\n---\n")
    missing = (
        "[a](/2021/05/03/p99.html) [b](/2021/05/03/P1.html) ![c](/assets/Rain.png) ![d](/assets/rian.png)"
    )
    archive.write("_posts/2021-05-04-own.md", f"---\ntitle: Own\n---\n{missing}\n")
    archive.write("_posts/2021-05-05-bytes.md", b"---\ntitle: \xff\n---\n")
    if sys.platform == "linux":
        archive.write(os.fsdecode(b"_posts/2021-05-06-\xff.md"), post(2))
    return archive
