"""The URLs that posts want of the web, read by one process or several."""

from collections.abc import Mapping, Sequence

from lint.archive.targets import Target
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.post.document import Document
from lint.post.web_facts import wants_of
from lint.post.web_links import date_of
from lint.primitives.files import UncheckedError
from lint.run.budget import UNWATCHED, Budget, Watch
from lint.run.chunk import Chunk
from lint.run.evidence import EvidenceFinder
from lint.web.wanted import Row


class WantedReader:
    """Reads the URLs of chunks of posts. What cannot be read is reported when the posts are linted.

    Parameters:
        targets: the posts.
        configs: returns the configuration of a folder.
        budget: the time that a post may take.
        contents: bytes that count instead of a file's own, by canonical path.
    """

    def __init__(
        self, targets: Sequence[Target], configs: ConfigCache, budget: Budget, contents: Mapping[str, bytes]
    ) -> None:
        self._targets = targets
        self._linter = Linter(configs, contents=contents, evidence=EvidenceFinder(budget=budget))
        self._linter.settle(targets)

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> list[Row]:
        """Return what the posts of a chunk want, each URL once for a day."""
        rows: dict[Row, None] = {}
        for index, target in enumerate(self._targets[chunk.place], chunk.place.start):
            if index in chunk.skipped:
                continue
            watch.begin(index)
            scope = self._linter.scope_of(target)
            try:
                source = self._linter.read(target, scope)
            except UncheckedError:
                continue
            watch.begin(index, len(source.data))
            document = Document(source, scope.settings)
            day = date_of(document)
            for each in wants_of(document):
                rows[Row(each.url, each.kind, date=day)] = None
        return list(rows)
