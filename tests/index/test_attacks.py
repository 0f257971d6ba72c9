"""Whatever is done to an archive between two runs, what is known of it does not lie."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from unittest import mock

import pytest

from tests.cache.conftest import query
from tests.conftest import Archive
from tests.index.conftest import age, missing

A, B, C = (f"_posts/2021-05-03-{name}.md" for name in "abc")
CONFIGURATION = "title: Rain\npermalink: /:year/:month/:day/:title.html\n"
PAGE = "/2021/05/03/b.html#gauges"
LINKS = f"[b]({PAGE}) [c](/2021/05/03/c.html) ![a gauge](/img/gauge.png) ![h](/img/h.png)"
HEADING, PAGES, FILES = ("ARC009", PAGE), ("ARC008", PAGE), ("ARC007", "/img/gauge.png")
ratio = SequenceMatcher.ratio
ALWAYS = ("ARC007", "/img/h.png")


def text(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n{body}\n"


@pytest.fixture
def site(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A site with three posts and an image, of which another is missing; times count at once."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_config.yml", CONFIGURATION)
    archive.write(A, text("Rain", LINKS))
    archive.write(B, text("Wind", "## Gauges"))
    archive.write(C, text("Snow", "It snowed."))
    archive.write("img/gauge.png", "")
    age(*map(str, Path().rglob("*")))
    return archive


def every_way(archive: Archive) -> list[tuple[str, str]]:
    """Return what is missing, which is the same however it is asked for, one post at a time first."""
    names = sorted(str(path) for path in Path().rglob("*.md") if path.is_file())
    one_by_one = [each for name in names for each in missing(archive, name)]
    whole = missing(archive, ".")
    assert whole == one_by_one
    assert whole == missing(archive, "--no-cache", ".")
    assert whole == missing(archive, "--jobs", "2", ".")
    return whole


def edit(path: str, old: str, new: str) -> None:
    """Replace text of the same length, and keep the time."""
    status = os.stat(path)
    Path(path).write_text(Path(path).read_text().replace(old, new))
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))


def replace_by_an_old_file() -> None:
    shutil.copy2(B, "new")
    edit("new", "Gauges", "Gauged")
    os.replace("new", B)


def make_the_post_a_folder() -> None:
    os.remove(C)
    os.mkdir(C)
    Path(C, "2021-05-03-d.md").write_text(text("Hail", "It hailed."))


def make_the_image_a_folder() -> None:
    os.remove("img/gauge.png")
    os.mkdir("img/gauge.png")


def make_the_folder_a_link() -> None:
    os.rename("img", "pictures")
    os.symlink("pictures", "img")


def make_the_folder_a_link_out() -> None:
    os.makedirs("../elsewhere", exist_ok=True)
    shutil.rmtree("img")
    os.symlink("../elsewhere", "img")


def make_links_in_a_circle() -> None:
    os.symlink("..", "_posts/loop")
    os.symlink("loop", "img/loop")


def make_the_image_a_link() -> None:
    os.rename("img/gauge.png", "gauge.png")
    os.symlink("../gauge.png", "img/gauge.png")


def swap_folders() -> None:
    os.mkdir("pictures")
    Path("pictures/h.png").write_text("")
    os.rename("img", "kept")
    os.rename("pictures", "img")


def delete_without_a_trace() -> None:
    status = os.stat("img")
    os.remove("img/gauge.png")
    os.utime("img", ns=(status.st_mtime_ns, status.st_mtime_ns))


ACTS: list[tuple[Callable[[], object], list[tuple[str, str]]]] = [
    (replace_by_an_old_file, [HEADING, ALWAYS]),
    (lambda: edit(B, "Gauges", "Gauged"), [HEADING, ALWAYS]),
    (make_the_post_a_folder, [("ARC008", "/2021/05/03/c.html"), ALWAYS]),
    (make_the_image_a_folder, [FILES, ALWAYS]),
    # Of a link to a folder, it depends on the builder whether what is in it is published.
    (make_the_folder_a_link, []),
    (make_the_folder_a_link_out, []),
    (make_links_in_a_circle, [ALWAYS]),
    (make_the_image_a_link, [ALWAYS]),
    (swap_folders, [FILES]),
    (delete_without_a_trace, [FILES, ALWAYS]),
    (lambda: os.rename("img/gauge.png", "img/Gauge.png"), [FILES, ALWAYS]),
    # What only `lint` leaves out is published.
    (lambda: Path(".gitignore").write_text("*-b.md\n"), [ALWAYS]),
    (lambda: Path("_posts/.gitignore").write_text("*-b.md\n"), [ALWAYS]),
    (lambda: Path("lint.toml").write_text('extend-exclude = ["*-b.md"]\n'), [ALWAYS]),
    (lambda: Path("_config.yml").write_text(CONFIGURATION + "exclude: [img]\n"), [FILES, ALWAYS]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("first", [".", A])
@pytest.mark.parametrize(("act", "expected"), ACTS)
def test_what_has_changed_is_seen(
    site: Archive, first: str, act: Callable[[], object], expected: list[tuple[str, str]]
) -> None:
    assert missing(site, first) == [ALWAYS]
    act()
    assert every_way(site) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO keys SELECT key, 0, post FROM wants WHERE key <> 0 ON CONFLICT DO NOTHING",
        "DELETE FROM wants",
        "DELETE FROM near",
        "DELETE FROM posts WHERE instr(path, x'00')",
    ],
)
def test_a_row_that_no_run_wrote_hides_nothing(site: Archive, statement: str) -> None:
    assert missing(site, ".") == [ALWAYS]
    os.rename("img/gauge.png", "img/Gauge.png")
    assert every_way(site) == [FILES, ALWAYS]
    query(statement)
    assert every_way(site) == [FILES, ALWAYS]


def test_a_folder_that_cannot_be_listed_may_have_anything(site: Archive) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may list every folder")
    assert missing(site, A) == [ALWAYS]
    os.chmod("img", 0)
    try:
        assert missing(site, A) == []
        assert missing(site, "--no-cache", A) == []
    finally:
        os.chmod("img", 0o700)
    assert every_way(site) == [ALWAYS]


def test_a_post_with_many_links_is_still_there(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.engine.archive_rules.MOST_FACTS", 50)
    links = "".join(f"[{number}](/2021/05/03/a.html?{number})\n" for number in range(200))
    site.write(B, text("Wind", f"## Gauges\n\n{links}"))
    assert missing(site, A) == [ALWAYS]
    (finding,) = site.check("--select", "ARC", B).findings
    assert (finding["code"], finding["filename"]) == ("RUN001", B)
    assert finding["message"].startswith("the post has more than 50 targets, none of which is compared")


def test_many_missing_files_cost_no_more_than_their_number(site: Archive) -> None:
    names = [f"picture-of-the-harbour-{number:03}.png" for number in range(200)]
    for name in names:
        site.write(f"img/{name}", "")
    links = [f"![{number}](/img/picture-of-the-harbour-x{number:04}.png)" for number in range(400)]
    site.write(
        B, text("Wind", "## Gauges\n\n" + "\n".join(links) + "\n![m](/img/picture-of-the-harbuor-007.png)")
    )
    with mock.patch("difflib.SequenceMatcher.ratio", autospec=True, side_effect=ratio) as compare:
        messages = [each["message"] for each in site.check("--select", "ARC007", B).findings]
    assert len(messages) == 401
    assert messages[-1].endswith("did you mean `/img/picture-of-the-harbour-007.png`?")
    assert compare.call_count <= 8 * 401


def test_of_many_missing_files_only_the_first_have_suggestions(
    site: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.archive_index._MOST_MISSED", 2)
    names = ["rain", "wind", "snow"]
    for name in names:
        site.write(f"img/{name}.png", "")
    site.write(B, text("Wind", "".join(f"![x](/img/{name}.jpg)\n" for name in names)))
    for paths in ((".",), (B,), ("--no-cache", ".")):
        findings = site.check("--select", "ARC007", *paths).findings
        found = [each["message"] for each in findings if each["filename"] == B and ".jpg" in each["message"]]
        assert ["did you mean" in each for each in found] == [True, True, False]
