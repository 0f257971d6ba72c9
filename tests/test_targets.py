"""The sites with planted targets: the same each time, as many as promised, and a check that notices."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tools.targets import peers, truth
from tools.targets.__main__ import main
from tools.targets.build import Built
from tools.targets.check import _compared, place_built
from tools.targets.compare import Score, table
from tools.targets.crawl import crawl
from tools.targets.page import Page
from tools.targets.site import Site
from tools.targets.sites import BUILDERS, make
from tools.targets.truth import KINDS, Target, Truth


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_sites_are_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        monkeypatch.setattr("sys.argv", ["targets", "write", str(tmp_path / name)])
        (tmp_path / name).mkdir()
        assert main() == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert "200 broken" in capsys.readouterr().out


def test_two_hundred_broken_targets_of_ten_kinds_among_two_thousand() -> None:
    truths = [site.truth for site in make()]
    assert Counter(target.kind for one in truths for target in one.broken) == dict.fromkeys(KINDS, 20)
    assert sum(len(one.good) for one in truths) >= 2000
    assert all(60 <= len(site.pages) <= 80 for site in make())


@pytest.mark.parametrize("name", BUILDERS)
def test_truth_is_where_it_says(name: str) -> None:
    (site,) = make((name,))
    pages = {page.path: page.text.splitlines() for page in site.pages}
    labels: dict[str, tuple[str, int]] = {}
    for target in site.truth.targets:
        block = "\n".join(pages[target.file][target.line - 1 : target.last])
        assert target.written in block
        assert "‹" not in block
        assert labels.setdefault(target.label, (target.file, target.line)) == (target.file, target.line)


def test_a_page_knows_its_targets() -> None:
    page = Page("a.md", "quiet")
    page.say("Hello.")
    page.put("by reference", "- [№][r]\n\n[r]: ‹/b/›", "page")
    page.put("two", "![№](‹a.png›) ‹b.png›")
    assert page.text == "Hello.\n\n- [quiet 1][r]\n\n[r]: /b/\n\n![quiet 2](a.png) b.png\n"
    assert [(one.line, one.last, one.label, one.written, one.kind) for one in page.targets] == [
        (3, 5, "quiet 1", "/b/", "page"),
        (7, 7, "quiet 2", "a.png", None),
        (7, 7, "quiet 2", "b.png", None),
    ]


def test_the_crawl_looks_up_files_and_anchors(tmp_path: Path) -> None:
    (tmp_path / "b c").mkdir()
    (tmp_path / "b c" / "index.html").write_text('<p id="ü">x</p><a name="n"></a>', encoding="utf-8")
    (tmp_path / "d.html").write_text("<p>d</p>")
    good = [
        "/b%20c/",
        "b%20c",
        "/b%20c/#%C3%BC",
        "/b%20c/index.html#n",
        "d",
        "d.html?x=1",
        "#",
        "#top",
        "https://s.example/d",
    ]
    bad = ["/b/", "/b%20c/#m", "d/", "D.html", "#here", "https://s.example/e", "../x"]
    elsewhere = ["https://other.example/e", "mailto:a@s.example", "data:,x"]
    (tmp_path / "a.html").write_text("".join(f'<a href="{url}">{url}</a>' for url in good + bad + elsewhere))
    found = {one.url: one.exists for one in crawl(str(tmp_path), "https://s.example") if one.page == "a.html"}
    assert found == dict.fromkeys(good, True) | dict.fromkeys(bad, False)


def test_the_crawl_reads_images_and_their_sets(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "a.html").write_text(
        '<picture><source srcset="b.png 2x, a.png"><img alt="one" src="a.png"></picture>'
        '<a href="a.html"><img alt="two" src="a.png"></a><video src="c.mp4" title="three"></video>'
    )
    found = {(one.label, one.url, one.exists) for one in crawl(str(tmp_path), "")}
    assert found == {
        ("one", "a.png", True),
        ("one", "b.png", False),
        ("two", "a.html", True),
        ("two", "a.png", True),
        ("three", "c.mp4", False),
    }


def test_the_check_notices_what_is_not_as_planned(tmp_path: Path) -> None:
    page = Page("p.md", "quiet")
    page.put("built", "[№](‹/p.html›)")
    page.put("not there", "[№](‹/q.html›)")
    page.put("there after all", "[№](‹/p.html›)", "page")
    page.put("code", "`[№](‹/r.html›)`", code=True)
    page.put("lost", "[№](‹/p.html›)")
    site = Site("jekyll", "/base/", "", pages=[page])
    output = tmp_path / "_site"
    output.mkdir()
    links = [(1, "p.html"), (2, "q.html"), (3, "p.html"), (4, "r.html")]
    (output / "p.html").write_text("".join(f'<a href="{url}">quiet {n}</a>' for n, url in links))
    found = crawl(place_built(str(tmp_path), site, Built(stopped=False, log="", output=str(output))), "")
    assert sorted(_compared(site, found)) == [
        "jekyll: base/p.html: q.html (quiet 2) does not exist",
        "jekyll: base/p.html: r.html (quiet 4) does not exist",
        "jekyll: p.md:5: /p.html (there after all) exists, but it is page: p.html",
        "jekyll: p.md:7: /r.html (code) is built, but it is code",
        "jekyll: p.md:9: /p.html (lost) is not built",
    ]


def test_scores_and_the_table() -> None:
    target = Target("a.md", 3, 5, "quiet 1", "/b/", "by reference", "page")
    one = Truth("jekyll", "/", "", [target])
    score = Score("checker")
    score.sources(
        one,
        [peers.Report("a.md", 5), peers.Report("a.md", 3), peers.Report("a.md", 6), peers.Report("b.md", 3)],
    )
    assert score.found == {target}
    assert score.wrong == {"jekyll/a.md:6", "jekyll/b.md:3"}
    rows = table([score], [one]).splitlines()
    assert "| a page that does not exist | 1 | 1 |" in rows
    assert rows[-1] == "| wrong findings |  | 2 |"


def test_the_truth_is_read_as_written(tmp_path: Path) -> None:
    truths = [site.truth for site in make(("hexo",))]
    truth.write(str(tmp_path), truths)
    assert truth.read(str(tmp_path)) == truths
    assert json.loads((tmp_path / truth.FILE).read_text(encoding="utf-8"))[0]["site"] == "hexo"


def test_a_folder_without_sites_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["targets", "compare", str(tmp_path), "--npm", str(tmp_path)])
    assert main() == 2
    assert "No such file" in capsys.readouterr().err
