"""Who finds which of the planted targets, and what else they report, as a table."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tools.targets import peers
from tools.targets.crawl import Found, crawl, pages
from tools.targets.truth import KINDS, Target, Truth


@dataclass
class Score:
    """What one program found.

    Attributes:
        name: The program.
        found: The broken targets that it reports.
        wrong: What else it reports, each once.
    """

    name: str
    found: set[Target] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)

    def sources(self, truth: Truth, reports: Iterable[peers.Report]) -> None:
        """Count reports on sources: a line within a planted construct is right."""
        for report in reports:
            here = [
                target
                for target in truth.broken
                if target.file == report.page and target.line <= report.line <= target.last
            ]
            self.found.update(here)
            if not here:
                self.wrong.add(f"{truth.site}/{report.page}:{report.line} {report.url}".rstrip())

    def built(
        self, truth: Truth, found: Sequence[Found], reports: Iterable[peers.Report], *, paths: bool
    ) -> None:
        """Count reports on a built site.

        Args:
            truth: The site's truth.
            found: The crawl of the built site.
            reports: The reports.
            paths: The program reports paths without their fragments.
        """
        broken = {target.label: target for target in truth.broken}
        for report in reports:
            labels = {
                one.label
                for one in found
                if one.page == report.page
                and peers.same(one.page, one.url.partition("#")[0] if paths else one.url, report.url)
                and one.exists is False
            }
            here = {broken[label] for label in labels if label in broken}
            if paths:
                here = {target for target in here if not target.kind or not target.kind.startswith("anchor")}
            self.found |= here
            if not here:
                self.wrong.add(f"{truth.site}/{report.page} {report.url}")


@dataclass(frozen=True)
class Programs:
    """Where the programs are.

    Attributes:
        lint: The command of the linter; none to leave it out.
        codes: The rules to select.
        lychee: The command of lychee.
        npm: The folder with remark-cli, its plugins and linkinator.
        html_proofer: The command of html-proofer.
    """

    lint: Sequence[str]
    codes: str
    lychee: str
    npm: str
    html_proofer: str


def compare(folder: str, truths: Sequence[Truth], programs: Programs) -> list[Score]:
    """Run everything over the sites in a folder.

    Raises:
        OSError: A program or the built sites are not there.
    """
    folder = os.path.realpath(folder)
    scores = [_builders(folder, truths)]
    if programs.lint:
        scores.append(
            _sources("lint", folder, truths, lambda at: peers.lint(programs.lint, at, programs.codes))
        )
    scores.append(_sources("lychee, sources", folder, truths, lambda at: peers.lychee([programs.lychee], at)))
    scores.append(
        _sources(
            "remark-validate-links",
            folder,
            truths,
            lambda at: peers.remark(os.path.realpath(programs.npm), at),
        )
    )
    lychee, proofer, linkinator = Score("lychee, built site"), Score("html-proofer"), Score("linkinator")
    for truth in truths:
        root = os.path.join(folder, "work", "built", truth.site)
        if not os.path.isdir(root):  # a vault is not built
            continue
        found = crawl(root, truth.host)
        lychee.built(truth, found, peers.lychee_built([programs.lychee], root), paths=False)
        proofer.built(truth, found, peers.html_proofer([programs.html_proofer], root), paths=False)
        reports = peers.linkinator(os.path.realpath(programs.npm), root, pages(root))
        linkinator.built(truth, found, reports, paths=True)
    return [*scores, lychee, proofer, linkinator]


def _sources(
    name: str, folder: str, truths: Iterable[Truth], run: Callable[[str], Iterator[peers.Report]]
) -> Score:
    score = Score(name)
    for truth in truths:
        score.sources(truth, run(os.path.join(folder, truth.site)))
    return score


def _builders(folder: str, truths: Iterable[Truth]) -> Score:
    with open(os.path.join(folder, "work", "stops.json"), encoding="utf-8") as file:
        stops = {(site, label) for site, label, _ in json.load(file)}
    stopped = {target for truth in truths for target in truth.broken if (truth.site, target.label) in stops}
    return Score("the builder", stopped)


def table(scores: Sequence[Score], truths: Sequence[Truth]) -> str:
    """Write a Markdown table: a row for each kind, and what is found of it by each program."""
    planted = Counter(target.kind for truth in truths for target in truth.broken)
    rows = [["broken target", "planted", *(score.name for score in scores)]]
    rows.append(["---"] * len(rows[0]))
    for kind, words in KINDS.items():
        found = [sum(target.kind == kind for target in score.found) for score in scores]
        rows.append([words, str(planted[kind]), *map(str, found)])
    total = [f"**{len(score.found)}**" for score in scores]
    rows.append(["**all**", f"**{planted.total()}**", *total])
    rows.append(["wrong findings", "", *(f"{len(score.wrong):,}" for score in scores)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
