"""What nobody expected: one message that a person can report, exit code 2, and the rest of the run goes on."""

import errno
import sys
from collections.abc import Iterator

import pytest

from lint import Document, Issue, Span
from lint.cli import defects, shared_arguments
from lint.engine.linter import Linted, Linter
from lint.primitives import defects as words
from lint.primitives.version import __version__
from lint.rule import registry, rule
from lint.run.chunk_linter import ChunkLinter
from tests.conftest import GOOD, Archive

BAD = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")


class Panic(BaseException):
    """As what native code raises."""


class WordlessError(Exception):
    """An exception that cannot say what it is."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


def raising(error: BaseException) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ZeroDivisionError("it rained\nfor days"), "ZeroDivisionError: it rained for days"),
        (Panic("it hailed"), "Panic: it hailed"),
        (SystemExit(0), "SystemExit: 0"),
        (SystemExit("enough"), "SystemExit: enough"),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (FileNotFoundError(2, "gone", "harbour.md"), "FileNotFoundError: "),
        (KeyError(), "KeyError"),
        (WordlessError(), "WordlessError"),
        (ValueError("x" * 5_000), "ValueError: xxx"),
    ],
)
def test_the_message_has_what_a_report_needs(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, error: BaseException, cause: str
) -> None:
    monkeypatch.setattr(shared_arguments, "find", raising(error))
    result = archive.lint("--no-cache", ".")
    assert (result.code, result.out) == (2, "")
    first, *frames, version, command, last = result.err.splitlines()
    assert first.startswith(f"lint: this is a defect in lint or a plug-in: {cause}")
    assert frames[-1].startswith("  tests/test_defects.py:")
    assert frames[-1].endswith(" in fail")
    assert any(frame.startswith("  lint/cli/check.py:") for frame in frames)
    assert version.startswith(f"  version {__version__}, Python {sys.version_info[0]}.")
    assert command == "  command: lint --no-cache ."
    assert "https://github.com/archive-lint/archive-lint/issues" in last
    assert all(len(line) < 400 for line in result.err.splitlines())
    assert "Traceback" not in result.err


def test_the_message_has_no_secrets(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_arguments, "find", raising(ValueError("it rained")))
    result = archive.lint(
        *("--schema", "https://keeper:hush@example.org/s.json?signature=hush"),
        *("--timezone=UTC", "--config=lint.toml", "--output-format", "json:token=hush", "a post.md"),
    )
    assert "hush" not in result.err
    result = archive.lint("a/https://keeper:hush@example.org/", "Password=hush", *(["more.md"] * 1_000))
    assert "hush" not in result.err
    assert "https://…@example.org/" in result.err
    assert "… and 982 more" in result.err


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "there is not enough memory; "),
        (OSError(errno.EMFILE, "no more files"), "the system has not enough of something: no more files; "),
    ],
)
def test_what_the_system_has_too_little_of_is_said_in_a_line(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    monkeypatch.setattr(shared_arguments, "find", raising(error))
    result = archive.lint("--no-cache", ".")
    assert result.code == 2
    assert result.err.startswith(f"lint: {message}")
    assert len(result.err.splitlines()) == 1


def test_a_message_that_cannot_be_made_is_short(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_arguments, "find", raising(ValueError("it rained")))
    monkeypatch.setattr(defects, "lines", raising(OSError(24, "no file left")))
    result = archive.lint("--no-cache", ".")
    assert (result.code, result.err) == (2, "lint: ValueError: it rained\n")


def test_a_process_says_where_it_failed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(1, 29):
        for month in range(1, 6):
            archive.write(f"_posts/2021-{month:02}-{day:02}-rain.md")
    monkeypatch.setattr(ChunkLinter, "lint", raising(Panic("it hailed")))
    result = archive.lint("--no-cache", "--jobs", "2", ".")
    assert result.code == 2
    assert "defect in lint or a plug-in: " in result.err
    assert "in a linting process: Panic: it hailed" in result.err
    assert "\n  tests/test_defects.py:" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            ZeroDivisionError("it rained"),
            "this is a defect in lint or a plug-in: ZeroDivisionError: it rained, at ",
        ),
        (
            Panic("it hailed"),
            "this is a defect in lint or a plug-in: Panic: it hailed, at tests/test_defects.py:",
        ),
        (RecursionError(), "this is a defect in lint or a plug-in: RecursionError, at "),
        (SystemExit(0), "this is a defect in lint or a plug-in: SystemExit: 0, at "),
        (MemoryError(), ("there is not enough memory\n", "it takes more than 1 GiB of memory")),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_post_that_cannot_be_linted_is_named_and_the_others_are_linted(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    reason: str | tuple[str, str],
    jobs: str,
) -> None:
    for name in ("2021-05-03-first", "2021-05-04-odd", "2021-05-05-last"):
        archive.write(f"_posts/{name}.md", BAD)
    lint_source = Linter.lint_source

    def fail_on_one(linter: Linter, source: object, scope: object) -> Linted:
        if "odd" in source.filename:  # type: ignore[attr-defined]  # a source
            raise error
        return lint_source(linter, source, scope)  # type: ignore[arg-type]  # as they are given

    monkeypatch.setattr(Linter, "lint_source", fail_on_one)
    for options in ([], ["--fix"]):
        result = archive.check("--no-cache", "--jobs", jobs, "--select", "DTE001", *options)
        assert (result.code, result.codes) == (2, ["DTE001", "DTE001"])
        reasons = [reason] if isinstance(reason, str) else reason  # a process of its own ends
        assert any(f"lint: _posts/2021-05-04-odd.md: not checked: {each}" in result.err for each in reasons)


@rule("BAD002", severity="warning")
def odd_rule(document: Document) -> Iterator[Issue]:
    """Crash.

    ```yaml bad
    title: x
    ```

    ```yaml good
    title: x
    ```
    """
    yield Issue(Span(0, 3), "it rains")
    raise ZeroDivisionError(document.source.name)


def test_a_rule_that_crashes_is_a_finding_of_one_line(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-rain.md")
    rules = (*registry.load(), odd_rule)
    monkeypatch.setattr(registry, "load", lambda: rules)
    result = archive.check("--no-cache")
    assert (result.code, result.codes) == (2, ["RUN001", "BAD002"])
    message = result.findings[0]["message"]
    assert message.startswith(
        "rule BAD002 crashed; this is a bug in the rule: ZeroDivisionError: 2021-05-03-rain.md, at tests/test_defects.py:"
    )
    assert len(message.splitlines()) == 1


def test_a_plug_in_that_ends_the_program_while_it_loads_is_an_error(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "load", raising(SystemExit(0)))
    result = archive.lint("rules")
    assert (result.code, result.out) == (2, "")
    assert "SystemExit: 0" in result.err


def test_places_are_named_without_folders_of_this_machine() -> None:
    code = compile("raise ValueError('x')", "/home/keeper/site-packages/plug/rules.py", "exec")
    with pytest.raises(ValueError, match="x") as raised:
        exec(code)  # noqa: S102 - a place elsewhere
    assert words.frames_of(raised.value)[-1] == "plug/rules.py:1 in <module>"
    assert words.place_of(raised.value) == ", at plug/rules.py:1 in <module>"
    assert words.place_of(ValueError()) == ""
    assert words.frames_of(ValueError()) == []
