"""A known archive answers every question: another report or selection reads no post and runs no rule."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.cli.main import main
from lint.engine.rule_runner import RuleRunner
from lint.report import formats
from lint.rule import Document, Issue, Issues, Rule, Suppression, option, registry, rule
from lint.testing.examples import examples
from tests.conftest import GOOD, Archive, Result

ALL = ("--extend-select", "all")
SELECTIONS = [
    (),
    ALL,
    ("--select", "FMT"),
    ("--select", "SUP,FMT008"),
    ("--select", "SUP"),
    ("--ignore", "HTM,IMG"),
    ("--extend-select", "LNK"),
    ("--select", "title-whitespace,LNK", "--ignore", "LNK010"),
    ("--fail-on", "error"),
    ("--max-findings", "FMT008=1"),
]
CONFIGURATIONS = [
    "",
    'select = ["SUP", "HTM", "LNK"]\n',
    'ignore = ["SUP001"]\nfail-on = "error"\n',
    '[severity]\nFMT = "error"\nLNK = "info"\n',
    '[per-file-ignores]\n"*-FMT*.md" = ["FMT", "SUP"]\n"_posts/**/*-HTM001-*" = ["all"]\n',
]
# The page has the time of the run.
TEXTS = sorted(set(formats.names()) - {"html", "sqlite", "parquet"})


class Work:
    """What a run does besides answering from the cache."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.ran: list[frozenset[str]] = []


@contextmanager
def watched() -> Iterator[Work]:
    """Note the posts that are opened, and the rules that run."""
    work = Work()
    real_open, real_observe = os.open, RuleRunner.observe

    def opened(path: Any, *arguments: Any, **named: Any) -> int:
        if str(path).endswith(".md"):
            work.read.append(str(path))
        return real_open(path, *arguments, **named)

    def observe(runner: RuleRunner, document: Any) -> Any:
        work.ran.append(runner.codes)
        return real_observe(runner, document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", opened)
        patch.setattr(RuleRunner, "observe", observe)
        yield work


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive that has every defect that a manual shows, and the cache once it was linted."""
    place = tmp_path_factory.mktemp("linted")
    posts = place / "archive" / "_posts"
    posts.mkdir(parents=True)
    (place / "archive" / ".git").mkdir()  # its configuration counts in its folders too
    for each in registry.load():
        shown = [
            example for example in examples(each) if example.kind == "bad" and "now" not in example.settings
        ]
        for number, example in enumerate(shown[:2]):
            text = example.text.encode(example.settings.get("encoding", "utf-8"))
            if text.startswith((b"---", b"+++")):
                (posts / f"2021-05-03-{each.code}-{number}.md").write_bytes(text)
    comment = "  # lint: ignore[FMT008, FMT009]\n"
    for at, line in enumerate(
        ("title: a  b" + comment, "title: a  b  # lint: ignore[TAG]\n", "x: 1" + comment)
    ):
        post = GOOD.replace('title: "Rain over the harbour"\n', line).replace(
            "<p>", "<p>  <!-- lint: disable[HTM, X] -->"
        )
        (posts / f"2021-05-04-{at}.md").write_text(post, encoding="utf-8")
    (posts / "2021-05-03-FIL012-0.md").unlink(missing_ok=True)  # it has no front matter, see below
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lint.run.cache_key._TICK", 0)
        patch.setenv("ARCHIVE_LINT_CACHE_DIR", str(place / "cache"))
        patch.chdir(place / "archive")
        # The posts share a source: what the index's rules show of them is read.
        assert main([*ALL, "--no-index", "--output-format", "json:../first.json", "."]) == 1
    return place


@pytest.fixture
def known(linted: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """That archive, with a cache of the test's own."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    monkeypatch.chdir(linted / "archive")
    shutil.copytree(linted / "cache", os.environ["ARCHIVE_LINT_CACHE_DIR"])
    yield Archive(linted / "archive", archive.capture)
    for path in (linted / "archive").iterdir():
        if path.name not in ("_posts", ".git"):
            path.unlink()


def answer(known: Archive, *arguments: str) -> Result:
    """Return a report of a known archive: it is the same as without a cache, and no post was read for it."""
    with watched() as work:
        result = known.lint(*arguments)
    assert (work.read, work.ran) == ([], [])
    assert result == known.lint("--no-cache", *arguments)
    return result


@pytest.mark.parametrize("name", TEXTS)
def test_another_format_reads_no_post(known: Archive, name: str) -> None:
    result = answer(known, *ALL, "--output-format", name, ".")
    assert len(result.out) > 500
    assert result == answer(known, *ALL, "--output-format", name, ".")  # from the parts that were kept


@pytest.mark.parametrize("selection", SELECTIONS)
def test_another_selection_runs_no_rule(known: Archive, selection: tuple[str, ...]) -> None:
    answer(known, *selection, "--output-format", "sarif", ".")


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_what_a_configuration_selects_is_selected_of_what_is_known(
    known: Archive, configuration: str
) -> None:
    known.write("lint.toml", 'extend-select = ["all"]\n')
    known.lint(".")
    known.write("lint.toml", configuration)
    answer(known, "--output-format", "json", ".")
    answer(known, "--statistics", ".")


@pytest.mark.parametrize("by", ["rule", "folder", "month", "source", "host"])
def test_counts_by_anything_read_no_post(known: Archive, by: str) -> None:
    answer(known, *ALL, "--statistics", "--by", by, ".")
    answer(known, "--by", by, "--ignore", "SUP,FMT", "_posts")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["text", "json", "gitlab", "rdjson", "sarif", "plan", "statistics"])
def test_a_baseline_reads_no_post(known: Archive, name: str) -> None:
    known.lint("baseline", "--select", "FMT,HTM")
    result = answer(known, *ALL, "--output-format", name, ".")
    assert result != answer(known, "--no-baseline", *ALL, "--output-format", name, ".")
    known.lint("baseline", *ALL)
    answer(known, "--output-format", name, ".")


def test_several_reports_at_once_read_no_post(known: Archive) -> None:
    answer(
        known,
        "--output-format",
        "json:a.json",
        "--output-format",
        "gitlab:b.json",
        "--output-format",
        "text",
        ".",
    )
    written = [Path(name).read_bytes() for name in ("a.json", "b.json")]
    known.lint("--no-cache", "--output-format", "json:a.json", "--output-format", "gitlab:b.json", ".")
    assert [Path(name).read_bytes() for name in ("a.json", "b.json")] == written


def test_other_widths_and_colours_read_no_post(known: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(known, "--color", "always", ".")
    for width in (40, 100):
        monkeypatch.setattr("lint.cli.output.Output.options", with_width(width))
        answer(known, *ALL, "--output-format", "text", ".")


def with_width(width: int) -> Callable[..., Any]:
    from lint.cli.output import Output

    real = Output.options
    return lambda self, color: real(self, color)._replace(width=width)


def test_parts_of_the_archive_read_no_post(known: Archive) -> None:
    names = sorted(f"_posts/{name}" for name in os.listdir("_posts"))
    answer(known, "--output-format", "json", *names[:5])
    known.write("lint.toml", "")
    known.lint(*ALL, ".")
    os.chdir("_posts")
    answer(known, "--output-format", "concise", *ALL, ".")


@pytest.mark.parametrize("former", ["_posts/2021-05-03-a.md", "other/2021-05-03-a.md"])
def test_a_post_that_may_have_been_renamed_is_compared_with_the_baseline_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, former: str
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    text = GOOD.replace("Rain over", "Rain  over")
    archive.write("_posts/2021-05-03-c.md", GOOD)
    archive.write(former, text)
    archive.lint("baseline")
    for exists, copied, code in (
        (True, True, 1), (False, True, 0), (True, True, 1), (True, False, 0), (False, True, 0), (True, True, 1),
    ):  # fmt: skip
        for path, wanted in ((Path(former), exists), (Path("_posts/2021-05-03-b.md"), copied)):
            if not wanted:
                path.unlink(missing_ok=True)
            elif not path.exists():
                archive.write(str(path), text)
        results = [archive.lint("--fail-on", "info", *cache, "_posts") for cache in ((), (), ("--no-cache",))]
        assert results[0] == results[1] == results[2]
        assert results[0].code == code


def test_a_table_for_data_frames_reads_no_post(known: Archive) -> None:
    pytest.importorskip("pyarrow.parquet")
    answer(known, *ALL, "--output-format", "parquet:a.parquet", ".")
    written = Path("a.parquet").read_bytes()
    known.lint("--no-cache", *ALL, "--output-format", "parquet:a.parquet", ".")
    assert Path("a.parquet").read_bytes() == written


def test_a_table_of_links_is_made_of_the_posts(known: Archive) -> None:
    """An exception: it has every link of a post, not only those that are defects."""
    with watched() as work:
        known.lint(*ALL, "--output-format", "sqlite:table", ".")
    assert work.ran == []
    assert {os.path.basename(path) for path in work.read} == set(os.listdir("_posts"))
    assert [path for path in work.read if work.read.count(path) > 1] == []


@pytest.mark.parametrize(
    "text",
    [
        "No front matter: whether that is a defect depends on the neighbours.\n",
        GOOD.replace("2021", "2091"),  # the date will pass
    ],
)
def test_what_may_change_by_itself_is_linted_each_time(archive: Archive, text: str) -> None:
    """An exception."""
    archive.write("_posts/2091-05-03-a.md", text)
    for _ in range(2):
        with watched() as work:
            archive.lint("_posts/2091-05-03-a.md")
        assert len(work.ran) == 1


def test_a_rule_that_is_selected_later_runs_alone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    text = GOOD.replace("Rain over", "Rain  over").replace(
        "<p>", '<p><a href="">x</a>  <!-- lint: ignore[SUP] -->'
    )
    for name in "abc":
        archive.write(f"_posts/2021-05-03-{name}.md", text)
    archive.lint("--select", "FMT", ".")
    with watched() as work:
        archive.lint("--select", "FMT,LNK001", ".")
    assert work.ran == [frozenset({"LNK001"})] * 3
    with watched() as work:
        archive.lint("--select", "SUP,FMT008,LNK001", "--output-format", "json", ".")
    assert work.ran == []  # rules on comments need only the comments
    with watched() as work:
        archive.lint("--select", "HTM001", ".")
        archive.lint("--select", "HTM001,LNK001,FMT", "--output-format", "json", ".")
    assert work.ran == [frozenset({"HTM001"})] * 3
    archive.write("_posts/2021-05-03-b.md", text + " ")
    with watched() as work:
        assert archive.lint("--select", "HTM001", ".") == archive.lint(
            "--no-cache", "--select", "HTM001", "."
        )
    assert len(work.ran) == 1 + 3


LINES = (
    "title: Rain  over the harbour",
    "title: Rain  over the harbour  # lint: ignore[FMT008]",
    "tags: [ x, x ]  # lint: ignore[TAG002, FMT008]",
    "# lint: ignore[HTM]",
    "date: 2021-05-03",
)
BODY = (
    "<p>It rained.",
    '<a href="">here</a> <!-- lint: ignore[LNK001] -->',
    '<a href="http://a.example/?utm_source=x">a</a>',
    "<!-- lint: disable[LNK, HTM] -->",
    "<!-- lint: enable[LNK] -->",
    "<!-- lint: ignore-next-line[title-whitespace, NO001] -->",
    "<!-- lint: ignroe[LNK] -->",
    '<img src="//img.example/a.png">',
    "\u3000雨\u3000",
    "x" * 1200 + '<a href="">' + "y" * 1200,
)
POSTS = st.builds(
    lambda lines, body: "\n".join(["---", *lines, "---", *body]),
    st.lists(st.sampled_from(LINES), unique=True),
    st.lists(st.sampled_from(BODY), max_size=6),
)
SELECTORS = ("FMT", "FMT008", "LNK", "LNK001", "HTM", "SUP", "SUP001", "TAG", "all", "FIL", "IMG004")
RUNS = st.tuples(
    st.sampled_from(["json", "text", "gitlab", "rdjson", "sarif", "statistics", "plan", "junit"]),
    st.sets(st.sampled_from(SELECTORS), max_size=3),
    st.sets(st.sampled_from(SELECTORS), max_size=1),
    st.sampled_from(["", "--fail-on=info", "--jobs=2"]),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
@given(posts=st.lists(POSTS, min_size=1, max_size=3), runs=st.lists(RUNS, min_size=2, max_size=5))
def test_any_questions_in_any_order_have_the_same_answers(
    archive: Archive,
    posts: list[str],
    runs: list[tuple[str, set[str], set[str], str]],
) -> None:
    shutil.rmtree(os.environ["ARCHIVE_LINT_CACHE_DIR"], ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lint.run.cache_key._TICK", 0)
        for number in range(3):
            Path(f"_posts/2021-05-03-{number}.md").unlink(missing_ok=True)
        for number, text in enumerate(posts):
            archive.write(f"_posts/2021-05-03-{number}.md", text)
        for name, select, ignore, more in runs:
            arguments = ["--output-format", name, *filter(None, [more]), "."]
            for option, codes in (("--select", select), ("--ignore", ignore)):
                if codes:
                    arguments += [option, ",".join(sorted(codes))]
            assert archive.lint(*arguments) == archive.lint("--no-cache", *arguments), arguments


def _comment_rules() -> list[Rule]:
    def long_comment(suppression: Suppression, *, options: Length) -> Issues:
        """A comment for lint is long.

        ```yaml good
        title: x
        ```
        """
        span = suppression.comment.span
        if span.end - span.start > options.most:
            yield Issue(span, f"the comment has {span.end - span.start} characters")

    def comment_without_title(suppression: Suppression, document: Document) -> Issues:
        """A post with a comment for lint says how long its text is.

        ```yaml good
        title: x
        ```
        """
        yield Issue(suppression.comment.span, f"the post has {len(document.text)} characters")

    return [
        rule("XYZ001", severity="warning", options=Length)(long_comment),
        rule("XYZ002", severity="warning")(comment_without_title),
    ]


@dataclass(frozen=True)
class Length:
    """How long a comment may be."""

    most: int = option(1000, "characters that a comment may have")


def test_rules_of_plug_ins_on_comments_are_asked_with_the_post(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    everything = (*registry.load(), *_comment_rules())
    monkeypatch.setattr(registry, "load", lambda: everything)
    text = GOOD.replace("<p>", "<p>  <!-- lint: ignore[HTM] -->")
    archive.write("_posts/2021-05-03-a.md", text)
    archive.write("_posts/2021-05-03-b.md", GOOD)
    archive.write("lint.toml", "[rules.XYZ001]\nmost = 10\n")
    archive.lint("--select", "FMT", ".")
    for name in ("json", "text", "json"):
        for codes in ("XYZ001,FMT", "XYZ002,FMT", "XYZ,SUP"):
            arguments = ("--select", codes, "--output-format", name, ".")
            with watched() as work:
                result = archive.lint(*arguments)
            assert result == archive.lint("--no-cache", *arguments)
            assert result.out.count("2021-05-03-a.md") == (2 if name == "json" and codes == "XYZ,SUP" else 1)
            # The post without comments is never read for them.
            assert not [path for path in work.read if path.endswith("-b.md")]
