"""`lint links`: every link and image of some posts, one per line, for other tools."""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lint.archive.discovery import Discovery, shown_name
from lint.archive.targets import Target
from lint.cli import online
from lint.cli.output import CLEAN, FAILED, Output, say_unchecked
from lint.cli.shared_arguments import (
    add_file_timeout,
    add_paths,
    add_rev,
    add_selection,
    configs_of,
    found_in,
    refuse_paths_beside_standard_input,
    say_unused,
)
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.post.document import Document
from lint.post.link_records import links, records
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import Source
from lint.report.inert import Syntax
from lint.report.json_lines import encode
from lint.report.printable import printable
from lint.run import pool
from lint.run.budget import UNWATCHED, Budget, Watch
from lint.run.chunk import Chunk
from lint.run.evidence import EvidenceFinder
from lint.web.known import Known
from lint.web.verdict import Kind, State

DESCRIPTION = """\
List every link and image in the posts, one JSON object per line: its position,
its absolute URL, its image proxy, and the URL of the original image.
With --check, ask each URL once, and list what came of it.
With --unreferenced, list the files that nothing refers to, one path per line.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_paths(parser)
    parser.add_argument("--output-format", choices=("jsonl", "text"), default="jsonl", help="default: jsonl")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--check",
        action="store_true",
        help="ask the URLs, and list the verdict on each, one JSON object per line",
    )
    what.add_argument(
        "--unreferenced",
        action="store_true",
        help="list the images and downloads of the sites instead whose names no text of the site has",
    )
    parser.add_argument("--output-file", metavar="FILE", help="write the list to this file")
    files = add_selection(parser)
    add_rev(files)
    files.add_argument(
        "--cache-dir", metavar="DIR", help="where verdicts are kept (default: the user's cache folder)"
    )
    add_file_timeout(files)
    online.add_limits(parser)
    parser.set_defaults(no_cache=False, jobs=0)  # as of a check


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    refuse_paths_beside_standard_input(options)
    configs = configs_of(options, index=options.check)
    found = found_in(options, configs)
    say_unchecked(found.missing, ())
    say_unused(configs)
    output = Output(options.output_file)
    if options.unreferenced:
        _list_unreferenced(found, configs, output)
        output.close()
        return FAILED if found.missing or found.unreadable else CLEAN
    if options.check:
        with online.verdicts(options, configs, found) as asked:
            for url, kind, known in asked.store.verdicts():
                if kind is Kind.ANCHORS:
                    continue
                output.write(encode(_verdict(url, kind, known)) + "\n", syntax=Syntax.JSON)
        output.close()
        say_unchecked((), found.unreadable)
        return FAILED if found.missing or found.unreadable else CLEAN
    is_text = options.output_format == "text"
    syntax = Syntax.TEXT if is_text else Syntax.JSON
    unchecked = []
    budget = Budget(options.file_timeout)
    lister = _Lister(found.targets, configs, _text_lines if is_text else _json_lines, budget)
    for text, not_read in pool.each(len(found.targets), lister, budget):
        output.write(text, syntax=syntax)
        unchecked += not_read
    output.close()
    say_unchecked((), (*found.unreadable, *unchecked))
    return FAILED if found.missing or found.unreadable or unchecked else CLEAN


def _verdict(url: str, kind: Kind, known: Known | None) -> dict[str, object]:
    if known is None:
        return {"url": url, "kind": kind, "verdict": State.NOT_ASKED}
    verdict = known.verdict
    return {
        "url": url,
        "kind": kind,
        "verdict": verdict.state,
        "status": verdict.status or None,
        "reason": verdict.reason or None,
        "final": verdict.final or None,
        "asked": datetime.fromtimestamp(verdict.asked, UTC).isoformat(timespec="seconds"),
        "since": datetime.fromtimestamp(known.since, UTC).isoformat(timespec="seconds"),
        "newly_dead": known.is_newly_dead,
    }


def _list_unreferenced(found: Discovery, configs: ConfigCache, output: Output) -> None:
    from lint.archive.sites import Sites
    from lint.archive.unreferenced import unreferenced

    sites = found.sites or Sites(configs.listings)
    folders = {(os.path.dirname(os.path.abspath(each.path)), each.top) for each in found.targets}
    roots = {sites.of(folder, top, configs.for_folder(folder)).root for folder, top in folders}
    cwd = os.getcwd()
    for root in sorted(roots):
        for path in unreferenced(root, configs.bounds):
            output.write(printable(shown_name(path, cwd)) + "\n", syntax=Syntax.TEXT)


class _Lister:
    """Lists the links of chunks of files, and the files that could not be read with the reason."""

    def __init__(
        self,
        targets: Sequence[Target],
        configs: ConfigCache,
        lines: Callable[[Document], str],
        budget: Budget,
    ) -> None:
        self._targets = targets
        self._lines = lines
        self._linter = Linter(configs, evidence=EvidenceFinder(budget=budget))
        self._linter.settle(targets)

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> tuple[str, list[tuple[str, str]]]:
        texts: list[str] = []
        unchecked: list[tuple[str, str]] = []
        for index, target in enumerate(self._targets[chunk.place], chunk.place.start):
            if index in chunk.skipped:
                unchecked.append((target.filename, chunk.skipped[index]))
                continue
            watch.begin(index)
            scope = self._linter.scope_of(target)
            try:
                data = read(target.path, scope.config.max_file_size, self._linter.configs.bounds)
            except UncheckedError as error:
                unchecked.append((target.filename, str(error)))
                continue
            watch.begin(index, len(data))
            document = Document(Source(target.filename, data, target.path), scope.settings)
            if document.source.undecodable is not None:
                unchecked.append((target.filename, "it is not UTF-8"))
                continue
            texts.append(self._lines(document))
        return "".join(texts), unchecked


def _json_lines(document: Document) -> str:
    return "".join(encode(record) + "\n" for record in records(document))


def _text_lines(document: Document) -> str:
    name = printable(document.source.filename)
    return "".join(
        f"{name}:{row}:{column}: {link.element} {link.attribute} {printable(link.raw)}\n"
        for link in links(document)
        for row, column in [document.source.position(link.span.start)]
    )
