"""Nothing outside an archive is read or written because of what is in it: links, devices, huge files."""

import builtins
import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from lint import lint_paths
from lint.primitives.bounds import Bounds
from lint.primitives.files import UncheckedError, head, read, read_setting
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-rain.md"
SECRET = "SECRET-OF-THE-HOUSE"  # noqa: S105 - it only looks like one
HARM = GOOD.replace("Rain over the harbour", f"  {SECRET} over the harbour")
SPARSE = 1 << 40

pytestmark = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")


@pytest.fixture
def site(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with one good post, and beside it a house with a secret."""
    archive.write("house/secret.md", HARM)
    archive.write("house/posts/2021-05-03-x.md", HARM)
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    return archive


@pytest.fixture(params=[False, True], ids=["folder", "repository"])
def either(site: Archive, request: pytest.FixtureRequest) -> Archive:
    """The same, as a mere folder and as a repository."""
    if request.param:
        site.write("site/.git/config", f"[core]\n\tx = {SECRET}\n")
    return site


def link(target: str, name: str) -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    os.symlink(target, name)


COMMANDS = (
    ["."], ["--no-cache"], ["--jobs", "2"], ["--diff"], ["--fix"], ["--fix", "--unsafe-fixes"], ["--add-ignores"],
    ["--output-format", "json"], ["--statistics"], ["baseline"], ["links"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize(
    "target", ["../house/secret.md", "../house/posts", "{root}/house/secret.md", "../house/none.md"]
)
def test_a_link_out_of_the_archive_is_named_and_not_followed(
    either: Archive, arguments: Sequence[str], target: str
) -> None:
    link(target.format(root=either.root) if target[0] != "." else f"../{target}", "_posts/2021-05-04-x.md")
    result = either.lint(*arguments)
    assert result.code == 2
    assert "lint: _posts/2021-05-04-x.md: not checked: it leads out of the archive, to /" in result.err
    assert SECRET not in result.out
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM


def test_a_folder_that_leads_out_is_named_once(either: Archive) -> None:
    link("../house/posts", "notes")
    link("../house", "node_modules")  # it would not be linted anyway
    link("../house/secret.md", "LICENSE")
    result = either.lint()
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "lint: notes: not checked: it leads out" in result.err


def test_a_link_through_another_link_is_followed_to_its_end(either: Archive) -> None:
    link("hop", "_posts/2021-05-04-x.md")
    link("../up/house/secret.md", "_posts/hop")
    link("..", "up")
    result = either.lint("_posts")
    assert (result.code, SECRET in result.out) == (2, False)


def test_git_s_own_files_are_outside(site: Archive) -> None:
    site.write("site/.git/config", f"# {SECRET}\n")
    link("../.git/config", "_posts/2021-05-04-x.md")
    link(".git", "notes")
    result = site.lint()
    assert (result.code, SECRET in result.out, len(result.err.splitlines())) == (2, False, 2)


def test_links_inside_the_archive_are_followed(either: Archive) -> None:
    either.write("site/shared/2021-05-05-y.md", HARM)
    link("../shared/2021-05-05-y.md", "_posts/2021-05-05-y.md")
    link("../shared", "_posts/more")
    result = either.lint("--output-format", "concise")
    assert result.err == ""
    assert result.out.count("FMT008") >= 2
    # A part of a repository may lead to another part.
    if os.path.exists(".git"):
        result = either.lint("_posts", "--output-format", "concise")
        assert result.err == ""
        assert result.out.count("FMT008") >= 2


def test_what_the_user_names_is_read(either: Archive) -> None:
    link("../../house/secret.md", "_posts/2021-05-04-x.md")
    link("../house/posts", "notes")
    assert "FMT008" in either.check("_posts/2021-05-04-x.md").codes
    assert "FMT008" in either.check("notes").codes
    assert "FMT008" in either.check(os.path.abspath("notes"), "_posts/2021-05-03-rain.md").codes
    assert "FMT008" in [finding.code for finding in lint_paths(["_posts/2021-05-04-x.md"])]
    result = either.lint("../house", ".")
    assert result.err == ""


def test_an_archive_behind_a_link_is_an_archive(either: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    either.write("site/lint.toml", 'select = ["FMT008"]\n')
    either.write("site/shared/2021-05-05-y.md", HARM)
    link("../shared/2021-05-05-y.md", "_posts/2021-05-05-y.md")
    monkeypatch.chdir("..")
    link("site", "door")
    for path in ("door", "door/", "door/_posts/..", str(either.root / "door")):
        result = either.check(path)
        assert (result.err, set(result.codes)) == ("", {"FMT008"})


@pytest.mark.parametrize("arguments", [["--fix"], ["--fix", "--unsafe-fixes"], ["--add-ignores"]])
@pytest.mark.parametrize("name", ["_posts/2021-05-04-x.md", "notes/2021-05-03-x.md"])
def test_nothing_is_written_outside_even_if_the_user_named_the_link(
    either: Archive, arguments: Sequence[str], name: str
) -> None:
    link("../../house/secret.md", "_posts/2021-05-04-x.md")
    link("../house/posts", "notes")
    result = either.lint(*arguments, name)
    assert f"lint: {name}: not fixed: it leads out of the archive, to " in result.err
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM
    assert (either.root / "house/posts/2021-05-03-x.md").read_text(encoding="utf-8") == HARM


@pytest.mark.parametrize(
    "arguments", [["baseline"], ["baseline", "--baseline", ".lint-baseline.jsonl"], ["baseline", "--prune"]]
)
@pytest.mark.parametrize("target", ["../house/known", "../house/secret.md"])
def test_a_baseline_is_not_written_outside(either: Archive, arguments: Sequence[str], target: str) -> None:
    link(target, ".lint-baseline.jsonl")
    result = either.lint(*arguments)
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM


@pytest.mark.parametrize("target", ["../house/new.toml", "../house/secret.md"])
def test_init_writes_nothing_outside(either: Archive, target: str) -> None:
    link(target, "lint.toml")
    result = either.lint("init", "--force")
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM


def test_new_rule_writes_nothing_outside(either: Archive) -> None:
    link("../../../house", "lint/rules/keep")
    result = either.lint("new-rule", "KEEP001", "title-too-long")
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]


KINDS = ("pipe", "socket", "device", "link to a device")
# Settings: each with its name, and a post that is read with it.
SETTINGS = {
    "lint.toml": "",
    ".lint.toml": "",
    "pyproject.toml": "[tool.lint]\n",
    ".lint-baseline.jsonl": "",
    ".gitignore": "drafts\n",
    "_posts/.gitignore": "drafts\n",
    "_config.yml": "title: x\n",
    "hugo.toml": "title = 'x'\n",
    "config/_default/params.toml": "x = 1\n",
    "eleventy.config.js": "x\n",
    ".eleventyignore": "drafts\n",
    "s.json": "{}",
}
MORE = {
    "config/_default/params.toml": {"hugo.toml": ""},
    ".eleventyignore": {"eleventy.config.js": ""},
    "s.json": {"lint.toml": 'schema = "s.json"\n'},
}


def prepare(archive: Archive, name: str) -> None:
    for part, others in MORE.items():
        for other, text in others.items() if name == part else ():
            archive.write(f"site/{other}", text)
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_lead_out_are_named_and_not_read(either: Archive, opened: list[str], name: str) -> None:
    either.write("house/settings", SETTINGS[name])
    prepare(either, name)
    os.symlink(either.root / "house/settings", name)
    opened.clear()
    result = either.lint(".")
    assert result.code == 2
    assert os.path.basename(name) in result.err
    assert f"it leads out of the archive, to {os.path.realpath('../house/settings')}" in result.err
    assert not [path for path in opened if leads_to(path, "house")]


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_are_links_inside_are_read(either: Archive, name: str) -> None:
    prepare(either, name)
    either.write("site/.conf/settings", SETTINGS[name])
    os.symlink(os.path.abspath(".conf/settings"), name)
    result = either.lint(".")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_pipes_sockets_and_devices_are_named_and_never_opened(
    site: Archive, opened: list[str], name: str, kind: str
) -> None:
    prepare(site, name)
    make(kind, name)
    result = site.lint(".")
    assert result.code == 2
    assert os.path.basename(name) in result.err
    assert "it is not a regular file" in result.err or "leads out of the archive, to /dev/" in result.err
    assert not [path for path in opened if is_special(path)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "code"),
    [("_posts/2021-05-04-x.md", 2), ("x.html", 2), ("package.json", 0), ("_layouts/x.html", 0)],
)
def test_other_pipes_sockets_and_devices_are_never_opened(
    site: Archive, opened: list[str], kind: str, name: str, code: int
) -> None:
    prepare(site, name)
    site.write("site/_config.yml", "x: 1\n")
    make(kind, name)
    assert site.lint().code == code
    assert not [path for path in opened if is_special(path)]


def make(kind: str, name: str) -> None:
    if kind == "pipe":
        os.mkfifo(name)
    elif kind == "socket":
        # The name of a socket has a limit.
        folder = os.open(os.path.dirname(name) or ".", os.O_RDONLY)
        here = os.getcwd()
        os.fchdir(folder)
        with socket.socket(socket.AF_UNIX) as place:
            place.bind(os.path.basename(name))
        os.chdir(here)
        os.close(folder)
    elif kind == "device":
        try:
            os.mknod(name, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        except OSError:
            pytest.skip("only root makes devices")
    else:
        os.symlink("/dev/zero", name)


def is_special(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and path != os.devnull


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is opened or listed from now on."""
    seen: list[str] = []
    for module, name in ((os, "open"), (os, "scandir"), (os, "listdir"), (builtins, "open")):
        monkeypatch.setattr(module, name, noting(getattr(module, name), seen))
    return seen


def noting(function: Callable[..., Any], seen: list[str]) -> Callable[..., Any]:
    def note(path: Any = ".", *arguments: Any, **named: Any) -> Any:
        if isinstance(path, str | bytes):
            seen.append(os.fsdecode(path))
        return function(path, *arguments, **named)

    return note


# As Python itself sees it, with all that it and its libraries open.
WATCH = """
import json, os, sys
seen = []
def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and arguments and isinstance(arguments[0], (str, bytes)):
        seen.append(os.fsdecode(arguments[0]))
sys.addaudithook(watch)
from lint.cli.main import main
try:
    code = main(sys.argv[1:])
finally:
    print("\\x00" + json.dumps(seen))
sys.exit(code)
"""


@pytest.mark.parametrize(
    "command", [["check"], ["baseline"], ["links"], ["check", "--fix"], ["init", "--force"]]
)
def test_python_opens_nothing_outside_and_nothing_special(site: Archive, command: list[str]) -> None:
    for name in (
        *SETTINGS,
        "_posts/2021-05-04-x.md",
        "x.html",
        "package.json",
        "_layouts/x.html",
        "_includes",
    ):
        for depth, kind in enumerate(("pipe", "link to a device")):
            prepare(site, f"part{depth}/{name}")
            make(kind, f"part{depth}/{name}")
        prepare(site, f"part3/{name}")
        os.symlink(site.root / "house" / "posts", f"part3/{name}")
    run = subprocess.run(
        [sys.executable, "-c", WATCH, *command], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    paths: list[str] = json.loads(run.stdout.decode().rpartition("\0")[2])
    assert run.returncode == 2
    assert not [path for path in paths if leads_to(path, "house")]
    assert not [path for path in paths if is_special(path)]


def leads_to(path: str, name: str) -> bool:
    return "\0" not in path and name in os.path.realpath(path).split(os.sep)


# Sizes


@pytest.mark.parametrize("name", SETTINGS)
def test_a_huge_file_is_named_and_not_read(either: Archive, name: str) -> None:
    prepare(either, name)
    with open(name, "wb") as file:
        try:
            file.truncate(SPARSE)
        except OSError:
            pytest.skip("the file system has no such files")
    result = either.lint(".")
    assert result.code == 2
    assert os.path.basename(name) in result.err
    assert "it has 1,099,511,627,776 bytes; expected at most " in result.err


@pytest.mark.parametrize("arguments", [["--config", "{}"], ["--baseline", "{}"], ["--schema", "{}"]])
def test_what_the_user_names_has_a_bound_as_well(site: Archive, arguments: Sequence[str]) -> None:
    link("/dev/zero", "x.json")
    result = site.lint(*(each.format("x.json") for each in arguments))
    assert (result.code, "expected at most" in result.err) == (2, True)


# The reader itself


def test_a_reader_follows_links_only_inside(site: Archive) -> None:
    bounds = Bounds()
    bounds.name(".")
    link("../house/secret.md", "out.md")
    link(POST, "in.md")
    link("loop.md", "loop.md")
    assert read("in.md", 1000, bounds) == head("in.md", 1000, bounds) == GOOD.encode()
    assert head("out.md", 1000, bounds) is None
    assert head("loop.md", 1000, bounds) is None
    for name in ("out.md", "loop.md", "none.md", "_posts", "a\0b"):
        for reader in readers(bounds):
            with pytest.raises(UncheckedError):
                reader(name)
    assert site.root


def readers(bounds: Bounds) -> Iterator[Callable[[str], bytes]]:
    yield lambda name: read(name, 1000, bounds)
    yield lambda name: read_setting(name, bounds)


def test_what_takes_a_file_s_place_is_not_followed(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = Bounds()
    bounds.name(".")
    lstat = os.lstat

    def late(path: str) -> os.stat_result:
        """Replace the file right after it was looked at."""
        status = lstat(path)
        if path.endswith(".md"):
            os.unlink(path)
            os.symlink(site.root / "house/secret.md", path)
        return status

    monkeypatch.setattr(os, "lstat", late)
    with pytest.raises(UncheckedError):
        read(POST, 10_000, bounds)


# The references of a JSON Schema

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
