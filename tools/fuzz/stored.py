"""What earlier runs left, and others may have changed: the baseline and the rows of the cache."""

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lint.run.findings_codec import decode, encode, read_counts, tallies

from lint.primitives.source import Source
from lint.run.baseline import BaselineError, read
from tools.fuzz import posts
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_LINES = (
    '{"path": "a.md", "code": "LNK001", "fingerprint": "0123456789abcdef", "content": "fedcba9876543210"}\n',
    '{"path": 1, "code": null}\n', "[]\n", "{}\n", "<<<<<<< ours\n", "=======\n>>>>>>> theirs\n", "\n\n", "null\n", '{"path": "\\ud800"}\n', "\ufeff{}\n",
)  # fmt: skip
# What a damaged row may raise: the cache then lints the file again.
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


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
    text = data.decode("utf-8", "replace")
    read_counts(text)
    try:
        findings = decode(text, Source("a.md", b"a\nb\n"))
    except _DAMAGE:
        return
    if decode(encode(findings), Source("a.md", b"a\nb\n")) != findings:
        raise WrongError("a row is read as something else", text)


def _baseline_seeds(_suites: Suites) -> Iterator[bytes]:
    return (line.encode("utf-8", "surrogatepass") for line in _LINES)


def _row_seeds(suites: Suites) -> Iterator[bytes]:
    for seed in posts.TARGETS["posts"].seeds(suites):
        findings = posts.lint(seed).findings
        yield from (encode(findings).encode(), tallies(findings).encode())


TARGETS = {
    "baseline": Target(_baseline, _baseline_seeds),
    "cache": Target(_row, _row_seeds),
}
