"""Settings in an archive that are links, pipes, devices or huge are named, and never opened."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.conftest import Archive
from tests.hostile.conftest import KINDS, is_special, leads_to, link, make

pytestmark = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")


SPARSE = 1 << 40
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
# Of the site's own settings, what cannot be read is only said.
OURS = frozenset(
    name for name in SETTINGS if "lint" in name or name.endswith((".json", "gitignore", "project.toml"))
)
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
def test_settings_that_lead_out_are_named_and_not_read(site: Archive, opened: list[str], name: str) -> None:
    site.write("house/settings", SETTINGS[name])
    prepare(site, name)
    os.symlink(site.root / "house/settings", name)
    opened.clear()
    result = site.lint(".")
    assert result.code == 2
    assert os.path.basename(name) in result.err
    assert f"it leads out of the archive, to {os.path.realpath('../house/settings')}" in result.err
    assert not [path for path in opened if leads_to(path, "house")]


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_are_links_inside_are_read(site: Archive, name: str) -> None:
    prepare(site, name)
    site.write("site/.conf/settings", SETTINGS[name])
    os.symlink(os.path.abspath(".conf/settings"), name)
    result = site.lint(".")
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


@pytest.mark.parametrize("name", SETTINGS)
def test_a_huge_file_is_named_and_not_read(site: Archive, name: str) -> None:
    prepare(site, name)
    with open(name, "wb") as file:
        try:
            file.truncate(SPARSE)
        except OSError:
            pytest.skip("the file system has no such files")
    result = site.lint("." if name in OURS else "--show-settings")
    assert result.code == (2 if name in OURS else 0)
    assert os.path.basename(name) in result.err + result.out
    assert "it has 1,099,511,627,776 bytes; expected at most " in result.err + result.out


@pytest.mark.parametrize("arguments", [["--config", "{}"], ["--baseline", "{}"], ["--schema", "{}"]])
def test_what_the_user_names_has_a_bound_as_well(site: Archive, arguments: Sequence[str]) -> None:
    link("/dev/zero", "x.json")
    result = site.lint(*(each.format("x.json") for each in arguments))
    assert (result.code, "expected at most" in result.err) == (2, True)
