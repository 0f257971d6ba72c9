"""What the command does with a store, and what it refuses with the reason."""

import json
import os
import zlib
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive
from tests.store.makers import DEFECT, POST, Entry, tar
from tests.store.test_same import git

SUN = "_posts/2021-05-03-sun.md"
FILES = [Entry(POST, DEFECT.encode()), Entry(SUN, GOOD.encode())]


@pytest.fixture
def packed(archive: Archive) -> Archive:
    archive.write("packed.tar", tar(FILES))
    return archive


@pytest.fixture
def repository(archive: Archive) -> Archive:
    git("init", "-q")
    archive.write(POST, DEFECT)
    archive.write("notes/a.md", GOOD)
    git("add", ".")
    git("commit", "-q", "-m", "First")
    archive.write(POST, GOOD)
    return archive


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--fix", "packed.tar"], "--fix cannot be used with packed.tar: nothing is written there"),
        (["--unsafe-fixes", "packed.tar"], "--unsafe-fixes cannot be used with packed.tar"),
        (["--add-ignores", "packed.tar"], "--add-ignores cannot be used with packed.tar"),
        (["--staged", "packed.tar"], "--staged cannot be used with packed.tar"),
        (["--since", "HEAD", "packed.tar"], "--since cannot be used with packed.tar"),
        (["--rev", "HEAD", "packed.tar"], "--rev cannot be used with packed.tar"),
        (["packed.tar", "_posts"], "packed.tar holds an archive, and cannot be combined with other paths"),
        (["baseline", "packed.tar"], "packed.tar holds an archive, in which nothing is written"),
        (["--rev", "HEAD", "-"], "standard input has no history; --rev needs files"),
        (["--rev", "HEAD"], "git reports: fatal: not a git repository"),
        (["init", "packed.tar"], "packed.tar: not a folder"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    packed: Archive, arguments: list[str], reason: str
) -> None:
    before = Path("packed.tar").read_bytes()
    result = packed.lint(*arguments)
    assert (result.code, result.out) == (2, "")
    assert reason in result.err
    assert Path("packed.tar").read_bytes() == before
    assert os.listdir() == ["packed.tar"]


def test_diff_shows_a_patch(packed: Archive) -> None:
    result = packed.lint("--isolated", "--diff", "packed.tar")
    assert f"--- a/{POST}" in result.out or f"--- {POST}" in result.out
    assert result.code == 1


def test_a_post_with_the_bytes_of_an_archive_is_a_post(archive: Archive) -> None:
    archive.write(POST, tar(FILES))
    assert set(archive.check("--isolated", POST).codes) & {"FIL003", "FIL009", "FIL012", "FMT001", "FIL011"}


def test_an_archive_without_posts_says_its_name(archive: Archive) -> None:
    archive.write("packed.tar", tar([Entry("a.txt", b"text")]))
    result = archive.lint("packed.tar")
    assert "lint: no posts were found in packed.tar" in result.err


def test_reports_go_to_the_folder_where_the_command_is_run(packed: Archive) -> None:
    formats = ["--output-format", "json:one.json", "--output-format", "csv", "--output-file", "two.csv"]
    assert packed.lint("--isolated", *formats, "packed.tar").code == 0
    assert [each["filename"] for each in json.loads(Path("one.json").read_text())] == [POST]
    assert POST in Path("two.csv").read_text()


def test_a_report_does_not_follow_a_link_out_of_the_repository(
    packed: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret"
    git("init", "-q")
    os.symlink(secret, "report.json")
    result = packed.lint("--output-format", "json", "--output-file", "report.json", "packed.tar")
    assert result.code == 2
    assert "report.json: is a link to" in result.err
    assert not secret.exists()


@pytest.mark.parametrize(
    "arguments", [["--output-file", "packed.tar"], ["--output-format", "json:./packed.tar"]]
)
def test_a_report_does_not_overwrite_the_archive(packed: Archive, arguments: list[str]) -> None:
    before = Path("packed.tar").read_bytes()
    result = packed.lint(*arguments, "packed.tar")
    assert (result.code, result.err) == (2, "lint: packed.tar: the report would overwrite the archive\n")
    assert Path("packed.tar").read_bytes() == before


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (".lint-baseline.jsonl", b"{no\n", "lint: .lint-baseline.jsonl:1: '{no' is not a valid entry"),
        ("lint.toml", b'ignore-links = ["zzz"]\n', "set in lint.toml: 'zzz' matches no link of the archive"),
        ("a.txt", b"", "builder   jekyll (_posts is in ., a hint only"),
    ],
)
def test_no_message_names_the_temporary_folder(packed: Archive, name: str, content: bytes, said: str) -> None:
    packed.write("own.tar", tar([*FILES, Entry(name, content)]))
    results = [packed.lint(*options, "own.tar") for options in ([], ["--show-settings"])]
    texts = "".join(result.out + result.err for result in results)
    assert said in texts
    assert "archive-lint-" not in texts


def test_settings_are_those_of_the_store_or_are_named(packed: Archive) -> None:
    packed.write("lint.toml", 'ignore = ["FMT008"]\n')
    assert packed.check("packed.tar").codes == ["FMT008"]
    assert packed.check("--config", "lint.toml", "packed.tar").codes == []
    packed.write("own.tar", tar([*FILES, Entry("lint.toml", b'ignore = ["FMT008"]\n')]))
    assert packed.check("own.tar").codes == []


def test_a_json_schema_of_the_user_s_is_found(packed: Archive) -> None:
    packed.write("own.json", '{"type": "object", "required": ["mood"]}')
    assert "FMT005" in packed.check("--schema", "own.json", "packed.tar").codes


def test_a_baseline_counts_from_the_root_of_the_store(packed: Archive) -> None:
    packed.write(POST, DEFECT)
    packed.write(SUN, GOOD)
    assert packed.lint("baseline", ".").code == 0
    lines = Path(".lint-baseline.jsonl").read_text()
    packed.write("elsewhere/known.jsonl", lines)
    found = packed.check("--baseline", "elsewhere/known.jsonl", "packed.tar")
    assert found.codes == []
    assert "stale" not in found.err
    packed.write("own.tar", tar([*FILES, Entry(".lint-baseline.jsonl", lines.encode())]))
    assert packed.check("own.tar").codes == []


def test_a_revision_is_linted_and_not_the_working_copy(repository: Archive) -> None:
    assert repository.check(".").codes == []
    first = repository.check("--rev", "HEAD")
    assert [(each["filename"], each["code"]) for each in first.findings] == [(POST, "FMT008")]
    assert repository.check("--rev", "HEAD", "notes").codes == []
    assert repository.check("--rev", "HEAD", str(repository.root / "_posts")).codes == ["FMT008"]


def test_names_in_a_revision_are_from_the_working_folder(repository: Archive) -> None:
    os.chdir("notes")
    assert repository.check("--rev", "HEAD").codes == []
    os.chdir("../_posts")
    found = repository.check("--rev", "HEAD").findings
    assert [each["filename"] for each in found] == [os.path.basename(POST)]
    os.chdir("../notes")
    assert repository.check("--rev", "HEAD", os.path.join("..", "_posts")).codes == ["FMT008"]


def test_names_above_the_working_folder_are_from_the_root_of_the_revision(repository: Archive) -> None:
    os.chdir("notes")
    for path in ("..", "../_posts", str(repository.root / "_posts")):
        assert [each["filename"] for each in repository.check("--rev", "HEAD", path).findings] == [POST]
    for path in ("../..", "/", "../../_posts"):
        result = repository.lint("--rev", "HEAD", path)
        expected = f"lint: {path} is outside of the repository; --rev needs paths in it\n"
        assert (result.code, result.out, result.err) == (2, "", expected)


@pytest.mark.parametrize("arguments", [[], ["--baseline", "../.lint-baseline.jsonl"]])
def test_a_baseline_of_a_revision_counts_from_its_root(repository: Archive, arguments: list[str]) -> None:
    repository.write(POST, DEFECT)
    assert repository.lint("baseline", ".").code == 0
    git("add", ".")
    git("commit", "-q", "-m", "Second")
    os.chdir("_posts")
    found = repository.check("--rev", "HEAD", *arguments)
    assert found.codes == []
    assert "stale" not in found.err


def test_what_a_revision_does_not_have_is_said(repository: Archive) -> None:
    result = repository.lint("--rev", "HEAD", "none.md")
    assert (result.code, result.err) == (2, "lint: none.md: no such file or folder\n")
    result = repository.lint("--rev", "no-such-revision")
    assert result.err == "lint: --rev is 'no-such-revision'; expected a revision that git knows\n"
    result = repository.lint("--rev", "--output=x")
    assert result.code == 2
    assert not os.path.exists("x")
    os.mkdir("new")
    os.chdir("new")
    result = repository.lint("--rev", "HEAD")
    assert "there is no folder new in it" in result.err


def test_links_and_submodules_of_a_revision(repository: Archive) -> None:
    os.symlink("../" + POST, "notes/link.md")
    os.symlink("/etc/passwd", "notes/out.md")
    git("add", ".")
    commit = "0123456789012345678901234567890123456789"
    git("update-index", "--add", "--cacheinfo", f"160000,{commit},theirs")
    git("commit", "-q", "-m", "Second")
    result = repository.check("--rev", "HEAD", "notes")
    assert result.codes == []
    assert result.err == "lint: notes/out.md: not checked: it leads out of the archive, to '/etc/passwd'\n"
    result = repository.check("--rev", "HEAD~1", "notes")
    assert (result.code, result.err) == (0, "")


def test_a_missing_object_of_a_revision_is_said(repository: Archive) -> None:
    for path in Path(".git/objects").glob("??/*"):
        blob = zlib.decompress(path.read_bytes())
        if blob.startswith(b"blob") and DEFECT.encode() in blob:
            path.chmod(0o600)
            path.unlink()
    result = repository.lint("--rev", "HEAD")
    assert result.code == 2
    assert f"lint: {POST}: not checked: git does not have the object " in result.err
