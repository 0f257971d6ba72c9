"""The report for a first run: each cause once, that is a rule with a severity, and the next commands.

On a terminal it is the default, and then the text report as long as there are few findings.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import Finding, uncounted
from lint.report.causes import Example
from lint.report.plan_page import page
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.summary import Summary
from lint.report.text import Excerpt, Shown, TextReporter

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

# In so many posts, an identical text has one origin, such as a feed's footer.
_REPEATED = 5
# How many different texts are counted; rare ones are forgotten beyond that.
_MOST_TEXTS = 50_000
_MOST_TEXTS_OF_A_FILE = 50
_BEFORE, _MARKED, _AFTER = 30, 200, 60
# A line with less, such as `</div>` or `---`, is identical by chance.
_LEAST_TELLING = 10


class PlanReporter(Reporter):
    """The causes, worst first, with an example each; the text report up to `options.few` findings."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._text = TextReporter(options)
        self._findings = 0
        self._files: list[str] = []  # until there are too many findings to show
        self._examples: dict[tuple[str, str], Example] = {}
        self._repeated: dict[tuple[str, str], tuple[str, Example]] = {}
        self._posts: dict[str, int] = {}
        self._forgot = False

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return two lines: the number of findings and the texts of each cause, and what is shown of them."""
        texts: dict[tuple[str, str, str], int] = {}
        counts: dict[tuple[str, str], int] = {}
        shown: list[Shown] = []
        for finding in findings:
            cause = (finding.code, finding.severity.value)
            key = (*cause, _digest(source, finding))
            is_new = key not in texts and counts.get(cause, 0) < _MOST_TEXTS_OF_A_FILE
            if is_new:
                texts[key] = len(shown)
                counts[cause] = counts.get(cause, 0) + 1
            if is_new or len(findings) <= self.options.few:
                shown.append(self._text.shown(source, finding))
        head = [len(findings), [(*key, at) for key, at in texts.items()]]
        return f"{json.dumps(head)}\n{json.dumps([source.filename, shown])}\n"

    def take(self, piece: str) -> str:
        """Keep examples and count texts; raise ReporterError for a piece that `file` did not write."""
        lines = iter(piece.split("\n"))
        try:
            for head, body in zip(lines, lines, strict=False):
                self._take(head, body)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            message = "the cache has a part of the report that no run wrote; 'lint cache clean' deletes it"
            raise ReporterError(message) from error
        return ""

    def _take(self, head: str, body: str) -> None:
        findings, texts = json.loads(head)
        self._findings += findings
        if self._findings <= self.options.few:
            self._files.append(body)
        elif self._files:
            self._files = []
        for code, severity, digest, at in texts:
            cause = (code, severity)
            if cause not in self._examples:
                self._examples[cause] = _example(body, at)
            if digest:
                self._count(cause, digest, body, at)

    def _count(self, cause: tuple[str, str], digest: str, body: str, at: int) -> None:
        posts = self._posts[digest] = self._posts.get(digest, 0) + 1
        if posts >= _REPEATED:
            known, example = self._repeated.get(cause, ("", None))
            if known == digest:
                example = example and example._replace(posts=max(posts, example.posts))
            elif example is None or posts > example.posts:
                example = _example(body, at)._replace(posts=posts)
            else:
                return
            if example is not None:
                self._repeated[cause] = (digest, example)
        least = 2
        while len(self._posts) > _MOST_TEXTS:
            self._forgot = True
            self._posts = {each: count for each, count in self._posts.items() if count >= least}
            least *= 2

    def end(self, summary: Summary) -> str:
        """Return the plan, whose examples are the texts that most posts have, or the text report."""
        if summary.findings <= self.options.few or not summary.findings:
            return "".join(self._texts()) + self._text.end(summary)
        examples = {
            cause: self._repeated[cause][1]._replace(at_least=self._forgot)
            if cause in self._repeated
            else example
            for cause, example in self._examples.items()
        }
        return page(self._text, summary, examples)

    def _texts(self) -> Iterator[str]:
        for body in self._files:
            filename, findings = json.loads(body)
            yield self._text.compose(filename, map(_shown, findings))


def _example(body: str, at: int) -> Example:
    filename, findings = json.loads(body)
    return Example(filename, _shown(findings[at]))


def _shown(values: Sequence[Any]) -> Shown:
    *others, excerpt = values
    return Shown._make([*others, Excerpt(*excerpt) if excerpt is not None else None])


def _digest(source: "Source", finding: Finding) -> str:
    """Return what identifies the text of a finding in other posts; empty for a text that says too little."""
    start, end = finding.span
    if not end:
        return ""
    line_start, line_end = start - finding.location.column + 1, source.line_end(finding.location.row)
    stop = min(end, line_end)
    before = source.part(max(line_start, start - _BEFORE), start)
    marked = source.part(start, min(stop, start + _MARKED))
    after = source.part(stop, min(line_end, stop + _AFTER))
    if sum(map(str.isalnum, before + marked + after)) < _LEAST_TELLING:
        return ""
    parts = (finding.code, finding.severity.value, uncounted(finding.message), before, marked, after)
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
