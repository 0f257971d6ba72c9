"""`--online`: the URLs of the posts are asked before these are linted, so that rules know what answered."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.discovery import Discovery
from lint.archive.targets import Target
from lint.cli.output import say
from lint.cli.shared_arguments import home_of
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.trust import own_file, trusts
from lint.primitives.errors import UsageError
from lint.primitives.text import counted
from lint.web.settings import RESOLVERS, HostSettings, OnlineSettings

if TYPE_CHECKING:
    from socket import socket

    from lint.cli.progress import WebBar  # only on a terminal
    from lint.web.asked import Asked
    from lint.web.store import Store

_DAY = 86_400.0
_INSTALL = "it needs aiohttp and more; install them with: pip install 'archive-lint[online]'"


class Verdicts(NamedTuple):
    """What came of asking.

    Parameters:
        store: has the verdicts.
        is_untouched: returns whether all that a post wants is alive: then what earlier runs observed holds.
        settings: how the web was asked.
        newly_dead: whether what is dead counts only if it was alive before.
    """

    store: Store
    is_untouched: Callable[[Target], bool]
    settings: OnlineSettings
    newly_dead: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument_group("the web").add_argument
    add(
        "--online", action="store_true", help="ask the links and images, and report what is dead or has moved"
    )
    add(
        "--newly-dead",
        action="store_true",
        help="with --online: of what is dead, report only what was alive in an earlier run",
    )
    add(
        "--check-fragments",
        action="store_true",
        help="with --online: report links to anchors that their pages do not have",
    )
    add_limits(parser)


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Declare the limits of a run, and permission for private addresses."""
    add = parser.add_argument_group("limits of asking").add_argument
    add("--max-time", type=_positive, metavar="SECONDS", help="ask for so long; the next run goes on")
    add("--max-requests", type=_positive, metavar="N", help="ask so many times; the next run goes on")
    add(
        "--since-verdict",
        type=_positive,
        metavar="DAYS",
        help="ask again what was last asked more than so many days ago (default: by verdict)",
    )
    add("--allow-private", action="store_true", help="ask private and local addresses as well")


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:10]) < 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is not valid; expected a whole number above 0")
    return int(text)


@contextmanager
def verdicts(
    options: argparse.Namespace,
    configs: ConfigCache,
    found: Discovery,
    contents: Mapping[str, bytes] = MappingProxyType({}),
    *,
    lints: bool = False,
) -> Iterator[Verdicts]:
    """Ask the URLs of some posts, and let rules know what answered until this ends.

    Parameters:
        contents: bytes that count instead of a file's own, by canonical path.
        lints: whether posts that must be read are linted, too.

    Raises:
        UsageError: without the libraries that it needs.
        UserError: for an invalid configuration.
    """
    if not all(map(find_spec, ("aiohttp", "imagesize"))):  # an extra
        raise UsageError(f"--online: {_INSTALL}")
    import asyncio  # as much again as all that a run imports
    from tempfile import TemporaryDirectory

    from lint.cli.asking_process import asking_process
    from lint.cli.wanted_posts import untouched, want_all
    from lint.run.verdict_file import open_verdicts
    from lint.web.answers import Answers
    from lint.web.choice import Choice
    from lint.web.many_files import allow_connections

    settings = settings_of(options, configs)
    _make_cache(options, configs)
    allow_connections()
    with (
        TemporaryDirectory(prefix="archive-lint-") as own,
        open_verdicts(_folder(options, configs, own)) as store,
    ):
        if store.trouble is not None:
            say(f"lint: warning: {store.trouble}")
        want_all(store, found, configs, options, contents, lints=lints)
        with asking_process(store, settings, options.jobs) as connection:
            asked = asyncio.run(_ask(store, settings, connection))
        _say(asked)
        newly_dead = getattr(options, "newly_dead", False)
        configs.answers = answers = Answers(
            store,
            left_out=Choice(settings).left_out,
            newly_dead=newly_dead,
            fragments=settings.fragments,
        )
        alive = untouched(store, answers) if lints else frozenset()
        yield Verdicts(store, lambda target: os.fsencode(target.path) in alive, settings, newly_dead)


def settings_of(options: argparse.Namespace, configs: ConfigCache) -> OnlineSettings:
    """Return how the web is asked: by the archive's configuration, if the user trusts it, and by options."""
    config = configs.for_folder(home_of(configs))
    settings = _configured(config)
    given = {
        "max_time": float(options.max_time) if options.max_time else None,
        "max_requests": options.max_requests,
        "max_age": options.since_verdict * _DAY if options.since_verdict else None,
        "allow_private": options.allow_private or None,
        # A list of verdicts has none on anchors.
        "fragments": (options.check_fragments or None) if hasattr(options, "check_fragments") else False,
    }
    return settings._replace(**{name: value for name, value in given.items() if value is not None})


def _configured(config: Config) -> OnlineSettings:
    table = config.online
    if table is None:
        return OnlineSettings()
    given = {name: value for name, value in table._asdict().items() if value is not None}
    if not trusts(config):
        say(
            f"lint: warning: {config.place('online')}: not used, since it came with the archive;"
            f" to trust the archive, use --trust, or add {config.root!r} to `trust` in {own_file()}"
        )
        return OnlineSettings()
    if table.hosts is not None:
        given["hosts"] = {
            name.lower(): HostSettings(
                own.concurrency or 0, -1.0 if own.interval is None else own.interval, own.headers, own.accept
            )
            for name, own in table.hosts.items()
        }
    if table.remap is not None:
        given["remap"] = tuple(table.remap.items())
    return OnlineSettings(**given)


def _folder(options: argparse.Namespace, configs: ConfigCache, own: str) -> str:
    """Return the folder of the verdicts: that of the cache, or the run's own."""
    from lint.cli.cache_place import root_of
    from lint.run.cache_folder import folder_of

    home = home_of(configs)
    root = None if options.no_cache else root_of(options, home)
    return folder_of(home, own if root is None else root)


def _make_cache(options: argparse.Namespace, configs: ConfigCache) -> None:
    """Have the database of the cache made: that is done alone, and verdicts have the same lock."""
    from lint.cli.cache_place import cache_of, root_of

    if not options.no_cache and root_of(options, home_of(configs)) is not None:
        cache = cache_of(options, configs)
        if cache is not None:
            cache.close()


async def _ask(store: Store, settings: OnlineSettings, connection: socket | None) -> Asked:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from lint.cli.asking_process import client_through
    from lint.web import judgement
    from lint.web.hosts import Hosts
    from lint.web.mementos import with_archives
    from lint.web.rescue import COPIES, rescue_all
    from lint.web.schedule import ask_all

    settings = with_archives(settings)
    hosts = Hosts(settings)
    bar = _bar()
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(RESOLVERS))
    end = loop.time() + settings.max_time if settings.max_time else None
    async with client_through(settings, connection) as client:
        try:
            asked = await ask_all(
                store, settings, judgement, client=client, hosts=hosts, progress=bar.asked if bar else None
            )
            if asked.is_whole and settings.timegates:
                most = settings.max_requests - client.requests if settings.max_requests else None
                told = bar.rescued if bar else None
                left = await rescue_all(store, settings, client, hosts, end=end, most=most, progress=told)
                if left:
                    asked.not_asked[COPIES] += left
        finally:
            if bar is not None:
                bar.end()
    return asked


def _bar() -> WebBar | None:
    import sys

    if not sys.stderr.isatty():
        return None
    from lint.cli.progress import WebBar

    return WebBar()


def _say(asked: Asked) -> None:
    made = ", ".join(f"{count:,} {state}" for state, count in sorted(asked.states.items()))
    known = f"; {asked.known:,} known from earlier runs" if asked.known else ""
    say(f"lint: asked {counted(asked.urls, 'URL')}{': ' + made if made else ''}{known}")
    if asked.not_asked:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(asked.not_asked.items()))
        say(f"lint: not asked: {reasons}")
