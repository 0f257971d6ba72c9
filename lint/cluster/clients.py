"""The connection to a Dask cluster: one of this machine, or one that runs already."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar

from lint.primitives.errors import UsageError
from lint.run import forks
from lint.run.processes import ProcessError

_INSTALL = "it needs Dask; install it with: pip install 'archive-lint[dask]'"
# Seconds until a scheduler must have answered, and until it must have a worker.
_ANSWER, _WORKER = 10, 120
_LOOPBACK = "127.0.0.1"
# As in the pool: if so many workers end, something else is wrong.
_MOST_ENDED = 50

Result = TypeVar("Result")


class Cluster:
    """A cluster that does tasks.

    Parameters:
        client: a client of Dask.
        workers: how many tasks it does at once.
        dashboard: the address of its dashboard; empty if it has none.
    """

    def __init__(self, client: Any, workers: int, dashboard: str) -> None:  # noqa: ANN401 - an extra
        self._client = client
        self.workers = workers
        self.dashboard = dashboard

    def each(
        self, task: Callable[..., Result], numbers: Sequence[int], *arguments: object
    ) -> Iterator[tuple[int, Result]]:
        """Yield what a task returns for each number, as they come.

        Parameters:
            task: is called with the first of the arguments, a number, and the other arguments; once more if a
                worker ends.

        Raises:
            UserError: as the task does.
            ProcessError: when workers end again and again.
        """
        import distributed

        # Its annotations are not complete.
        as_completed: Any = distributed.as_completed

        def submit(number: int) -> Any:  # noqa: ANN401 - as above
            return self._client.submit(task, arguments[0], number, *arguments[1:], pure=False)

        ended = 0
        waiting = {submit(number): number for number in numbers}
        done = as_completed(list(waiting), loop=self._client.loop)
        for future in done:
            number = waiting.pop(future)
            try:
                result = future.result()
            except distributed.KilledWorker as error:
                ended += 1
                if ended > _MOST_ENDED:
                    raise ProcessError(
                        f"workers of the cluster have ended again and again: {error}"
                    ) from error
                again = submit(number)
                waiting[again] = number
                done.add(again)
                continue
            yield number, result


@contextmanager
def cluster(scheduler: str | None, jobs: int, folder: str, *, processes: bool = True) -> Iterator[Cluster]:
    """Give a cluster, and close the connection at the end; a local one is ended, too.

    Parameters:
        scheduler: the address of its scheduler; `None` for a cluster on this machine.
        jobs: how many processes a local one has; 0 for one per processor.
        folder: where a local one keeps its own files.
        processes: whether workers of a local one are processes of their own.

    Raises:
        UsageError: without Dask, or if no scheduler or worker answers.
    """
    try:
        import distributed
        from dask import config as dask_config
    except ImportError as error:
        raise UsageError(f"--engine dask: {_INSTALL}") from error
    dask: Any = distributed  # its annotations are not complete
    for name in ("distributed", "distributed.nanny", "distributed.worker", "distributed.scheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        address: object = scheduler
        if scheduler is None:
            # Each look at what a worker does, a hundred a second, takes time of the posts.
            local = {"distributed.worker.profile.enabled": False, "temporary-directory": folder}
            stack.enter_context(dask_config.set(local))
            try:
                address = stack.enter_context(
                    dask.LocalCluster(
                        n_workers=jobs or forks.processors(),
                        threads_per_worker=1,
                        processes=processes,
                        host=_LOOPBACK if processes else None,
                        dashboard_address=f"{_LOOPBACK}:0",
                        silence_logs=logging.CRITICAL,
                        local_directory=folder,
                        # Whoever reaches a scheduler can run code as its user: so it has keys of its own.
                        security=dask.Security.temporary() if processes else None,
                    )
                )
            except KeyboardInterrupt:
                # At exit, Dask would close what has not begun, and complain. Its processes end with this one.
                logging.getLogger("asyncio").setLevel(logging.CRITICAL)
                atexit.unregister(dask.deploy.spec.close_clusters)
                raise
        try:
            _refuse_odd(scheduler)
            client = stack.enter_context(dask.Client(address, timeout=_ANSWER, set_as_default=False))
            client.wait_for_workers(1, timeout=_WORKER)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"--scheduler {scheduler}: no scheduler or worker answers: {error}") from error
        yield Cluster(client, sum(client.nthreads().values()), _dashboard(client))


def _refuse_odd(scheduler: str | None) -> None:
    """Raise ValueError for an address without a port: a client that begins with it complains at exit."""
    from distributed.comm.addressing import parse_address, parse_host_port

    if scheduler is not None:
        scheme, place = parse_address(scheduler)
        if scheme in ("tcp", "tls"):
            parse_host_port(place)


def _dashboard(client: Any) -> str:  # noqa: ANN401 - an extra
    """Return the address of the dashboard; empty if there is none, since its pages need bokeh."""
    services = client.scheduler_info().get("services", {})
    return str(client.dashboard_link) if "dashboard" in services and find_spec("bokeh") else ""
