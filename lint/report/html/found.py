"""What a run found, as far as the page has it: counts of all findings, and the worst of them."""

from collections import Counter

from lint.primitives.finding import Severity
from lint.report.html.rows import File, Row, Worst
from lint.report.html.totals import Totals


class Found:
    """Adds up findings, file by file, in bounded memory.

    Attributes:
        causes: code and severity of each cause, with the number that it has in the totals.
        months, sources, hosts: how many findings of each cause they have.
        posts: the number of files whose worst finding has a severity.
        worst: the findings that are listed.
    """

    def __init__(self) -> None:
        self.causes: dict[tuple[str, Severity], int] = {}
        self.months, self.sources, self.hosts = Totals(), Totals(), Totals()
        self.posts = Counter[Severity]()
        self.worst = Worst()
        self._counts: list[int] = []

    def add(self, file: File) -> None:
        """Count the findings of a file; raise ValueError for a severity that does not exist."""
        about = (file.name, file.month, file.source)
        worst = Severity.INFO
        for head, details in zip(file.heads, file.details, strict=True):
            severity = Severity(head.severity)
            cause = self.causes.setdefault((head.code, severity), len(self.causes))
            if cause == len(self._counts):
                self._counts.append(0)
            self.months.add(file.month, cause)
            self.sources.add(file.source, cause)
            self.hosts.add(head.host, cause)
            self.worst.add(severity.rank, self._counts[cause], Row(cause, about, head, details))
            self._counts[cause] += 1
            worst = min(worst, severity, key=lambda each: each.rank)
        self.posts[worst] += 1
