"""What holds an archive without being a folder, such as `archive.tar.xz`: it is linted as if it were one.

Its members are written to a temporary folder, which is the working folder until the command has run. So
everything is named as if the archive were unpacked here.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from typing import TYPE_CHECKING

from lint.cli.output import leads_out, named, named_without
from lint.primitives.bounds import is_in
from lint.primitives.errors import OutputError, UsageError, UserError
from lint.store.addresses import is_address, may_be_written, shown
from lint.store.named import is_store

if TYPE_CHECKING:
    from lint.store.spool import Spool

# The commands' options for files that are the user's, and not the store's.
_INPUTS = ("config", "baseline", "cache_dir")


@contextmanager
def entered(options: argparse.Namespace) -> Iterator[None]:
    """Let a command lint what is in a store, if its arguments name one.

    Raises:
        UsageError: if the command cannot do with a store what it is asked to.
        StoreError: if nothing of it can be read.
        OutputError: if a file that was fixed cannot be written.
    """
    paths, rev = getattr(options, "paths", []), getattr(options, "rev", None)
    stores = [path for path in paths if is_address(path) or is_store(path)]
    if not stores and rev is None:
        yield
        return
    name = shown(stores[0]) if stores else f"revision {rev}"
    _refuse(options, name, stores)
    _keep_files(options)
    for store in stores:
        _refuse_overwriting(options, store)
    from lint.primitives.temporary import temporary_folder
    from lint.store.room import MEMORY, room_in_memory
    from lint.store.spool import Spool

    with ExitStack() as folders:
        room = room_in_memory()
        folder = folders.enter_context(temporary_folder(MEMORY if room else None))
        larger = (lambda: folders.enter_context(temporary_folder())) if room else None
        spool = Spool(folder, room, larger)
        options.given = [*map(shown, paths)]
        if rev is not None:
            here, options.paths = _revision(spool, rev, paths, name)
        elif is_address(stores[0]):
            from lint.cli.addressed import take

            options.deliver = take(spool, stores[0], folders)
            here, options.paths = spool.root, spool.whole()
        else:
            here, options.paths = spool.root, _archive(spool, stores[0])
        options.refused, options.store_root = spool.refusals, spool.root
        options.no_cache = True  # the files of the next run have other names and times
        with chdir(here), named_without(spool.root):
            try:
                yield
            except UserError as error:  # which is said when the folder is gone
                raise UserError(named(str(error))) from error


def _fixes(options: argparse.Namespace) -> list[str]:
    """Return the options with which files are written."""
    return [each for each in ("fix", "unsafe_fixes", "add_ignores") if getattr(options, each, False)]


def _refuse(options: argparse.Namespace, name: str, stores: list[str]) -> None:
    if not hasattr(options, "rev"):
        raise UsageError(
            f"{name} holds an archive, in which nothing is written; unpack it to use this command"
        )
    if stores and options.rev is not None:
        raise UsageError(f"--rev cannot be used with {name}: a revision is one of a git repository")
    if stores and len(options.paths) > 1:
        raise UsageError(f"{name} holds an archive, and cannot be combined with other paths")
    fixes = _fixes(options)
    if fixes and not options.diff and not may_be_written(name):
        option = fixes[0].replace("_", "-")
        raise UsageError(
            f"--{option} cannot be used with {name}: nothing is written there;"
            " unpack it, or use --diff to get a patch"
        )
    for each in ("staged", "since"):
        if getattr(options, each, None):
            raise UsageError(f"--{each} cannot be used with {name}: it compares the working copy")
    if options.paths == ["-"]:
        raise UsageError("standard input has no history; --rev needs files")


def _keep_files(options: argparse.Namespace) -> None:
    """Name the user's own files so that they are found from another working folder."""
    for each in _INPUTS:
        if (path := getattr(options, each, None)) is not None:
            setattr(options, each, os.path.abspath(path))
    if options.schema is not None and options.schema.endswith(".json"):
        options.schema = os.path.abspath(options.schema)
    if options.output_file is not None:
        options.output_file = _output(options.output_file)
    if isinstance(options.output_format, list):
        formats = (each.partition(":") for each in options.output_format)
        options.output_format = [
            f"{format_}:{_output(path)}" if path else format_ for format_, _, path in formats
        ]


def _refuse_overwriting(options: argparse.Namespace, store: str) -> None:
    """Raise OutputError for a report that would replace the archive in a file."""
    formats = options.output_format if isinstance(options.output_format, list) else []
    for path in (options.output_file, *(each.partition(":")[2] for each in formats)):
        if path and os.path.realpath(path) == os.path.realpath(store):
            raise OutputError(f"{store}: the report would overwrite the archive")


def _output(path: str) -> str:
    if leads_out(path):  # which can be told here only
        real = os.path.realpath(path)
        raise OutputError(f"{path}: is a link to {real}, outside of the archive; name that file instead")
    return os.path.abspath(path)


def _archive(spool: Spool, path: str) -> list[str]:
    from lint.store.named import opened

    with opened(path) as store:
        spool.take(store, path)
    return spool.whole()


def _revision(spool: Spool, rev: str, paths: list[str], name: str) -> tuple[str, list[str]]:
    """Spool a revision; return the folder in it that is like the working folder, and the paths from there."""
    from lint.store.revision import RevisionStore

    store = RevisionStore(rev)
    spool.take(store, name)
    top, here = os.path.realpath(store.top), os.path.join(spool.root, store.below)
    from_root = [
        os.path.relpath(os.path.realpath(path), top)
        if os.path.isabs(path)
        else os.path.normpath(os.path.join(store.below, path))
        for path in paths
    ]
    for path, real in zip(paths, from_root, strict=True):
        if real.split(os.sep)[0] == os.pardir:
            raise UsageError(f"{path} is outside of the repository; --rev needs paths in it")
    if store.below and not all(is_in(name, store.below) for name in from_root):
        return spool.root, from_root  # or names would be those of the temporary folder
    if not os.path.isdir(here):
        raise UsageError(f"--rev {rev}: there is no folder {store.below} in it")
    return here, [
        os.path.join(spool.root, name) if os.path.isabs(path) else path
        for path, name in zip(paths, from_root, strict=True)
    ]
