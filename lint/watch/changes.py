"""Waits for changes in an archive: by the system's notices, else by looking again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NamedTuple

from watchfiles import Change, watch

from lint.archive.archive_files import MEDIA, decides
from lint.archive.conventions import MADE, SUFFIXES
from lint.archive.discovery import found_below
from lint.config.nearest import ConfigCache
from lint.primitives.bounds import is_in

_BASELINE = ".lint-baseline.jsonl"
# Milliseconds: how long changes are gathered, and the pauses between looks where the system sends no notices,
# each of which reads the times of all files.
_GATHERED, _PAUSE = 400, 2_000
_READY = 50


class Changed(NamedTuple):
    """What has changed: the posts that are still there, and whether anything else that matters has."""

    posts: list[str]
    others: bool

    @property
    def matters(self) -> bool:
        """Whether findings may be others now."""
        return bool(self.posts) or self.others


class Watched:
    """Watches files and folders from when it is made.

    Parameters:
        paths: absolute paths.
        poll: whether to look again and again instead of waiting for the system's notices.
        say: is called with what a user should know.

    Raises:
        OSError: when they cannot be watched at all.
    """

    def __init__(self, paths: Sequence[str], say: Callable[[str], None], *, poll: bool = False) -> None:
        self._paths = paths
        self._say = say
        self._poll = poll
        self._batches = self._begun()

    def _begun(self) -> Generator[set[tuple[object, str]]]:
        """Return changes from now on."""
        # Whoever passes by the folders that may not be read, passes by those without notices, too.
        for passes_by in () if self._poll else (False, True):
            try:
                return _ready(self._paths, poll=False, passes_by=passes_by)
            except FileNotFoundError:
                raise
            except PermissionError:
                continue
            except OSError as error:
                reason = str(error).partition(" about [")[0]
                self._say(
                    f"the system cannot watch so many folders ({reason}); every file is looked at again and"
                    " again instead, which takes processor time"
                )
                break
        self._poll = True
        return _ready(self._paths, poll=True, passes_by=True)

    def changes(self, configs: Callable[[], ConfigCache]) -> Iterator[Changed]:
        """Yield what has changed since the last time, each time that findings may be others.

        Parameters:
            configs: returns the configurations as they are now.
        """
        try:
            while True:
                changed = self._next(configs)
                if changed.matters:
                    yield changed
        finally:
            self._batches.close()

    def _next(self, configs: Callable[[], ConfigCache]) -> Changed:
        try:
            batch = next(self._batches)
        except (OSError, RuntimeError):
            # Something has changed that watchfiles has no words for, such as a name that is not UTF-8.
            self._batches = self._begun()
            return Changed([], others=True)
        if not batch:
            return Changed([], others=False)
        added = frozenset(path for change, path in batch if change is Change.added)
        return self._sorted_out(sorted({path for _, path in batch}), added, configs)

    def _sorted_out(
        self, paths: Sequence[str], added: frozenset[str], configs: Callable[[], ConfigCache]
    ) -> Changed:
        roots = [path for path in self._paths if os.path.isdir(path)]
        known = configs()
        for root in roots:
            known.bounds.name(root)
        posts: list[str] = []
        others = False
        for path in paths:
            above = next((each for each in roots if is_in(path, each)), None)
            is_named = path in self._paths
            if path in roots or (not is_named and (above is None or _is_passed_by(path, above))):
                continue
            if path in added and os.path.isdir(path):
                others = True  # of what came into it before it was watched, no notice comes
            elif not path.lower().endswith(SUFFIXES) and not is_named:
                others |= path.lower().endswith(MEDIA) or _decides(path)
            elif is_named or (above is not None and found_below(above, path, known) is not None):
                if os.path.lexists(path):
                    posts.append(path)
                else:
                    others = True
        return Changed(posts, others)


def _ready(paths: Sequence[str], *, poll: bool, passes_by: bool) -> Generator[set[tuple[object, str]]]:
    """Return changes, once the system has been told what to watch; raise OSError if it cannot be."""
    try:
        batches = _batches(paths, poll=poll, passes_by=passes_by)
        next(batches)
    except RuntimeError as error:  # such as no more inotify instances
        raise OSError(str(error)) from error
    return batches


def _batches(paths: Sequence[str], *, poll: bool, passes_by: bool) -> Generator[set[tuple[object, str]]]:
    """Yield changes; an empty set first, once the system has been told what to watch."""
    return (
        {(change, path) for change, path in batch}
        for batch in watch(
            *paths,
            watch_filter=None,
            debounce=_GATHERED,
            step=_READY,
            rust_timeout=_READY if not poll else _PAUSE,
            yield_on_timeout=True,
            force_polling=True if poll else None,
            poll_delay_ms=_PAUSE,
            ignore_permission_denied=passes_by,
        )
    )


def _is_passed_by(path: str, root: str) -> bool:
    """Return whether a run passes a file by because of a folder's name, or an editor's temporary file."""
    parts = os.path.relpath(path, root).split(os.sep)
    hidden = any(part[0] == "." for part in parts[:-1]) or (parts[-1][0] == "." and not _decides(path))
    return hidden or not MADE.isdisjoint(parts) or path.endswith("~")


def _decides(path: str) -> bool:
    return decides(path) or os.path.basename(path) == _BASELINE
