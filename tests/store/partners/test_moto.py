"""An archive on a real server of S3, which is moto: linted as the folder, and written by version.

moto checks `If-Match` itself, and answers as S3 does.
"""

import os
from collections.abc import Iterator
from secrets import token_hex

import pytest

from lint.store import s3_writes
from lint.store.remote import RemoteStore
from tests.conftest import GOOD, Archive
from tests.store.makers import DEFECT, POST
from tests.store.test_same import FILES
from tests.web.partners.running import free_port, program, served

MENDED = DEFECT.replace("  Rain over", "Rain over")
NAMES = [
    f"_posts/2021-05-{day:02}-{name}.md"
    for day, name in enumerate(["雨", "a b", "a+b", "a%20b", "[a]*?", "a#b&c=d"], 1)
]


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server."""
    port = free_port()
    command = (program("moto", "moto_server"), "-H", "127.0.0.1", "-p", str(port))
    with served(*command, folder=tmp_path_factory.mktemp("moto"), port=port):
        yield port


@pytest.fixture
def _named(moto: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [each for each in os.environ if each.startswith(("AWS_", "FSSPEC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{moto}",
        "AWS_ACCESS_KEY_ID": "harbour",
        "AWS_SECRET_ACCESS_KEY": "rain",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)


class Objects:
    """The objects of a bucket of its own."""

    def __init__(self, name: str, store: RemoteStore) -> None:
        self.bucket = name
        self._store = store
        self.call("create_bucket", Bucket=name)

    def call(self, method: str, **arguments: object) -> dict[str, object]:
        """Return what S3 answers."""
        return dict(self._store.run(self._store.call(method, **arguments)))

    def put(self, name: str, content: str | bytes, **about: object) -> None:
        """Store an object."""
        data = content.encode() if isinstance(content, str) else content
        self.call("put_object", Bucket=self.bucket, Key=name, Body=data, **about)

    def read(self, name: str) -> bytes:
        """Return the content of an object."""
        with RemoteStore(f"s3://{self.bucket}/{name}") as store:
            (member,) = store.members()
            return b"".join(member.read())


@pytest.fixture
def objects(_named: None) -> Iterator[Objects]:
    name = f"rain-{token_hex(8)}"
    with RemoteStore(f"s3://{name}") as store:
        yield Objects(name, store)


@pytest.mark.usefixtures("indexed")
def test_it_is_linted_as_the_folder_is(archive: Archive, objects: Objects) -> None:
    for name, content in {**FILES, **{f"site/{name}": DEFECT for name in NAMES}}.items():
        archive.write(name, content)
        objects.put(name, content)
    folder = archive.check("--no-cache", "site")
    assert {"ARC007", "FIL012", "FMT008"} <= {*folder.codes}
    assert archive.check(f"s3://{objects.bucket}/site") == folder


def test_a_fix_is_written_with_what_the_object_had(archive: Archive, objects: Objects) -> None:
    objects.put(
        f"blog/{POST}", DEFECT, ContentType="text/x-rain", Metadata={"mood": "grey"}, Tagging="kept=a+year"
    )
    objects.put("blog/_posts/2021-05-04-sun.md", GOOD)
    place = {"Bucket": objects.bucket, "Key": f"blog/{POST}"}
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", f"s3://{objects.bucket}/blog")
    assert (result.code, result.err) == (0, "")
    assert objects.read(f"blog/{POST}") == MENDED.encode()
    head = objects.call("head_object", **place)
    assert (head["ContentType"], head["Metadata"]) == ("text/x-rain", {"mood": "grey"})
    assert objects.call("get_object_tagging", **place)["TagSet"] == [{"Key": "kept", "Value": "a year"}]
    assert objects.call("list_objects_v2", Bucket=objects.bucket)["KeyCount"] == 2


@pytest.mark.parametrize("when", ["before", "between"])
def test_what_another_program_wrote_is_kept(
    archive: Archive, objects: Objects, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    objects.put(f"blog/{POST}", DEFECT)

    async def other(store: RemoteStore) -> None:
        await store.call("put_object", Bucket=objects.bucket, Key=f"blog/{POST}", Body=b"another text")

    real_refuse, real_tags = s3_writes._refuse_careless, s3_writes._tags  # noqa: SLF001 - the moments

    async def refuse(store: RemoteStore, *arguments: object) -> None:
        await real_refuse(store, *arguments)  # type: ignore[arg-type]
        if when == "before":
            await other(store)

    async def tags(store: RemoteStore, *arguments: str) -> str:
        found = await real_tags(store, *arguments)
        if when == "between":  # after the object was asked about, before it is written
            await other(store)
        return found

    monkeypatch.setattr(s3_writes, "_refuse_careless", refuse)
    monkeypatch.setattr(s3_writes, "_tags", tags)
    result = archive.lint("--isolated", "--select", "FMT008", "--fix", f"s3://{objects.bucket}/blog")
    assert result.code == 2
    assert (
        result.err
        == f"lint: blog/{POST}: not checked: it was not written: it was changed since it was read\n"
    )
    assert objects.read(f"blog/{POST}") == b"another text"


def test_no_bucket_is_said(archive: Archive, objects: Objects) -> None:
    result = archive.lint("s3://no-such-bucket-of-rain/blog")
    assert result.code == 2
    assert result.err.startswith("lint: s3://no-such-bucket-of-rain/blog: ")
    assert objects
