"""Outputs with the cache and without it are the same bytes, whatever changes in between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lint.run.cache import Cache
from tests.cache.conftest import SPACED, folder, query, same, settle, sign
from tests.conftest import GOOD, Archive


@pytest.mark.parametrize(
    "arguments",
    [
        ["."],
        ["--output-format", "json", "."],
        ["--output-format", "github", "."],
        ["--output-format", "sarif", "."],
        ["--statistics", "."],
        ["--fail-on", "info", "--max-findings", "SRC005=0", "."],
        ["--select", "FMT", "."],
        ["--color", "always", "_posts"],
        ["_posts/2021-05-03-a.md"],
        ["--jobs", "2", "."],
    ],
)
def test_every_report_is_the_same(warm: Archive, arguments: list[str]) -> None:
    assert same(warm, *arguments)


def test_unchanged_posts_are_not_linted_again(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    linted = []

    def lint_source(self: object, source: object, scope: object) -> object:
        del self, scope
        linted.append(getattr(source, "name", ""))
        raise AssertionError

    monkeypatch.setattr("lint.engine.linter.Linter.lint_source", lint_source)
    warm.lint("_posts/2021-05-03-a.md", "_posts/2021-05-03-b.md", "_posts/2021-05-03-c.md")
    assert linted == []
    # Under another selection neither: what the rules reported is kept, not only what was selected.
    assert "FMT008" in warm.lint("--select", "FMT", "_posts/2021-05-03-a.md").out
    warm.write("_posts/2021-05-03-a.md", GOOD)
    warm.lint("_posts/2021-05-03-a.md")
    assert linted == ["2021-05-03-a.md"]


def test_edits_renames_and_touches_are_noticed(warm: Archive) -> None:
    warm.write("_posts/2021-05-03-a.md", GOOD)
    assert "FMT008" not in same(warm, "_posts/2021-05-03-a.md")
    os.rename("_posts/2021-05-03-b.md", "_posts/2021-05-04-.md")
    assert "FIL005" in same(warm, ".")
    # The same size and times, another content.
    status = os.stat("_posts/2021-05-03-c.md")
    warm.write("_posts/2021-05-03-c.md", GOOD.replace("Rain over", "Rain  ove"))
    os.utime("_posts/2021-05-03-c.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "FMT008" in same(warm, "_posts/2021-05-03-c.md")
    os.unlink("_posts/2021-05-04-.md")
    same(warm, ".")


def test_configuration_decides(warm: Archive) -> None:
    plain = same(warm, ".")
    for text in (
        'ignore = ["FMT008"]\n',
        '[severity]\nFMT008 = "error"\n',
        'timezone = "Asia/Shanghai"\n',
        "[fields.author]\nchoices = ['x']\n",
        '[per-file-ignores]\n"_posts/*-a.md" = ["FMT"]\n',
        '[rules.PRX009]\nforbidden = ["weserv"]\n',
    ):
        warm.write("lint.toml", text)
        same(warm, ".")
    os.unlink("lint.toml")
    assert same(warm, ".") == plain


def test_the_users_own_schema_decides(warm: Archive) -> None:
    warm.write("lint.toml", 'schema = "own.json"\n')
    warm.write("own.json", '{"type": "object", "required": ["title"]}')
    assert "FMT005" not in same(warm, "_posts/2021-05-03-a.md")
    warm.write("own.json", '{"type": "object", "required": ["colour"]}')
    assert "colour" in same(warm, "_posts/2021-05-03-a.md")


def test_the_sample_of_the_archive_decides(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    for number in range(5):
        archive.write(f"_posts/2021-05-03-{number}.md", "---\ntitle: Rain\n---\nIt rained.\n")
    assert "No findings" in same(archive, ".")
    for number in range(5, 40):
        archive.write(f"_posts/2021-05-03-{number}.md", GOOD)
    assert "required keys are missing" in same(archive, "_posts/2021-05-03-0.md")


def test_a_date_in_the_future_is_checked_each_day(archive: Archive) -> None:
    archive.write("_posts/2091-05-03-a.md", GOOD.replace("2021", "2091"))
    archive.lint(".")
    assert query("SELECT count(*) FROM results")[0] == (0,)


def test_a_baseline_and_other_formats_use_the_findings(warm: Archive) -> None:
    warm.lint("baseline")
    assert "findings are in the baseline" in same(warm, ".")
    same(warm, "--output-format", "csv", ".")


def test_a_run_with_a_baseline_keeps_the_reports_of_others(warm: Archive) -> None:
    warm.lint("baseline")
    warm.lint("--no-baseline", ".")
    before = query("SELECT * FROM pieces")
    results = query("SELECT * FROM results")
    warm.lint(".")
    warm.lint(".")  # a report of known files is kept the second time
    assert before
    assert set(query("SELECT * FROM pieces")) > set(before)
    assert query("SELECT * FROM results") == results


def test_a_plug_in_that_changes_is_noticed(warm: Archive) -> None:
    plug_in = warm.write("plug_in.py", "first")
    from lint.run import cache_key  # its functions are looked at

    cache = Cache(str(folder()))
    packages = cache_key.installed_packages(cache)
    before = cache_key.code(packages, os.path.abspath(plug_in))
    assert before == cache_key.code(packages, os.path.abspath(plug_in))
    warm.write("plug_in.py", "the second")
    assert cache_key.code(packages, os.path.abspath(plug_in)) != before
    cache.close()


def test_an_unchanged_post_needs_no_parser(warm: Archive) -> None:
    settle(warm)
    name = "_posts/2021-05-03-a.md"
    warm.command(name)
    # Measuring coverage imports many modules itself.
    env = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    command = [sys.executable, "-X", "importtime", "-m", "lint", name]
    run = subprocess.run(command, capture_output=True, check=False, text=True, env=env)
    imported = {
        line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")
    }
    assert "FMT008" in run.stdout
    assert "lint.run.cached_results" in imported
    heavy = {
        "lxml",
        "pydantic",
        "yaml",
        "frontmatter",
        "pyromark",
        "ada_url",
        "multiprocessing",
        "importlib.metadata",
        "asyncio",
        "tempfile",
    }
    assert imported & heavy == set()


def test_a_nested_configuration_keeps_its_schema_to_itself(archive: Archive) -> None:
    archive.write("lint.toml", 'schema = "auto"\n')
    for name in ("a", "m", "z"):
        archive.write(f"_posts/{name}/2021-05-03-x.md", "---\ntitle: Rain\n---\nIt rained.\n")
    archive.write("_posts/m/lint.toml", 'schema = "own.json"\n')
    archive.write("_posts/m/own.json", '{"type": "object", "required": ["author"]}')
    for _ in range(2):
        result = archive.check(".")
        assert [(each["filename"], each["code"]) for each in result.findings] == [
            ("_posts/m/2021-05-03-x.md", "FMT005")
        ]


def test_one_folder_under_two_arguments_has_two_results(archive: Archive) -> None:
    for number in range(6):
        archive.write(f"posts/n{number}.md", GOOD.replace("https:", "http:"))
    for number in range(30):
        archive.write(f"{number}.md", "---\ntitle: Rain\n---\nIt rained.\n")
    archive.lint("posts/n1.md", "posts")
    same(archive, "posts")
    same(archive, "posts/n1.md", "posts")


def test_a_suppressed_date_in_the_future_is_checked_each_day(archive: Archive) -> None:
    post = GOOD.replace("2021", "2091").replace(".000Z", ".000Z  # lint: ignore[DTE008]")
    archive.write("_posts/2091-05-03-a.md", post)
    assert archive.lint(".").code == 0
    assert query("SELECT count(*) FROM results")[0] == (0,)


def test_a_post_that_grew_too_large_is_not_read(warm: Archive) -> None:
    warm.write("lint.toml", "max-file-size = 2000\n")
    warm.lint(".")
    warm.write("_posts/2021-05-03-a.md", SPACED + "x" * 3000)
    result = warm.lint(".")
    assert (result.code, "not checked: it has" in result.err) == (2, True)


def test_a_sample_counts_what_is_read(warm: Archive) -> None:
    for number in range(41):
        os.makedirs(f"_posts/a{number:02}.md")
    warm.write("_posts/z.md", GOOD)
    warm.lint(".")
    for name in os.listdir("_posts"):
        if name.endswith(".md") and os.path.isfile(f"_posts/{name}"):
            warm.write(f"_posts/{name}", "---\ntitle: Rain\n---\nIt rained.\n")
    same(warm, ".")


def test_the_helpers_of_a_plug_in_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lint.rule import (
        registry,  # its functions are looked at
        rule,
    )
    from lint.run import cache_key  # its functions are looked at

    (tmp_path / "keeper_pack" / "deep").mkdir(parents=True)
    for name in ("__init__.py", "deep/__init__.py", "deep/helper.py", "words.txt"):
        (tmp_path / "keeper_pack" / name).write_text("", encoding="utf-8")
    (tmp_path / "keeper_pack" / "rules.py").write_text(
        "import keeper_help\ndef x(document):\n    '''An example.'''\n    yield from ()\n", encoding="utf-8"
    )
    (tmp_path / "keeper_help.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import importlib

    module = importlib.import_module("keeper_pack.rules")
    installed = registry.load()
    added = rule("KEEP001", severity="warning")(module.x)
    monkeypatch.setattr(registry, "load", lambda: (*installed, added))
    files = [file for file in cache_key.plugin_files().split("\n") if file.startswith(str(tmp_path))]
    assert {os.path.relpath(file, tmp_path) for file in files} == {
        "keeper_help.py",
        "keeper_pack",
        "keeper_pack/__init__.py",
        "keeper_pack/deep",
        "keeper_pack/deep/__init__.py",
        "keeper_pack/deep/helper.py",
        "keeper_pack/rules.py",
        "keeper_pack/words.txt",
    }


def test_a_reinstalled_package_changes_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lint.run import cache_key  # as above

    points = tmp_path / "keeper-1.0.dist-info" / "entry_points.txt"
    points.parent.mkdir()
    points.write_text("[lint.rules]\nkeeper = keeper\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    cache = Cache(str(folder()))
    before = cache_key.installed_packages(cache)
    points.write_text("[lint.rules]\nkeeper = keeper\nother = other\n", encoding="utf-8")
    assert cache_key.installed_packages(cache) != before
    cache.close()


def test_a_schema_that_refers_to_another_file_is_not_cached(warm: Archive) -> None:
    other = Path("other.json").resolve()
    other.write_text('{"enum": ["Rain over the harbour"]}', encoding="utf-8")
    warm.write("s.json", f'{{"properties": {{"title": {{"$ref": "{other.as_uri()}"}}}}}}')
    warm.write("lint.toml", 'schema = "s.json"\nselect = ["FMT007"]\n')
    warm.lint(".")
    other.write_text('{"enum": ["Snow"]}', encoding="utf-8")
    same(warm, ".")


def test_no_schema_from_the_cache_is_imported(warm: Archive) -> None:
    warm.write("evil.py", "open('pwned', 'w').close()\n")
    warm.lint(".")
    query("UPDATE notes SET value = replace(value, 'news-mirror', 'evil:Model') WHERE kind = 'evidence'")
    sign()
    assert "evil:Model" in query("SELECT value FROM notes WHERE kind = 'evidence'")[0][0]
    same(warm, ".")
    assert not os.path.exists("pwned")


POST = "_posts/2021-05-03-a.md"


def describing() -> tuple[str, bool]:
    """Return a report that describes rules, and whether a process needed to import them for it."""
    code = (
        "import sys; from lint.cli.main import main; main(['--output-format', 'sarif', '.'])\n"
        "print('lint.rule.registry' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr.split()[-1] == "True"


def test_a_report_that_describes_rules_needs_none_of_them(archive: Archive) -> None:
    archive.write(POST, SPACED)
    first, _ = describing()
    assert describing() == (first, False)
    assert "helpUri" in first


@pytest.mark.slow
@pytest.mark.parametrize("value", ["", "[]", "{}", '{"FMT008": 1}', '{"FMT008": [1, 2]}', '{"a": ["b"]}'])
def test_manuals_that_no_run_stored_are_read_anew(archive: Archive, value: str) -> None:
    archive.write(POST, SPACED)
    first, _ = describing()
    query("UPDATE notes SET value = ? WHERE kind = 'manuals'", value)
    sign()
    assert describing() == (first, True)
    assert describing() == (first, False)
