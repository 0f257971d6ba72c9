"""The archive in numbers: what `lint stats` counts of each post, and adds up."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

# The tables, in the order of the report.
POSTS = ("posts_by_month", "posts_by_source", "posts_by_author", "posts_by_tag")
LINKS = ("links_by_proxy", "links_by_host")
FINDINGS = ("findings_by_rule", "findings_by_month", "findings_by_source")
# How many names a table keeps, the first ones; what it counts of others is added up.
MOST_NAMES = 50_000
# What a post without an author is counted under, and so on.
NONE = ""


class Table:
    """How often each name occurs.

    Attributes:
        counts: by name.
        others: the sum of those beyond the first names.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.others = 0

    def add(self, name: str, number: int = 1) -> None:
        """Count a name."""
        if name in self.counts or len(self.counts) < MOST_NAMES:
            self.counts[name] += number
        else:
            self.others += number


class Numbers:
    """The archive in numbers.

    Attributes:
        posts, links, findings: how many there are.
        tables: those of `POSTS`, `LINKS` and `FINDINGS`, by name.
    """

    def __init__(self) -> None:
        self.posts = self.links = self.findings = 0
        self.tables = {name: Table() for name in (*POSTS, *LINKS, *FINDINGS)}

    def add(
        self, month: str, source: str, named: Sequence[Iterable[str]], links: Sequence[Mapping[str, int]]
    ) -> None:
        """Count a post.

        Parameters:
            named: its authors and its tags.
            links: how many links go through each proxy and to each host.
        """
        self.posts += 1
        for table, names in zip(POSTS, ([month], [source], *named), strict=True):
            for name in names or [NONE]:
                self.tables[table].add(name)
        for table, counts in zip(LINKS, links, strict=True):
            for name, number in counts.items():
                self.tables[table].add(name, number)

    def to_json(self) -> str:
        """Return the numbers as JSON, which `read` reads."""
        tables = {name: [table.counts, table.others] for name, table in self.tables.items()}
        return json.dumps([self.posts, self.links, self.findings, tables])

    @classmethod
    def read(cls, text: str) -> "Numbers":
        """Read what `to_json` wrote; raise ValueError for anything else."""
        made = cls()
        try:
            made.posts, made.links, made.findings, tables = json.loads(text)
            for name, table in made.tables.items():
                counts, table.others = tables[name]
                table.counts = Counter(counts)
        except (TypeError, KeyError, RecursionError) as error:
            raise ValueError("not written by a run") from error
        return made


class NumbersReporter(Reporter):
    """Counts posts, links and findings; writes nothing.

    A piece is a line for each post; or the numbers of a whole archive, after `WHOLE`.
    """

    WHOLE = "*"
    inventory = True

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self.numbers = Numbers()
        self._is_whole = False

    def file(self, _source: "Source", _findings: Sequence[Finding]) -> str:
        """Return nothing: `described` is called for every file."""
        return ""

    def described(
        self,
        source: "Source",
        findings: Sequence[Finding],
        links: Sequence[Mapping[str, object]],
        post: Mapping[str, object],
    ) -> str:
        """Return one line: what is counted of a post."""
        del source
        # The source is what the post was copied from, and not one of its links.
        links = [link for link in links if link["kind"] != "source"]
        proxies, hosts = (
            Counter(link[name] for link in links if link[name] is not None) for name in ("proxy", "host")
        )
        about = [NONE if post[name] == "-" else post[name] for name in ("month", "host")]
        named = [post["authors"], post["tags"]]
        return json.dumps([*about, named, [proxies, hosts], len(links), len(findings)]) + "\n"

    def take(self, piece: str) -> str:
        """Add up the numbers; raise ReporterError for a piece that no run wrote."""
        try:
            if piece.startswith(self.WHOLE):
                self.numbers, self._is_whole = Numbers.read(piece.removeprefix(self.WHOLE)), True
                return ""
            for line in piece.splitlines():
                month, source, named, links, count, findings = json.loads(line)
                self.numbers.add(month, source, named, links)
                self.numbers.links += count
                self.numbers.findings += findings
                if findings:
                    self.numbers.tables["findings_by_month"].add(month, findings)
                    self.numbers.tables["findings_by_source"].add(source, findings)
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            message = "the cache has numbers that no run wrote; 'lint cache clean' deletes it"
            raise ReporterError(message) from error
        return ""

    def whole(self, summary: Summary) -> str:
        """Return all numbers as one piece."""
        self._count_rules(summary)
        return self.WHOLE + self.numbers.to_json()

    def end(self, summary: Summary) -> str:
        """Return nothing: the numbers are written in the format that is wanted."""
        self._count_rules(summary)
        return ""

    def _count_rules(self, summary: Summary) -> None:
        if not self._is_whole:
            self._is_whole = True
            for code, _, tally in summary.ranked():
                self.numbers.tables["findings_by_rule"].add(f"{code} {tally.name}", tally.findings)
