"""A run over one post knows what all others say now, whatever happened to them since the last run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Archive
from tests.index.conftest import found, post, rename

A, B, C = (f"_posts/2021-05-03-{name}.md" for name in "abc")


def test_a_finding_names_the_other_post(kept: Archive) -> None:
    assert found(kept, ".") == [("ARC001", A, [B]), ("ARC001", B, [A])]
    (finding,) = kept.check("--select", "ARC", A).findings
    (place,) = finding["related"]
    assert place["filename"] == B
    assert place["location"] == {"row": 6, "column": 7}
    assert B in finding["message"]
    assert f"    also in {B}:6:7\n" in kept.lint("--select", "ARC", "--output-format", "text", A).out


def test_one_post_of_a_fresh_clone_is_compared_with_all(kept: Archive) -> None:
    assert found(kept, B) == [("ARC001", B, [A])]
    assert found(kept, C) == []


@pytest.mark.parametrize("options", [("--no-index",), ("--no-index", "--no-cache")])
def test_without_the_index_no_other_post_is_read(kept: Archive, options: tuple[str, ...]) -> None:
    kept.write(A, "---\ntitle: [\n---\n")
    assert found(kept, *options, ".") == []
    kept.write("lint.toml", "index = false\n")
    assert found(kept, ".") == []


def test_an_edited_post_counts_as_it_is(kept: Archive) -> None:
    assert found(kept, ".") != []
    kept.write(B, post(3, "Rain in the evening"))
    assert found(kept, A) == []
    assert found(kept, C) == [("ARC001", C, [B])]
    assert found(kept, ".") == [("ARC001", B, [C]), ("ARC001", C, [B])]


def test_a_post_with_the_size_and_time_of_before_counts_as_it_is(kept: Archive) -> None:
    assert found(kept, ".") != []
    times = os.stat(B)
    kept.write(B, post(3, "Rain in the evening"))
    os.utime(B, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert os.stat(B).st_size == times.st_size
    assert found(kept, A) == []


def test_deleted_added_and_renamed_posts_are_seen(kept: Archive) -> None:
    assert found(kept, A) == [("ARC001", A, [B])]
    Path(B).unlink()
    assert found(kept, A) == []
    kept.write("_posts/2021-05-04-d.md", post(1, "Rain at noon"))
    assert found(kept, A) == [("ARC001", A, ["_posts/2021-05-04-d.md"])]
    rename("_posts/2021-05-04-d.md", "_posts/2021-05-04-e.md")
    assert found(kept, A) == [("ARC001", A, ["_posts/2021-05-04-e.md"])]
    rename("_posts/2021-05-04-e.md", "archived/2021/2021-05-04-e.md")
    assert found(kept, A) == [("ARC001", A, ["archived/2021/2021-05-04-e.md"])]
    shutil.rmtree("archived")
    assert found(kept, A) == []


def test_a_post_that_is_left_out_is_not_compared(kept: Archive) -> None:
    assert found(kept, A) == [("ARC001", A, [B])]
    (kept.root / ".git").mkdir()
    kept.write(".gitignore", "*-b.md\n")
    assert found(kept, A) == []
    Path(".gitignore").unlink()
    assert found(kept, A) == [("ARC001", A, [B])]
    kept.write("_posts/lint.toml", 'extend-exclude = ["*-b.md"]\n')
    assert found(kept, A) == []
    kept.write("_posts/lint.toml", "")
    assert found(kept, A) == [("ARC001", A, [B])]
    assert found(kept, "--extend-exclude", "*-b.md", A) == []


def test_a_web_page_that_becomes_a_post_is_compared(kept: Archive) -> None:
    page = kept.write("pages/b.html", "<p>It rained.</p>\n")
    assert found(kept, A) == [("ARC001", A, [B])]
    kept.write(page, post(1, "Rain on a page"))
    assert found(kept, A) == [("ARC001", A, [B, page])]


def test_each_site_is_an_archive_of_its_own(kept: Archive) -> None:
    other = kept.write("other/_posts/2021-05-03-a.md", post(1, "Rain elsewhere"))
    assert found(kept, A) == [("ARC001", A, [B, other])]
    kept.write("other/_config.yml", "title: Rain\n")
    assert found(kept, A) == [("ARC001", A, [B])]
    assert found(kept, other) == []
    assert [name for _, name, _ in found(kept, ".")] == [A, B]


def test_a_folder_that_is_no_archive_is_one_if_it_is_named(archive: Archive, indexed: None) -> None:
    one, two = archive.write("x/a.md", post(1, "Rain one")), archive.write("x/b.md", post(1, "Rain two"))
    assert found(archive, "x") == [("ARC001", one, [two]), ("ARC001", two, [one])]
    assert found(archive, one) == []


def test_staged_content_counts_instead_of_the_file(kept: Archive) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    kept.write(C, post(1, "Rain at noon"))
    subprocess.run(["git", "add", "."], check=True)
    kept.write(C, post(3))
    kept.write(A, post(5, "Rain in the morning"))
    assert found(kept, "--staged", ".") == [
        ("ARC001", A, [B, C]),
        ("ARC001", B, [A, C]),
        ("ARC001", C, [A, B]),
    ]
    assert found(kept, ".") == []


def test_standard_input_counts_instead_of_the_file(kept: Archive) -> None:
    text = post(3, "Rain at noon").encode()
    options = ("--select", "ARC", "--output-format", "json", "--stdin-filename")
    (finding,) = kept.lint(*options, A, "-", data=text).findings
    assert [place["filename"] for place in finding["related"]] == [C]
    new = kept.lint(*options, "_posts/2021-05-05-new.md", "-", data=text).findings
    assert [place["filename"] for each in new for place in each["related"]] == [C]
    assert kept.lint(*options, A, "-", data=post(9).encode()).findings == []


def test_names_with_line_breaks_and_bytes_are_named(kept: Archive) -> None:
    names = [b"_posts/2021-05-03-x\ny.md", b"_posts/2021-05-03-\xff.md"]
    for name in names:
        Path(os.fsdecode(name)).write_text(post(1, f"Rain {len(name)}"), encoding="utf-8")
    for _ in range(2):
        (finding,) = kept.check("--select", "ARC", A).findings
        assert "\n" not in finding["message"]
        assert sorted(os.fsencode(place["filename"]) for place in finding["related"]) == sorted(
            [*names, B.encode()]
        )
    out = kept.lint("--select", "ARC", A).out
    assert "x\\ny.md" in out or "x?y.md" in out or "x y.md" in out or "x\\x0ay.md" in out


def test_a_post_in_both_folders_is_one_finding(kept: Archive) -> None:
    kept.write("archived/2021-05-03/2021-05-03-c.md", post(3))
    copy = "archived/2021-05-03/2021-05-03-c.md"
    assert [each for each in found(kept, ".") if each[1] in (C, copy)] == [
        ("ARC002", C, [copy]),
        ("ARC002", copy, [C]),
    ]


def test_comments_baselines_and_the_configuration_apply(kept: Archive) -> None:
    hidden = post(1, "Rain in the morning").replace(".html\n", ".html  # lint: ignore[ARC001]\n")
    kept.write(A, hidden)
    assert found(kept, ".") == [("ARC001", B, [A])]
    kept.write("lint.toml", '[per-file-ignores]\n"*-b.md" = ["ARC"]\n')
    assert found(kept, ".") == []
    kept.write("lint.toml", '[severity]\nARC001 = "error"\n')
    assert [each["severity"] for each in kept.check("--select", "ARC", ".").findings] == ["error"]
    kept.lint("baseline")
    assert found(kept, ".") == []
    kept.write("_posts/2021-05-04-d.md", post(1, "Rain at noon"))
    assert [name for _, name, _ in found(kept, ".")] == ["_posts/2021-05-04-d.md"]


def test_a_comment_that_hides_nothing_any_more_is_reported(kept: Archive) -> None:
    kept.write(A, post(1, "Rain in the morning").replace(".html\n", ".html  # lint: ignore[ARC001]\n"))
    for _ in range(2):
        assert "SUP001" not in kept.check(".").codes
    kept.write(B, post(7, "Rain in the evening"))
    assert "SUP001" in kept.check(A).codes
    assert "SUP001" not in kept.check("--no-index", A).codes


def test_sarif_has_the_other_file(kept: Archive) -> None:
    log = json.loads(kept.lint("--select", "ARC", "--output-format", "sarif", A).out)
    (result,) = log["runs"][0]["results"]
    (place,) = result["relatedLocations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == B
    assert place["physicalLocation"]["region"]["startLine"] == 6


def test_a_fix_leaves_what_posts_share(kept: Archive) -> None:
    kept.write(A, post(1, "Rain in the morning") + "\n  ")
    result = kept.lint("--fix", "--output-format", "json", ".")
    assert [each["code"] for each in result.findings if each["code"].startswith("ARC")] == [
        "ARC001",
        "ARC001",
    ]


def test_standard_input_without_a_name_is_compared_with_nothing(kept: Archive) -> None:
    """It may be any of the posts."""
    text = Path(A).read_bytes()
    assert kept.lint("--select", "ARC", "--output-format", "json", "-", data=text).findings == []


def test_a_rule_that_only_a_folder_below_selects_is_named(kept: Archive) -> None:
    """The archive is judged as one: what the rule needs is not collected of the other posts."""
    kept.write("lint.toml", 'select = ["ARC001"]\n')
    kept.write("_posts/lint.toml", 'select = ["ARC001", "ARC006", "FMT"]\n')
    result = kept.lint(".")
    (line,) = (each for each in result.err.splitlines() if "ARC006" in each)
    assert line.startswith("lint: _posts/lint.toml: select ARC006 in lint.toml, too")
    kept.write("lint.toml", 'select = ["ARC"]\nextend-select = ["ARC006"]\n')
    assert "select ARC" not in kept.lint(".").err
    kept.write("_posts/lint.toml", 'select = ["FMT"]\n')
    assert "select ARC" not in kept.lint(".").err
