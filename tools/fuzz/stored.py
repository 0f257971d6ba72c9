"""What earlier runs left, and others may have changed: the baseline and the rows of the cache."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from lint.post.comments import MARK, read_suppressions
from lint.run.baseline import BaselineError, read
from lint.run.observations_codec import Groups, decode, encode
from lint.run.stored_source import StaleError
from tools.fuzz import posts
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_LINES = (
    '{"path": "a.md", "code": "LNK001", "fingerprint": "0123456789abcdef", "content": "fedcba9876543210"}\n',
    '{"path": 1, "code": null}\n', "[]\n", "{}\n", "<<<<<<< ours\n", "=======\n>>>>>>> theirs\n", "\n\n", "null\n", '{"path": "\\ud800"}\n', "\ufeff{}\n",
)  # fmt: skip


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="archive-lint-fuzz-")


def _file() -> Path:
    return Path(_scratch().name) / ".lint-baseline.jsonl"


def _baseline(data: bytes) -> None:
    _file().write_bytes(data)
    for merge in (False, True):
        try:
            read(str(_file()), merge=merge)
        except BaselineError as error:
            if str(_file()) not in str(error) or "\n" in str(error):
                raise WrongError("the message is not one line, or does not name the file", error) from error


def _row(data: bytes) -> None:
    """Read what a run may have stored, which raises ValueError and nothing else if it was not."""
    for codes in (None, ("LNK001", "FMT004")):
        try:
            known = decode(data, "a.md", "/archive/a.md", "", 1_000_000, codes)
        except ValueError:
            continue
        for observation in known.observations:
            span = observation.issue.span
            with suppress(StaleError, ValueError):  # the file is read instead, and there is none
                _ = (known.source.part(*span), known.source.position(span.start))


def _baseline_seeds(_suites: Suites) -> Iterator[bytes]:
    return (line.encode("utf-8", "surrogatepass") for line in _LINES)


def _row_seeds(suites: Suites) -> Iterator[bytes]:
    for seed in posts.TARGETS["posts"].seeds(suites):
        linted = posts.lint(seed)
        document = linted.document
        if document is None:
            continue
        observed = linted.scope.runner.observe(document)
        comments = read_suppressions(document) if MARK in document.text else ()
        hosts = [""] * len(observed)
        yield encode(document.source, observed, comments, lambda hosts=hosts: Groups("2021-05", "", hosts))  # type: ignore[misc]


TARGETS = {
    "baseline": Target(_baseline, _baseline_seeds),
    "cache": Target(_row, _row_seeds),
}
