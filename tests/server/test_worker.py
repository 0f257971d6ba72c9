"""The process that lints, as the server asks it, but in this process."""

import gc
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from unittest import mock

import pytest
from lsprotocol.converters import get_converter

from lint.cli.parser import parser_of
from lint.cli.server import _ways
from lint.post import stretches
from lint.primitives.bounds import Bounds
from lint.primitives.errors import UserError
from lint.primitives.finding import Edit, Finding, Related, Severity
from lint.primitives.place import Span
from lint.primitives.source import BOM as _BOM
from lint.primitives.source import Source
from lint.run.budget import Budget
from lint.server import actions, marks, worker
from lint.server.marks import Marker
from lint.server.messages import (
    Act,
    Action,
    Failed,
    FixAll,
    Link,
    Lint,
    Manual,
    Mark,
    Post,
    Replacement,
    Report,
    Settings,
    packed,
    read,
)
from lint.server.positions import Point, Range, Text
from lint.server.session import Session, Ways
from lint.server.shown import diagnostic, diagnostics
from lint.server.stdio import serve
from lint.server.worker import Worker
from tests.conftest import GOOD, Archive
from tests.server.editor import edited

_UNBOUNDED = Budget(alarm=lambda _: None, limit=lambda _: None)
_ALL = Range(Point(0, 0), Point(99, 0))


def _settings(*arguments: str, archive: bool = False) -> Settings:
    return Settings(vars(parser_of("server").parse_args(arguments)), archive)


def _worker(*arguments: str, archive: bool = False) -> Worker:
    return Worker(_ways(_settings(*arguments, archive=archive))._replace(budget=_UNBOUNDED))


def _post(archive: Archive, text: str, name: str = "a.md", version: int = 0) -> Post:
    root = os.path.realpath(archive.root)
    path = os.path.join(root, name) if name else ""
    hidden = int(text.startswith(_BOM))
    return Post(
        path, root, within=True, data=text.encode(), hidden=hidden, encoding="utf-16", version=version
    )


def _report(answer: object) -> Report:
    assert isinstance(answer, Report)
    return answer


def _codes(answer: object) -> list[str]:
    return [each.code for each in _report(answer).marks]


def _acted(answer: object) -> list[Action]:
    assert isinstance(answer, list)
    return answer


def test_fixes_of_one_round_are_edits_and_those_of_several_are_one(archive: Archive) -> None:
    asked = _worker("--no-index")
    one = asked.answer(FixAll(_post(archive, "---\ntitle: a\ntags: [a, a, a]\n---\n", version=1)))
    assert isinstance(one, tuple)
    assert all(isinstance(each, Replacement) for each in one)
    text = "---\ntitle: ' x '\ntags: [b, ' b', b ]\n---\n"
    (several,) = _replacements(asked.answer(FixAll(_post(archive, text, version=2))))
    after = edited(text, (*several.range.start, *several.range.end), several.content)
    arguments = ("--no-index", "--fix", "--stdin-filename", "a.md", "-")
    assert after == archive.lint(*arguments, data=text.encode()).out != text
    assert asked.answer(FixAll(_post(archive, GOOD, version=3))) == ()


def _replacements(answer: object) -> tuple[Replacement, ...]:
    assert isinstance(answer, tuple)
    return answer


def test_what_is_offered_is_what_was_asked_for(archive: Archive) -> None:
    asked = _worker("--no-index")
    post = _post(archive, "---\ntitle: ' x'\n---\n[x]( ) [x]( )\n")
    fixes = _acted(asked.answer(Act(post, _ALL, fixes=True, ignores=False)))
    comments = _acted(asked.answer(Act(post, _ALL, fixes=False, ignores=True)))
    assert {each.is_fix for each in fixes} == {True}
    # One for two findings that say the same.
    assert [each.title for each in comments].count("Ignore LNK001 in this file") == 1
    with mock.patch.object(actions, "_MOST_TRIED", 0):
        assert not _acted(asked.answer(Act(post, _ALL, fixes=True, ignores=True)))
    nowhere = Range(Point(1, 0), Point(1, 1))
    assert not _acted(asked.answer(Act(post, nowhere, fixes=True, ignores=True)))


def _marker(text: str) -> Marker:
    hidden = int(text.startswith(_BOM))
    return Marker(Text(text[hidden:], "utf-16"), hidden, os.sep, Bounds())


def test_what_an_editor_does_not_show_it_cannot_change() -> None:
    marker = _marker(f"{_BOM}text")
    assert marker.place(Span(0, 3)) == Range(Point(0, 0), Point(0, 2))
    assert marker.replacement(Edit(Span(0, 1), "")) is None
    assert marker.replacement(Edit(Span(1, 2), "T")) == Replacement(Range(Point(0, 0), Point(0, 1)), "T")


def test_another_place_in_the_same_post_is_one_in_the_same_document() -> None:
    source = Source("a.md", "🌧️ first\nand second\n".encode())
    span = Span(source.text.index("second"), source.text.index("second") + 6)
    place = Related("LNK001", "again", span, source.position(span.start), source.position(span.end))
    found = Finding(
        "LNK001", "link-empty", "it is empty", Severity.ERROR, "a.md", Span(0, 2),
        source.position(0), source.position(2), None, "https://example.org/", (place,),
    )  # fmt: skip
    mark = _marker(source.text).mark(found)
    assert mark.links == (Link(None, Range(Point(1, 4), Point(1, 10)), "LNK001: again"),)


@pytest.mark.usefixtures("indexed")
def test_places_in_other_posts_are_those_of_the_editor(archive: Archive) -> None:
    sentences = "".join(
        f"<p>🌧️ The harbour was quiet on day {each} of that winter.</p>\n" for each in range(9)
    )
    text = GOOD.replace("<p>It rained.</p>\n", sentences)
    for name in "ab":
        archive.write(f"_posts/2021-05-03-{name}.md", text)
    post = _post(archive, text, "_posts/2021-05-03-b.md")
    asked = _worker(archive=True)
    (link,) = _links(asked.answer(Lint(post)))
    assert link.path == os.path.join(post.root, "_posts", "2021-05-03-a.md")
    with mock.patch.object(marks, "_LARGEST", 3):
        # One that cannot be read is still named.
        (same,) = _links(asked.answer(Lint(post)))
    assert same.path == link.path
    assert not _links(asked.answer(Lint(_post(archive, text, ""))))


def _links(answer: object) -> list[Any]:
    return [each for mark in _report(answer).marks if mark.code == "ARC001" for each in mark.links]


def test_where_no_post_is_nothing_is_found_or_done(archive: Archive) -> None:
    archive.write("lint.toml", 'exclude = ["drafts"]\n')
    asked = _worker("--no-index")
    post = _post(archive, "[x]( )\n", "drafts/a.md")
    for _ in range(2):
        assert asked.answer(Lint(post)) == Report(())
    assert asked.answer(Act(post, _ALL, fixes=True, ignores=True)) == []
    assert asked.answer(FixAll(post)) == ()


def test_a_file_outside_of_what_is_open_is_one_that_was_named(archive: Archive) -> None:
    archive.write("lint.toml", 'exclude = ["drafts"]\n')
    asked = _worker("--no-index")
    for name, found in (("a.md", True), ("a.png", False), ("drafts/a.md", False), (".hidden.md", True)):
        post = _post(archive, "[x]( )\n", name)._replace(within=False)
        assert ("LNK001" in _codes(asked.answer(Lint(post)))) is found


def test_findings_of_a_baseline_are_not_shown_but_a_crash_is(archive: Archive) -> None:
    archive.write("a.md", "[x]( )\n")
    archive.lint("baseline", "a.md")
    found = _worker("--no-index").answer(Lint(_post(archive, "[x]( )\n[y]( )\n")))
    assert _codes(found).count("LNK001") == 1
    anyway = _worker("--no-index", "--no-baseline").answer(Lint(_post(archive, "[x]( )\n[y]( )\n")))
    assert _codes(anyway).count("LNK001") == 2
    given = _worker("--no-index", "--isolated").answer(Lint(_post(archive, "[x]( )\n")))
    assert "LNK001" in _codes(given)


def test_many_documents_one_after_the_other(archive: Archive) -> None:
    asked = _worker("--no-index")
    posts = [_post(archive, "[x]( )\n" * number, version=number) for number in range(6)]
    first = [asked.answer(Lint(each)) for each in posts]
    assert [asked.answer(Lint(each)) for each in posts] == first


def test_what_goes_wrong_is_an_answer(archive: Archive) -> None:
    archive.write("small/lint.toml", "max-file-size = 3\n")
    archive.write("wrong/lint.toml", "exclude = 3\n")
    asked = _worker("--no-index")
    large = _report(asked.answer(Lint(_post(archive, "12345", "small/a.md"))))
    assert large.trouble == "a.md is not linted: it has 5 bytes; `max-file-size` is 3"
    wrong = _post(archive, "x", "wrong/a.md")
    assert "exclude" in _report(asked.answer(Lint(wrong))).trouble
    assert "exclude" in _failed(asked.answer(FixAll(wrong)))
    assert _failed(asked.answer("what?")).startswith("this is a defect in lint or a plug-in: TypeError")
    assert asked.answer(Manual("NOPE001")) == ""
    for error, answer in ((MemoryError, "memory"), (ValueError, "defect")):
        with mock.patch.object(worker, "manual", side_effect=error):
            assert answer in _failed(asked.answer(Manual("LNK001")))


def test_a_configuration_that_came_with_the_archive_names_no_code(archive: Archive) -> None:
    archive.write("planted.py", "import os\nopen(os.environ['PLANTED'], 'w').close()\n")
    archive.write("lint.toml", 'schema = "planted:Model"\n')
    ran = os.path.join(archive.root, "ran")
    with mock.patch.dict(os.environ, {"PLANTED": ran}):
        said = _report(_worker("--no-index").answer(Lint(_post(archive, GOOD)))).trouble
    assert "planted:Model" in said
    assert "trust" in said
    assert not os.path.exists(ran)


def _failed(answer: object) -> str:
    assert isinstance(answer, Failed)
    return answer.reason


def test_what_is_no_longer_wanted_is_left(archive: Archive) -> None:
    asked = _worker("--no-index")
    asked.stop(0, None)  # nothing is done
    post = _post(archive, "[x]( )\n")

    def stop(*_: object, **__: object) -> None:
        asked.stop(0, None)

    with mock.patch.object(Session, "lint", side_effect=stop):
        assert asked.answer(Lint(post)) == Report(())  # not while settings are read
    assert asked.answer(Lint(post)) != Report(())
    with mock.patch.object(Session, "lint", side_effect=stop):
        assert asked.answer(Lint(post)) is None
    with mock.patch.object(worker, "actions", side_effect=stop):
        assert asked.answer(Act(post, _ALL, fixes=True, ignores=True)) is None


@pytest.fixture
def _signals_are_kept() -> Iterator[None]:
    numbers = [each for each in (signal.SIGINT, worker.STALE_SIGNAL) if each is not None]
    before = {each: signal.getsignal(each) for each in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals_are_kept")
def test_messages_are_answered_until_they_end(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    messages = [_settings("--no-index"), Manual("NOPE001"), Manual("LNK001")]
    _work(messages, lambda settings: _ways(settings)._replace(budget=_UNBOUNDED))
    answers = io.BytesIO(capfdbinary.readouterr().out)
    assert read(answers) == ""
    assert read(answers).startswith("### LNK001")
    with pytest.raises(EOFError):
        read(answers)


@pytest.mark.usefixtures("_signals_are_kept")
def test_options_that_are_not_valid_are_an_answer(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _work([_settings(), Manual("LNK001")], mock.Mock(side_effect=UserError("no such option")))
    answers = io.BytesIO(capfdbinary.readouterr().out)
    assert read(answers) == Failed("no such option")
    assert not answers.read()


@pytest.mark.usefixtures("_signals_are_kept")
def test_a_server_that_has_ended_ends_the_process(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with mock.patch.object(worker, "packed", side_effect=BrokenPipeError):
        _work([_settings(), Manual("NOPE001"), Manual("NOPE001")], _ways)
    assert not capfdbinary.readouterr().out


def _work(messages: Sequence[object], ways_of: Callable[[Settings], Ways]) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"".join(map(packed, messages))))
    with mock.patch.object(sys, "stdin", given), mock.patch.object(sys, "stdout", sys.stdout):
        threshold = gc.get_threshold()
        try:
            worker.serve(ways_of)
        finally:  # a process of its own remembers, and tells the collector of garbage what is kept
            gc.unfreeze()
            stretches.remember(lasting=False)
            gc.set_threshold(*threshold)


_GOODBYE = [{"id": 1, "method": "shutdown"}, {"method": "exit"}]


@pytest.mark.parametrize(
    ("messages", "rest", "code"),
    [(_GOODBYE, b"", 0), ([], b"x" * 200_000, 1), ([], b"Content-Length: 99\r\n\r\n{", 1), ([], b"", 1)],
)
def test_a_conversation_on_standard_input(messages: list[dict[str, object]], rest: bytes, code: int) -> None:
    data = [json.dumps({"jsonrpc": "2.0", **each}).encode() for each in messages]
    given = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(each), each) for each in data)
    output = mock.Mock()
    before = os.dup(0)
    with tempfile.TemporaryFile() as file:
        file.write(given + rest)
        file.seek(0)
        os.dup2(file.fileno(), 0)
        try:
            with mock.patch.object(sys, "stdout", output):
                assert serve(_settings("--no-index").options) == code
        finally:
            os.dup2(before, 0)
            os.close(before)
    said = b"".join(call.args[0] for call in output.buffer.write.call_args_list)
    assert (b"result" in said) is bool(messages)


@pytest.mark.parametrize("path", [None, "", os.sep + "b c.md"])
def test_diagnostics_in_json_are_those_of_the_protocol(path: str | None) -> None:
    place = Range(Point(1, 2), Point(3, 4))
    plain = Mark(0, 1, 0, 5, 2, "HTM004", "https://rain.example/HTM004", '<b> has no "end\ud800" tag ü', ())
    marks = [plain, plain._replace(row=7), plain._replace(links=(Link(path, place, "ARC001: as here"),))]
    made_by_pygls = get_converter().unstructure([diagnostic(mark, "file:///a.md") for mark in marks])
    assert json.loads(diagnostics(marks, "file:///a.md")) == made_by_pygls


def test_marks_arrive_as_they_were_sent() -> None:
    link = Link(None, Range(Point(1, 2), Point(3, 4)), "HTM001: rain")
    report = Report(
        (Mark(0, 1, 2, 3, 1, "HTM004", "https://rain.example", "rain", (link,)),), "it is wet", ("a.toml",)
    )
    sent = read(io.BytesIO(packed(report)))
    assert sent == report
    assert sent.marks[0].range == Range(Point(0, 1), Point(2, 3))
