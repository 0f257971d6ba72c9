"""An archive on S3: linted as the folder, in batches, and written only where nothing is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.store import names, remote
from tests.conftest import GOOD, Archive
from tests.store.bucket import Bucket, bucket
from tests.store.makers import DEFECT, POST, Entry, tar
from tests.store.test_same import FILES

SUN = "_posts/2021-05-03-sun.md"
MENDED = DEFECT.replace("  Rain over", "Rain over")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """A server that the environment names, and nothing of the user's own settings."""
    for name in [each for each in os.environ if each.startswith(("AWS_", "FSSPEC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with bucket() as made:
        monkeypatch.setenv("AWS_ENDPOINT_URL", made.url())
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "harbour")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "rain")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        made.objects = {f"blog/{POST}": DEFECT.encode(), f"blog/{SUN}": GOOD.encode()}
        yield made


@pytest.mark.usefixtures("indexed")
def test_it_is_linted_as_the_folder_is(archive: Archive, server: Bucket) -> None:
    for name, content in FILES.items():
        archive.write(name, content)
        server.objects[f"blog/{name}"] = content if isinstance(content, bytes) else content.encode()
    folder = archive.check("--no-cache", "site")
    assert {"ARC007", "FIL012", "FMT008"} <= {*folder.codes}
    assert archive.check("s3://bucket/blog/site") == folder
    # One request for each file that is read, by an address that is signed for it.
    asked = [key for method, key, is_signed in server.asked if key and method == "GET" and is_signed]
    assert sorted(asked) == sorted(f"blog/{name}" for name in FILES if not name.endswith(".png"))
    assert all(is_signed for _, key, is_signed in server.asked if key)


def test_names_are_those_below_the_last_folder_of_the_address(archive: Archive, server: Bucket) -> None:
    assert [each["filename"] for each in archive.check("--isolated", "s3://bucket/blog").findings] == [
        f"blog/{POST}"
    ]
    assert archive.check("--isolated", "s3://bucket/blog/_posts/").findings[0]["filename"] == POST
    assert archive.check("--isolated", "s3://bucket").findings[0]["filename"] == f"bucket/blog/{POST}"
    one = archive.check("--isolated", f"s3://bucket/blog/{POST}").findings
    assert [each["filename"] for each in one] == [os.path.basename(POST)]
    assert server.objects


@pytest.mark.parametrize("most", [1, 2, 256])
def test_all_batches_are_read(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(remote, "_MOST_FILES", most)
    names = [f"_posts/2021-05-{day:02}-a [{day}]*?%20é.md" for day in range(1, 8)]
    server.objects = {f"blog/{name}": DEFECT.encode() for name in names}
    found = archive.check("--isolated", "--select", "FMT008", "s3://bucket/blog").findings
    assert [each["filename"] for each in found] == [f"blog/{name}" for name in names]


def test_what_programs_leave_for_folders_is_none(archive: Archive, server: Bucket) -> None:
    server.objects |= {"blog/": b"", "blog/_posts/": b"", "blog/empty/": b""}
    assert archive.check("--isolated", "s3://bucket/blog").codes == ["FMT008"]


def test_hostile_keys_are_refused_and_the_rest_linted(archive: Archive, server: Bucket) -> None:
    server.objects |= {
        "blog/../../evil.md": b"x",
        "blog/_posts//2021-05-03-sun.md": GOOD.encode(),
        "blog/.git/config": b"x",
    }
    result = archive.check("--isolated", "s3://bucket/blog")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert "lint: blog/../../evil.md: not checked: its name has '..'" in result.err
    assert "2021-05-03-sun.md: not checked: another member has this name" in result.err
    assert len(result.err.splitlines()) == 2


def test_a_file_that_cannot_be_read_is_named(archive: Archive, server: Bucket) -> None:
    server.refused["GET", f"blog/{SUN}"] = (403, "AccessDenied")
    result = archive.check("--isolated", "s3://bucket/blog")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert result.err == f"lint: blog/{SUN}: not checked: It is AccessDenied.\n"


def test_after_one_failure_the_others_are_still_read_by_signed_addresses(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_MOST_FILES", 1)
    names = [f"blog/_posts/2021-05-{day:02}-rain.md" for day in range(1, 21)]
    server.objects = dict.fromkeys(names, DEFECT.encode())
    server.refused["GET", names[0]] = (403, "AccessDenied")
    archive.check("--isolated", "s3://bucket/blog")
    by_library = {key for _, key, is_signed in server.asked if key and not is_signed}
    assert by_library == {names[0]}
    server.refused = {("GET", name): (403, "AccessDenied") for name in names}
    server.asked.clear()
    archive.lint("--isolated", "s3://bucket/blog")
    assert len({key for _, key, is_signed in server.asked if is_signed}) < len(names)


def test_a_file_that_has_grown_is_named(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = names.is_name_alone

    def grown(name: str) -> bool:  # which is asked after the list is there
        server.objects[f"blog/{SUN}"] = f"{GOOD}and wind\n".encode()
        return real(name)

    monkeypatch.setattr(remote, "is_name_alone", grown)
    result = archive.check("--isolated", "s3://bucket/blog")
    assert f"lint: blog/{SUN}: not checked: it has more than the" in result.err
    assert result.codes == ["FMT008"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("s3://bucket/none", "there is nothing"),
        ("s3://", "Cannot traverse all of S3"),
        ("s3://bucket/none.tar.xz", "there is no such bucket, folder or file"),
    ],
)
def test_what_is_not_there_is_said(archive: Archive, server: Bucket, url: str, reason: str) -> None:
    result = archive.lint(url)
    assert (result.code, result.err) == (2, f"lint: {url}: {reason}\n")
    assert server.asked or url == "s3://"


def test_without_credentials_it_says_so(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    result = archive.lint("s3://bucket/blog")
    assert (result.code, result.err) == (2, "lint: s3://bucket/blog: Unable to locate credentials\n")
    monkeypatch.setenv("FSSPEC_S3_ANON", "true")
    from fsspec.config import conf, set_conf_env

    monkeypatch.setattr("fsspec.config.conf", conf)
    set_conf_env(conf)
    try:
        assert archive.check("--isolated", "s3://bucket/blog").codes == ["FMT008"]
    finally:
        conf.pop("s3")
    assert server.asked


def test_a_configuration_names_no_server(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket() as other:
        server.objects |= {
            "blog/.aws/config": f"[default]\nendpoint_url = {other.url()}\n".encode(),
            "blog/.env": f"AWS_ENDPOINT_URL={other.url()}\n".encode(),
        }
        archive.write(".aws/config", f"[default]\nendpoint_url = {other.url()}\n")
        archive.write(".env", f"AWS_ENDPOINT_URL={other.url()}\n")
        assert archive.check("--isolated", "s3://bucket/blog").codes == ["FMT008"]
        assert other.asked == []


def test_an_archive_in_a_file_is_fetched(archive: Archive, server: Bucket) -> None:
    server.objects = {"packed.tar.xz": tar([Entry(POST, DEFECT.encode())], "w:xz")}
    found = archive.check("--isolated", "s3://bucket/packed.tar.xz").findings
    assert [each["filename"] for each in found] == [POST]
    result = archive.lint("--fix", "s3://bucket/packed.tar.xz")
    assert "--fix cannot be used with s3://bucket/packed.tar.xz: nothing is written there" in result.err


def test_a_fix_is_written_with_all_that_the_object_had(archive: Archive, server: Bucket) -> None:
    server.about[f"blog/{POST}"] = {"Content-Type": "text/x-rain", "x-amz-meta-mood": "grey"}
    server.tags[f"blog/{POST}"] = {"kept": "a year & more"}
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert (result.code, result.err) == (0, "")
    assert server.objects == {f"blog/{POST}": MENDED.encode(), f"blog/{SUN}": GOOD.encode()}
    assert server.about[f"blog/{POST}"] == {"Content-Type": "text/x-rain", "x-amz-meta-mood": "grey"}
    assert server.tags[f"blog/{POST}"] == {"kept": "a year & more"}
    assert [key for method, key, _ in server.asked if method == "PUT"][1:] == [f"blog/{POST}"]


@pytest.mark.parametrize("change", [b"another text", None])
def test_what_another_program_wrote_is_kept(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch, change: bytes | None
) -> None:
    from lint.store import s3_writes

    real = s3_writes.write

    def later(*arguments: object) -> object:
        if change is None:
            del server.objects[f"blog/{POST}"]
        else:
            server.objects[f"blog/{POST}"] = change
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(s3_writes, "write", later)
    server.objects[f"blog/{SUN}"] = DEFECT.encode()
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert result.code == 2
    reason = "it was not written: it was changed since it was read"
    assert result.err == f"lint: blog/{POST}: not checked: {reason}\n"
    assert result.out == (
        f"not checked: blog/{POST}: {reason}\nFixed 1 finding in 1 file.\nNo findings in 1 file.\n"
    )
    assert server.objects.get(f"blog/{POST}") == change
    assert server.objects[f"blog/{SUN}"] == MENDED.encode()


def test_what_cannot_be_written_is_not_said_to_be_fixed(archive: Archive, server: Bucket) -> None:
    server.refused["PUT", f"blog/{POST}"] = (403, "AccessDenied")
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert result.code == 2
    assert result.out == (
        f"not checked: blog/{POST}: it was not written: It is AccessDenied.\nNo findings in 1 file.\n"
    )
    assert server.objects[f"blog/{POST}"] == DEFECT.encode()


def test_what_was_written_before_the_answer_was_lost_is_written(archive: Archive, server: Bucket) -> None:
    server.lost.add(f"blog/{POST}")  # the library asks again, with a condition that no longer holds
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert (result.code, result.err) == (0, "")
    assert "Fixed 1 finding in 1 file." in result.out
    assert server.objects[f"blog/{POST}"] == MENDED.encode()


def test_a_trial_object_that_stays_is_named(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.store.s3_writes.secrets.token_hex", lambda _: "0")
    server.careless = True
    server.refused["DELETE", "blog/_posts/.archive-lint-0"] = (403, "AccessDenied")
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert (result.code, "Fixed" in result.out) == (2, False)
    assert result.err == (
        "lint: s3://bucket/blog: nothing was written: the server does not check that a file is still the version"
        " that was read (If-Match); blog/_posts/.archive-lint-0 cannot be deleted again: It is AccessDenied.\n"
    )


def test_a_server_that_checks_no_condition_is_not_written_to(archive: Archive, server: Bucket) -> None:
    server.careless = True
    before = dict(server.objects)
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert result.code == 2
    assert result.err == (
        "lint: s3://bucket/blog: nothing was written:"
        " the server does not check that a file is still the version that was read (If-Match)\n"
    )
    assert server.objects == before


def test_a_bucket_that_may_not_be_written_says_so(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.store.s3_writes.secrets.token_hex", lambda _: "0")
    server.refused["PUT", "blog/_posts/.archive-lint-0"] = (403, "AccessDenied")
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert (result.code, result.err) == (
        2,
        "lint: s3://bucket/blog: nothing was written: It is AccessDenied.\n",
    )


@pytest.mark.parametrize(
    ("refusal", "code", "content"), [((501, "NotImplemented"), 0, MENDED), ((403, "AccessDenied"), 2, DEFECT)]
)
def test_tags_that_cannot_be_read_are_not_lost(
    archive: Archive, server: Bucket, refusal: tuple[int, str], code: int, content: str
) -> None:
    server.refused["TAGS", f"blog/{POST}"] = refusal
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert result.code == code, result.err
    assert server.objects[f"blog/{POST}"] == content.encode()


def test_without_a_fix_nothing_is_written(archive: Archive, server: Bucket) -> None:
    for options in ([], ["--diff", "--fix"], ["--fix", "--select", "FMT001"]):
        archive.lint("--isolated", *options, "s3://bucket/blog")
    assert {method for method, *_ in server.asked} == {"GET"}


def test_a_bucket_of_too_many_files_is_not_read(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "MOST_MEMBERS", 1)
    result = archive.lint("s3://bucket/blog")
    assert (result.code, result.err) == (
        2,
        "lint: s3://bucket/blog: it has 2 files; expected at most 1\n",
    )
    assert [key for _, key, _ in server.asked if key] == []


def test_files_of_a_server_without_versions_are_not_written(
    archive: Archive, server: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.store.bucket.etag", lambda _: "")
    before = dict(server.objects)
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", "s3://bucket/blog")
    assert (
        f"lint: blog/{POST}: not checked: it was not written: the server names no version of it" in result.err
    )
    assert server.objects == before


def test_without_the_packages_it_says_what_to_install(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    import fsspec.registry  # noqa: F401 - there once the first address was read

    for url, missing in (
        ("s3://b/x", "s3fs"),
        ("s3://b/x", "fsspec"),
        ("https://a.example/x.zip", "aiohttp"),
    ):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, missing, None)
            without.delitem(vars(sys.modules["fsspec.registry"])["_registry"], "s3", raising=False)
            without.delitem(sys.modules, "lint.web.download", raising=False)
            result = archive.lint(url)
        scheme = url.partition(":")[0]
        assert (result.code, result.err) == (
            2,
            f"lint: reading {scheme}:// needs more packages: pip install 'archive-lint[stores]'\n",
        )


def test_other_file_systems_are_those_of_fsspec(archive: Archive, tmp_path: Path) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    fs = MemoryFileSystem()
    fs.pipe({f"/harbour/blog/{POST}": DEFECT.encode(), f"/harbour/blog/{SUN}": GOOD.encode()})
    try:
        assert archive.check("--isolated", "memory://harbour/blog").findings[0]["filename"] == f"blog/{POST}"
    finally:
        fs.rm("/harbour", recursive=True)
    result = archive.lint("--fix", "memory://harbour/blog")
    assert "--fix cannot be used with memory://harbour/blog: nothing is written there" in result.err
    result = archive.lint("tea://house")
    assert result.err.startswith("lint: tea://house: Protocol not known: tea")
