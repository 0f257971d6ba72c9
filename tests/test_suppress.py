"""Comments that hide findings, and the findings about such comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint import lint_text
from lint.post import comments
from lint.post.comments import read_suppressions
from lint.testing import Example, document_of
from tests.conftest import GOOD, Archive

NAME = "_posts/2021-05-03-x.md"
SPACED = GOOD.replace("Rain over", "Rain  over")
EMPTY = '<p><a href="">more</a></p>'


def body(text: str) -> str:
    return GOOD.replace("<p>It rained.</p>", text)


def codes(archive: Archive, text: str, *arguments: str) -> list[str]:
    archive.write(NAME, text)
    return archive.check("--isolated", *arguments, NAME).codes


@pytest.mark.parametrize(
    "text",
    [
        SPACED.replace('harbour"\n', 'harbour"  # lint: ignore[FMT008]\n'),
        SPACED.replace(
            'harbour"\n', 'harbour"  # noted # lint: ignore[title-whitespace] as it was written\n'
        ),
        SPACED.replace("layout", "# lint: ignore[FMT]\nlayout"),
        SPACED.replace("layout", "# lint: ignore-file[FMT008]\nlayout"),
        SPACED.replace("<div>", "<div><!-- lint: ignore-file[FMT008] -->"),
    ],
)
def test_a_comment_in_the_front_matter_hides_its_line_or_the_file(archive: Archive, text: str) -> None:
    assert codes(archive, SPACED) == ["FMT008"]
    assert codes(archive, text) == []


@pytest.mark.parametrize(
    "text",
    [
        EMPTY + " <!-- lint: ignore[LNK001] -->",
        "<!-- lint: ignore-next-line[LNK001, IMG007] -->\n" + EMPTY,
        f"<!-- lint: disable[LNK] -->\n{EMPTY}\n{EMPTY}\n<!-- lint: enable[LNK] -->",
        f"{EMPTY}\n{EMPTY}\n<!-- lint: ignore-file[link-empty] -->",
    ],
)
def test_a_comment_in_the_body_hides_its_region(archive: Archive, text: str) -> None:
    assert set(codes(archive, body(EMPTY))) == {"LNK001"}
    assert codes(archive, body(text)) == []


def test_a_comment_hides_nothing_outside_its_region(archive: Archive) -> None:
    text = f"{EMPTY}\n<!-- lint: disable[LNK001] -->\n{EMPTY}\n<!-- lint: enable[LNK001] -->\n{EMPTY}"
    assert codes(archive, body(text)) == ["LNK001", "LNK001"]
    assert codes(archive, body(f"{EMPTY} <!-- lint: ignore[LNK002] -->")) == ["LNK001", "SUP001"]


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("Rain over", "Rain # lint: ignore[XYZ] over"),
        GOOD.replace("layout: post", "note: |\n  # lint: ignore[XYZ]\nlayout: post"),
        body("<p>It rained.</p>\n</div>\n\n```html\n<!-- lint: ignore[XYZ] -->\n```\n\n<div>"),
        GOOD.replace("layout: post", "layout: post # the lint: ignore[XYZ] of it"),
    ],
)
def test_other_text_is_not_a_comment(archive: Archive, text: str) -> None:
    assert codes(archive, text) == []


def test_unused_and_unknown_selectors_are_findings(archive: Archive) -> None:
    text = GOOD.replace('harbour"\n', 'harbour"  # lint: ignore[FMT008, FMTOO9]\n')
    assert codes(archive, text) == ["SUP001", "SUP002"]
    # Whether a rule that does not run would have found something is not known.
    assert codes(archive, text, "--ignore", "FMT008") == ["SUP002"]
    assert codes(archive, body("x <!-- lint: enable[LNK001] -->")) == ["SUP001"]
    assert codes(archive, body("x <!-- lint: ignore -->")) == ["SUP002"]
    assert codes(archive, body("x <!-- lint: hide[LNK001] -->")) == ["SUP002"]


def test_an_unused_selector_is_removed_by_its_fix(archive: Archive) -> None:
    text = SPACED.replace('harbour"\n', 'harbour"  # lint: ignore[FMT008, FMT009]\n').replace(
        "layout", "# lint: ignore[HTM]\nlayout"
    )
    archive.write(NAME, text.replace("<div>", "<div><!-- lint: ignore[HTM] -->"))
    archive.lint("--unsafe-fixes", "--isolated", NAME)
    assert Path(NAME).read_text(encoding="utf-8") == SPACED.replace(
        'harbour"\n', 'harbour"  # lint: ignore[FMT008]\n'
    )


def test_spans_of_comments_are_exact() -> None:
    text = SPACED.replace('harbour"\n', 'harbour"  # lint: ignore[FMT008, DTE] why\n').replace(
        "It rained.", "雨🙂 <!-- lint: ignore[LNK] -->"
    )
    for comment in read_suppressions(document_of(Example("good", text, (), {}))):
        for selector in comment.selectors:
            assert text[slice(*selector.span)] == selector.text
        assert text[slice(*comment.span)].startswith(("# lint:", "<!-- lint:"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_add_ignores_writes_comments_that_hide_all_and_change_nothing_else(
    archive: Archive, newline: str
) -> None:
    text = SPACED.replace("<p>It rained.</p>", EMPTY).replace("\n", newline)
    archive.write(NAME, text)
    result = archive.lint("--add-ignores", "--isolated", NAME)
    assert result.code == 0
    after = Path(NAME).read_bytes().decode()
    assert f'harbour"  # lint: ignore[FMT008]{newline}' in after
    assert f"# lint: ignore[LNK001]{newline}---{newline}<div>" in after
    assert codes(archive, after) == []
    added = "  # lint: ignore[FMT008]", f"# lint: ignore[LNK001]{newline}"
    assert after.replace(added[0], "").replace(added[1], "") == text


def test_add_ignores_finds_a_place_in_every_kind_of_file(archive: Archive) -> None:
    posts = {
        "_posts/2021-05-03-none.md": "It rained.",
        "_posts/2021-05-03-toml.md": '+++\ntitle = "Rain  over"\n+++\nIt rained.\n',
        "_posts/2021-05-03-json.md": '{"title": "Rain  over"}\nIt rained.\n',
        "_posts/2021-05-03-broken.md": '---\ntitle: "Rain"over"\n---\nIt rained.\n',
        "_posts/2021-05-03-folded.md": "---\ntitle: >\n  Rain  over\n  the harbour\n---\nIt rained.\n",
        "_posts/2021-05-03-.md": GOOD,
    }
    for name, text in posts.items():
        archive.write(name, text)
    assert archive.lint("--isolated", ".").code == 1
    archive.lint("--isolated", "--add-ignores", ".")
    left = archive.check("--isolated", ".")
    assert left.codes == []


def test_add_ignores_reports_what_it_cannot_hide(archive: Archive) -> None:
    archive.write(NAME, "fen\xeatre\n".encode("latin-1"))
    result = archive.lint("--isolated", "--add-ignores", NAME)
    assert "not fixed: FIL012: the file is not UTF-8" in result.err


def test_add_ignores_can_be_previewed(archive: Archive) -> None:
    archive.write(NAME, SPACED)
    result = archive.lint("--isolated", "--add-ignores", "--diff", NAME)
    assert '+title: "Rain  over the harbour"  # lint: ignore[FMT008]\n' in result.out
    assert Path(NAME).read_text(encoding="utf-8") == SPACED


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<!-- lint: ignore-next-line[LNK001] -->\n    <p>hello *there*</p>\n</div>",
        "<!-- lint: ignore[LNK001] --> 5 * 3 * 2 *a*",
        "a\n<!-- lint: disable[LNK001] -->===",
    ],
)
def test_a_comment_that_markdown_depends_on_is_not_removed_safely(archive: Archive, text: str) -> None:
    archive.write(NAME, body(text))
    result = archive.check("--isolated", "--fix", NAME)
    assert result.codes == ["SUP001"]
    assert Path(NAME).read_text(encoding="utf-8") == body(text)
    archive.write(NAME, body(f"x\n\n<!-- lint: ignore[LNK001] -->\n\ny {text}"))
    archive.check("--isolated", "--fix", NAME)
    assert Path(NAME).read_text(encoding="utf-8") == body(f"x\n\n\ny {text}")


def test_enable_matches_disable_however_it_is_written(archive: Archive) -> None:
    for first, last in (("lnk001", "LNK001"), ("LNK001", "all"), ("link-empty", "LNK")):
        text = f"<!-- lint: disable[{first}] -->\n{EMPTY}\n<!-- lint: enable[{last}] -->\n{EMPTY}"
        assert codes(archive, body(text)) == ["LNK001"]
    archive.write(NAME, body("x <!-- lint: enable[LNK001] -->"))
    assert archive.check("--isolated", NAME).findings[0]["fix"] is None


def test_disable_does_nothing_in_front_matter(archive: Archive) -> None:
    text = body(f"{EMPTY}\n<!-- lint: enable[LNK001] -->").replace(
        "layout", "# lint: disable[LNK001]\nlayout"
    )
    assert codes(archive, text) == ["SUP002", "LNK001", "SUP001"]


def test_add_ignores_extends_a_comment_and_hides_nothing_it_cannot(archive: Archive) -> None:
    text = SPACED.replace('harbour"\n', '&amp; harbour"  # lint: ignore[FMT008] as written\n')
    archive.write(NAME, text)
    archive.lint("--isolated", "--add-ignores", NAME)
    after = Path(NAME).read_text(encoding="utf-8")
    assert after == text.replace("[FMT008]", "[FMT008, FMT009]")
    archive.write(NAME, GOOD.replace('harbour"\n', 'harbour"  # lint: ignore[FMT008]\n'))
    result = archive.lint("--isolated", "--add-ignores", NAME)
    assert "SUP001: comments cannot hide it" in result.err
    archive.write(NAME, SPACED.replace("\n", "\r"))
    archive.lint("--isolated", "--add-ignores", NAME)
    assert b"\n" not in Path(NAME).read_bytes()


@pytest.mark.parametrize("size", [0, 50_000])
def test_too_many_comments_hide_nothing_and_are_named(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    # Not the first so many either: a `disable` without its `enable` hides what it should not.
    monkeypatch.setattr(comments, "MOST_NAMED", 5)
    monkeypatch.setattr(comments, "CHARACTERS_A_NAME", 10_000)
    post = GOOD + "rain " * (size // 5) + "\n\n<!-- lint: disable[FIL010, FIL011] -->\n\ufffd\n"
    few = post + "<!-- lint: disable[FIL010] -->\n" * (max(5, size // 10_000) - 2)
    assert "FIL010" not in {each.code for each in lint_text(few, "a.md")}
    found = lint_text(few + "<!-- lint: enable[FIL010] -->\n", "a.md")
    assert "FIL010" in {each.code for each in found}
    (named,) = (each for each in found if each.code.startswith("SUP"))
    assert named.code == "SUP002"
    assert "none hides anything" in named.message
    assert named.location.row == few.count("\n") + 1
