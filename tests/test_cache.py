"""The cache changes nothing but the time: outputs with it and without it are the same bytes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lint import cache as cache_module
from lint.cache import Cache
from tests.conftest import GOOD, Archive

DATABASE = ".lint_cache/results.sqlite"
SPACED = GOOD.replace("Rain over", "Rain  over")


def settle(archive: Archive) -> None:
    """Make every file older than a tick of the clock, as files are a moment later."""
    for path in Path(archive.root).rglob("*"):
        if path.is_file() and ".lint_cache" not in path.parts:
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("lint.cache_key._TICK", 0)
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", GOOD.replace("https:", "http:"))
    archive.write("_posts/2021-05-03-c.md", GOOD)
    archive.write("_posts/2021-05-03-雨.md", GOOD.replace("<p>", "<p><a href=''>x</a>"))
    archive.write("_posts/2021-05-03-\udc80.md", SPACED)
    archive.write("_posts/2021-05-03-none.md", "no front matter\n")
    archive.lint(".")
    return archive


def same(archive: Archive, *arguments: str) -> str:
    """Run with the cache, twice, and without it; the three must agree."""
    results = [archive.lint(*arguments), archive.lint(*arguments), archive.lint("--no-cache", *arguments)]
    assert results[0] == results[1] == results[2]
    return results[0].out


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


def test_what_is_known_is_not_linted_again(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    linted = []

    def check_source(self: object, source: object, tree: object) -> object:
        del self, tree
        linted.append(getattr(source, "name", ""))
        raise AssertionError

    monkeypatch.setattr("lint.linter.Linter.check_source", check_source)
    warm.lint("_posts/2021-05-03-a.md", "_posts/2021-05-03-b.md", "_posts/2021-05-03-c.md")
    assert linted == []
    with pytest.raises(AssertionError):
        warm.lint("--select", "FMT", "_posts/2021-05-03-a.md")


def test_edits_renames_and_touches_are_seen(warm: Archive) -> None:
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


def test_a_schema_of_the_users_own_decides(warm: Archive) -> None:
    warm.write("lint.toml", 'schema = "own.json"\n')
    warm.write("own.json", '{"type": "object", "required": ["title"]}')
    assert "FMT005" not in same(warm, "_posts/2021-05-03-a.md")
    warm.write("own.json", '{"type": "object", "required": ["colour"]}')
    assert "colour" in same(warm, "_posts/2021-05-03-a.md")


def test_the_sample_of_the_archive_decides(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.cache_key._TICK", 0)
    for number in range(5):
        archive.write(f"_posts/2021-05-03-{number}.md", "---\ntitle: Rain\n---\nIt rained.\n")
    assert "No findings" in same(archive, ".")
    for number in range(5, 40):
        archive.write(f"_posts/2021-05-03-{number}.md", GOOD)
    assert "required keys are missing" in same(archive, "_posts/2021-05-03-0.md")


def test_a_date_in_the_future_is_judged_each_day(archive: Archive) -> None:
    archive.write("_posts/2091-05-03-a.md", GOOD.replace("2021", "2091"))
    archive.lint(".")
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (0,)


def test_a_baseline_and_other_formats_use_the_findings(warm: Archive) -> None:
    warm.lint("baseline")
    assert "findings are in the baseline" in same(warm, ".")
    same(warm, "--output-format", "csv", ".")


def test_a_plug_in_that_changes_is_noticed(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in = warm.write("plug_in.py", "first")
    cache = Cache(str(warm.root))
    from lint import cache_key  # its functions are looked at

    monkeypatch.setattr(cache_key, "plugin_files", lambda: os.path.abspath(plug_in))
    cache.store_plugins(cache_key.installed_packages(), cache_key.plugin_files())
    before = cache_key.installed_code(cache)
    assert before == cache_key.installed_code(cache)
    warm.write("plug_in.py", "second")
    assert cache_key.installed_code(cache) != before


@pytest.mark.parametrize("damage", ["empty", "garbage", "truncated", "version", "folder"])
def test_a_damaged_cache_is_made_anew(warm: Archive, damage: str) -> None:
    plain = warm.lint("--no-cache", ".")
    data = Path(DATABASE).read_bytes()
    os.unlink(DATABASE)
    match damage:
        case "empty":
            Path(DATABASE).write_bytes(b"")
        case "garbage":
            Path(DATABASE).write_bytes(b"SQLite format 3\0" + os.urandom(8000))
        case "truncated":
            Path(DATABASE).write_bytes(data[: len(data) // 2])
        case "version":
            with sqlite3.connect(DATABASE) as database:
                database.execute("PRAGMA user_version = 99")
        case _:
            os.mkdir(DATABASE)
    for _ in range(3):
        result = warm.lint(".")
        assert (result.code, result.out) == (plain.code, plain.out)
        assert result.err.count("warning") <= 1


def test_a_cache_that_cannot_be_written_is_read(warm: Archive) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    os.chmod(".lint_cache", 0o500)
    os.chmod(DATABASE, 0o400)
    try:
        same(warm, ".")
    finally:
        os.chmod(".lint_cache", 0o700)


def test_a_cache_that_cannot_be_made_is_said_once(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(".lint_cache")
    warm.write(".lint_cache", "a file is in the way")
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1
    os.unlink(".lint_cache")
    monkeypatch.setattr(cache_module, "_SCHEMA", "CREATE TABLE x (y);")
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1


def test_a_full_disk_changes_nothing(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(".lint_cache")

    def full(self: Cache, *_: object) -> None:
        self._give_up(sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(Cache, "_write", full)
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert "database or disk is full" in result.err


def test_several_runs_at_once_agree(warm: Archive) -> None:
    plain = warm.command("--no-cache", ".").out
    outs: list[str] = []

    def run() -> None:
        outs.append(warm.command(".").out)

    shutil.rmtree(".lint_cache")
    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outs == [plain] * 4
    assert warm.lint(".").out == plain


def test_the_cache_keeps_the_settings_used_last(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", 2)
    for rule in ("FMT", "DTE", "FIL", "HTM"):
        warm.lint("--select", rule, ".")
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(DISTINCT key) FROM results").fetchone()[0] <= 2
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 1)
    warm.lint("--select", "LNK", ".")
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(DISTINCT key) FROM results").fetchone()[0] == 1


def test_clean_deletes_the_cache_alone(warm: Archive) -> None:
    warm.write(".lint_cache/mine.txt", "x")
    assert "the cache was deleted" in warm.lint("cache", "clean").err
    assert sorted(os.listdir(".lint_cache")) == [".gitignore", "CACHEDIR.TAG", "mine.txt"]
    assert "there is no cache" in warm.lint("cache", "clean").err
    assert same(warm, ".")


def test_an_unchanged_post_needs_no_parser(warm: Archive) -> None:
    settle(warm)
    name = "_posts/2021-05-03-a.md"
    warm.command(name)
    # Measuring coverage imports much of its own.
    env = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    command = [sys.executable, "-X", "importtime", "-m", "lint", name]
    run = subprocess.run(command, capture_output=True, check=False, text=True, env=env)
    imported = {
        line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")
    }
    assert "FMT008" in run.stdout
    assert "lint.answers" in imported
    heavy = {
        "lxml",
        "pydantic",
        "yaml",
        "frontmatter",
        "pyromark",
        "ada_url",
        "multiprocessing",
        "importlib.metadata",
    }
    assert imported & heavy == set()


def test_a_configuration_below_keeps_its_schema_to_itself(archive: Archive) -> None:
    archive.write("lint.toml", 'schema = "auto"\n')
    for folder in ("a", "m", "z"):
        archive.write(f"_posts/{folder}/2021-05-03-x.md", "---\ntitle: Rain\n---\nIt rained.\n")
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


def test_a_suppressed_future_is_judged_each_day_as_well(archive: Archive) -> None:
    post = GOOD.replace("2021", "2091").replace(".000Z", ".000Z  # lint: ignore[DTE008]")
    archive.write("_posts/2091-05-03-a.md", post)
    assert archive.lint(".").code == 0
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    [
        "tallies = '{'",
        "tallies = '[1, 2]'",
        """tallies = '[0, 0, [["FMT008", "x", "warnin", "", 1]]]'""",
        """tallies = '[0, 0, [["FMT008", "x", "info", "", "1"]]]'""",
        "piece = 'text'",
        "piece = x'ff'",
        "stamp = 1",
        "findings = '[', format = 'x'",
        "findings = '[[1]]', format = 'x'",
    ],
)
def test_a_row_that_no_run_wrote_is_not_believed(warm: Archive, change: str) -> None:
    plain = warm.lint("--no-cache", ".")
    with sqlite3.connect(DATABASE) as database:
        database.execute(f"UPDATE results SET {change} WHERE tallies <> '[]'")  # noqa: S608 - of ours
    assert warm.lint(".") == plain


def test_a_database_with_more_than_our_tables_is_made_anew(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    with sqlite3.connect(DATABASE) as database:
        database.execute("DROP TABLE plugins")
        database.execute(
            "CREATE VIEW plugins AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
            " SELECT x AS installed, 'a' AS files FROM c"
        )
    assert warm.lint(".") == plain
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT type FROM sqlite_master WHERE name = 'plugins'").fetchone() == (
            "table",
        )


def test_links_are_not_followed_out_of_the_archive(
    warm: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = warm.lint("--no-cache", ".")
    outside = tmp_path_factory.mktemp("outside") / "victim.db"
    with sqlite3.connect(outside) as database:
        database.execute("CREATE TABLE mine (x)")
    before = outside.read_bytes()
    os.unlink(DATABASE)
    os.symlink(outside, DATABASE)
    result = warm.lint(".")
    assert (result.code, result.out, outside.read_bytes()) == (plain.code, plain.out, before)
    assert "is no file" in result.err
    shutil.rmtree(".lint_cache")
    os.symlink(outside.parent, ".lint_cache")
    assert "it is no folder" in warm.lint(".").err
    assert os.listdir(outside.parent) == ["victim.db"]


def test_a_locked_database_is_left_alone(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    inode = os.stat(DATABASE).st_ino
    other = sqlite3.connect(DATABASE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        warm.write("_posts/2021-05-03-c.md", SPACED)
        result = warm.lint("--no-cache", ".")
        locked = warm.lint(".")
        assert (locked.code, locked.out) == (result.code, result.out)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert os.stat(DATABASE).st_ino == inode
    assert plain.code == 1


def test_many_sites_become_warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", 2)
    for number in range(5):
        archive.write(f"s{number}/_posts/2021-05-03-x.md", SPACED)
    for _ in range(2):
        archive.lint(".")
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (5,)


def test_what_is_gone_is_forgotten(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_FEW", 2)
    for number in range(6):
        archive.write(f"_posts/2021-05-03-{number}.md", SPACED)
    archive.lint(".")
    os.unlink("_posts/2021-05-03-0.md")
    archive.lint("_posts")
    with sqlite3.connect(DATABASE) as database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (5,)


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
    from lint import cache_key, registry  # its functions are looked at
    from lint.rule_definition import Rule

    (tmp_path / "keeper_pack" / "deep").mkdir(parents=True)
    for name in ("__init__.py", "deep/__init__.py", "deep/helper.py", "words.txt"):
        (tmp_path / "keeper_pack" / name).write_text("", encoding="utf-8")
    (tmp_path / "keeper_pack" / "rules.py").write_text(
        "def x(document):\n    '''An example.'''\n    yield from ()\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    import importlib

    module = importlib.import_module("keeper_pack.rules")
    installed = registry.load()
    added = Rule("KEEP001", "x", installed[0].severity, True, module.x, "document")  # noqa: FBT003
    monkeypatch.setattr(registry, "load", lambda: (*installed, added))
    names = {os.path.basename(file) for file in cache_key.plugin_files().split("\n")}
    assert names == {"__init__.py", "helper.py", "rules.py", "words.txt"}
