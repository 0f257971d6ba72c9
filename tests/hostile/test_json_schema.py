"""A JSON Schema reads files below its folder and nothing else; the cache knows them all."""

import json
import os
import socket
from collections.abc import Iterator

import pytest

from tests.conftest import Archive
from tests.hostile.conftest import leads_to, link

pytestmark = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")


OUTSIDE = '{"const": "SECRET-OF-THE-HOUSE"}'


@pytest.fixture
def schema(site: Archive) -> Archive:
    site.write("house/title.json", OUTSIDE)
    site.write("site/title.json", OUTSIDE)
    site.write("site/lint.toml", 'schema = "schemas/post.json"\nselect = ["FMT007"]\n')
    site.write("site/schemas/parts/title.json", '{"$ref": "length.json"}')
    site.write("site/schemas/parts/length.json", '{"maxLength": 3}')
    return site


def refer(archive: Archive, reference: str, **more: object) -> None:
    archive.write(
        "site/schemas/post.json", json.dumps({**more, "properties": {"title": {"$ref": reference}}})
    )


@pytest.mark.parametrize(
    "reference",
    [
        "../title.json", "parts/../../title.json", "%2e%2e/title.json", "..%2Ftitle.json",
        "file://{root}/house/title.json", "file://localhost{root}/house/title.json", "file:///etc/hostname",
        "//example.invalid/title.json", "ftp://example.invalid/x", "urn:example:title", "out.json", "out/title.json",
        "parts/out.json#/x", "parts", "parts/none.json", "/title.json", "data:application/json,{{}}", "parts/title.json%00",
        "pipe.json", "huge.json", "broken.json", "deep.json",
    ],
)  # fmt: skip
def test_a_json_schema_reads_below_its_folder_only(
    schema: Archive, opened: list[str], reference: str
) -> None:
    link(str(schema.root / "house/title.json"), "schemas/out.json")
    link("../../../house/title.json", "schemas/parts/out.json")
    link("../../house", "schemas/out")
    os.mkfifo("schemas/pipe.json")
    schema.write("site/schemas/huge.json", "")
    os.truncate("schemas/huge.json", 1 << 33)
    schema.write("site/schemas/broken.json", "{")
    schema.write("site/schemas/deep.json", "[" * 100_000)
    refer(schema, reference.format(root=schema.root))
    result = schema.lint(".")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert result.err.startswith("lint: lint.toml: schema: ")
    assert "schemas/post.json" in result.err
    assert not [path for path in opened if leads_to(path, "house")]


@pytest.mark.parametrize(
    "more", [{"$id": "http://127.0.0.1:{port}/x/"}, {"$schema": "http://127.0.0.1:{port}/meta"}, {}]
)
def test_a_json_schema_reads_nothing_from_the_network(schema: Archive, more: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        more = {key: value.format(port=port) for key, value in more.items()}
        refer(schema, "parts/title.json" if more else f"http://127.0.0.1:{port}/title.json", **more)
        result = schema.lint()
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert result.code == 2
    assert "schema 'schemas/post.json' " in result.err


@pytest.mark.parametrize(
    "reference", ["parts/title.json", "./parts/title.json", "parts/../parts/title.json", "in.json"]
)
def test_a_json_schema_may_be_several_files(schema: Archive, reference: str) -> None:
    link("parts/title.json", "schemas/in.json")
    refer(schema, reference)
    if reference == "in.json":
        schema.write("site/schemas/length.json", '{"maxLength": 3}')
    result = schema.check()
    assert (result.codes, result.err) == (["FMT007"], "")


def test_a_json_schema_may_refer_to_the_standard_s_own(schema: Archive) -> None:
    schema.write(
        "site/schemas/post.json",
        json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$ref": "#/$defs/a",
                "$defs": {"a": {}},
            }
        ),
    )
    assert (schema.lint().code, schema.lint().err) == (0, "")


@pytest.mark.parametrize("path", ["../house/title.json", "{root}/house/title.json", "out.json"])
def test_a_configuration_names_no_schema_outside_but_the_user_may(site: Archive, path: str) -> None:
    site.write("house/title.json", '{"required": ["mood"]}')
    link("../house/title.json", "out.json")
    path = path.format(root=site.root)
    site.write("site/lint.toml", f'schema = "{path}"\n')
    result = site.lint()
    assert (result.code, "it leads out of the archive, to " in result.err) == (2, True)
    assert "FMT005" in site.check("--schema", path).codes
    assert "FMT005" in site.check("--trust").codes


def spelled(text: str) -> Iterator[bytes]:
    """Yield the same JSON in other letters."""
    yield text.encode()
    yield text.replace("$ref", "\\u0024re\\u0066").encode()
    yield text.encode("utf-16")
    yield text.encode("utf-32-be")
    yield text.replace('"$ref"', '"$ref"\n\t ').encode()


@pytest.mark.parametrize("spelling", range(5))
def test_the_cache_knows_every_file_of_a_schema(schema: Archive, spelling: int) -> None:
    text = json.dumps({"properties": {"title": {"$ref": "parts/title.json"}}})
    schema.write("site/schemas/post.json", list(spelled(text))[spelling])
    for _ in range(2):
        assert schema.check(".").codes == ["FMT007"]
    schema.write("site/schemas/parts/length.json", '{"maxLength": 300}')
    for _ in range(2):
        assert schema.check(".").codes == []
    schema.write("site/schemas/parts/length.json", '{"maxLength": 4}')
    assert schema.check(".").codes == ["FMT007"]
