"""`lint init`: a starting configuration, drawn from the archive."""

import argparse
import json
import os
import tomllib
from collections.abc import Iterator

from lint.archive.discovery import find
from lint.cli.output import CLEAN, FAILED, ProgressBar, say, say_unchecked
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.reader import load_file
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.primitives.errors import OutputError, UsageError
from lint.primitives.rewrite import write_whole
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.rule.registry import load as load_rules
from lint.run.evidence import Evidence, FieldEvidence, gather

DESCRIPTION = """\
Read the archive and write a commented lint.toml: its dialect and schema, its
timezone by evidence, the rules that fire on more than half of the posts as
notes, its image proxies, and its fields as they were found.
"""
FILE = "lint.toml"
_SHOWN_VALUES = 6
_ZONES = {
    -8: "America/Los_Angeles", -5: "America/New_York", -3: "America/Sao_Paulo", 1: "Europe/Berlin",
    2: "Europe/Kyiv", 3: "Europe/Moscow", 8: "Asia/Shanghai", 9: "Asia/Tokyo", 10: "Australia/Sydney",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="?", default=".", metavar="FOLDER", help="the archive (default: here)")
    parser.add_argument("--force", action="store_true", help="write over a lint.toml that is there")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    folder = options.path
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: expected a folder")
    path = os.path.join(folder, FILE)
    if os.path.lexists(path) and not options.force:
        raise UsageError(f"{path} exists: --force writes it anew")
    configs = ConfigCache(Config(root=os.path.abspath(folder)))
    found = find([folder], configs)
    if not found.targets:
        raise UsageError(f"{folder}: no posts were found")
    linter = Linter(configs)
    with ProgressBar(len(found.targets)) as bar:
        seen, scopes = gather(found.targets, linter, bar.update)
    say_unchecked((), (*found.unreadable, *seen.unread))
    if not scopes:
        return FAILED
    main = scopes[seen.sites.most_common(1)[0][0]]
    text = "\n".join(_lines(seen, main, scopes)) + "\n"
    tomllib.loads(text)
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    load_file(path)
    say(f"lint: {path}: drawn from {counted(seen.posts, 'post')}")
    say("lint: next: lint --statistics, lint --diff, lint --fix, lint baseline")
    return FAILED if found.unreadable or seen.unread else CLEAN


def _lines(seen: Evidence, scope: Scope, scopes: dict[str, Scope]) -> Iterator[str]:
    settings = scope.settings
    yield f"# Drawn by `lint init` from {seen.posts:,} posts. Every key: docs/configuration.md."
    yield ""
    yield f"dialect = {_toml(settings.dialect)}  # {_comment(scope.reasons['dialect'])}"
    yield f"schema = {_toml(settings.schema.name)}  # {_comment(scope.reasons['schema'])}"
    if len(scopes) > 1:
        yield "# There are other sites below, which a lint.toml of their own can settle:"
        for root, count in seen.sites.most_common()[1:]:
            other = scopes[root].settings
            name = _comment(os.path.relpath(root, scope.site.root))
            yield f"#   {name}: {count:,} posts, {other.dialect}, {other.schema.name}"
    yield from _timezone(seen)
    yield ""
    yield from _severities(seen)
    yield from _proxies(seen)
    yield from _fields(seen)


def _timezone(seen: Evidence) -> Iterator[str]:
    yield ""
    offset = seen.offset
    if offset is not None:
        example = _ZONES.get(offset)
        zone = f"Etc/GMT{-offset:+d}"
        hint = f"; {example} has it" if example else ""
        share = f"{seen.offsets[offset]:,} of {seen.dated:,}"
        yield f"# {share} file names are dated {offset:+d} h from UTC{hint}."
        yield f"timezone = {_toml(example or zone)}"
    elif seen.telling:
        best, count = seen.offsets.most_common(1)[0] if seen.offsets else (0, 0)
        yield f"# File names agree with no timezone: {best:+d} h explains {count:,} of {seen.dated:,}."
        yield '# timezone = "Asia/Shanghai"'
    elif seen.dated:
        yield f"# All {seen.dated:,} dates fall on the day of their file name in UTC, which tells nothing."
        yield '# timezone = "UTC"'
    else:
        yield "# No post has a date with a timezone and a date in its name."
        yield '# timezone = "Asia/Shanghai"'


def _severities(seen: Evidence) -> Iterator[str]:
    names = {rule.code: rule.name for rule in load_rules()}
    often = {code for code, posts in seen.rules.items() if posts * 2 > seen.posts}
    # An error stays one, however often: the build breaks, or the reader sees it.
    frequent = sorted(often & {rule.code for rule in load_rules() if rule.severity != "error"})
    if frequent:
        yield "# What fires on more than half of the posts tells little of any one of them."
    yield "[severity]"
    for code in frequent:
        posts = seen.rules[code]
        share = f"{posts:,} of {seen.posts:,} posts ({posts / seen.posts:.0%})"
        yield f'{code} = "info"  # {names.get(code, "")}: {share}'
    others = [item for item in seen.rules.most_common() if item[0] not in frequent]
    for code, posts in others:
        yield f"# {code}  {names.get(code, '')}: {posts:,} posts ({posts / seen.posts:.1%})"
    yield ""


def _proxies(seen: Evidence) -> Iterator[str]:
    if not seen.proxies:
        return
    yield "# Image proxies in use:"
    for name, count in seen.proxies.most_common():
        yield f"#   {_comment(name)}: {count:,} URLs"
    listed = ", ".join(_toml(name) for name, _ in seen.proxies.most_common())
    yield "# [rules.PRX009]"
    yield f"# allowed = [{_comment(listed)}]  # any other is an error"
    yield ""


def _fields(seen: Evidence) -> Iterator[str]:
    yield "# Fields as found. To demand what is seen here, take the # away from a table."
    for name, each in sorted(seen.fields.items(), key=lambda item: -item[1].posts):
        types = ", ".join(f"{kind} {count:,}" for kind, count in each.types.most_common())
        share = f"{each.posts / max(seen.readable, 1):.1%}"
        yield f"# {_comment(name)}: in {each.posts:,} posts ({share}); {types}{_values(each)}"
        if each.posts >= seen.readable and len(each.types) == 1:
            (kind,) = each.types
            yield f"#   [fields.{_comment(_toml(name))}]"
            yield "#   required = true"
            if kind in ("text", "boolean", "date", "list", "mapping", "number"):
                yield f'#   type = "{kind}"'


def _values(each: FieldEvidence) -> str:
    if not each.values:
        return ""
    shown = ", ".join(_comment(_toml(value)) for value, _ in each.values.most_common(_SHOWN_VALUES))
    more = len(each.values) - _SHOWN_VALUES
    return f"; values {shown}" + (f" and {more} more" if more > 0 else "")


def _toml(text: str) -> str:
    """Give a text as a basic string of TOML, which is JSON's but for DEL."""
    return json.dumps(printable(text), ensure_ascii=False)


def _comment(text: str) -> str:
    return printable(text)
