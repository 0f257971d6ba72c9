"""A site as its builder's own program or template begins it gets no error and no warning.

The programs are looked for in the folder that ARCHIVE_LINT_BUILDERS names, as `tools/starters/install.sh` fills
it, and on PATH; if the variable is empty, nowhere. With ARCHIVE_LINT_REQUIRE_BUILDERS, a missing one is a failure.
"""

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.conftest import Archive
from tests.sites.starter_sites import SITES

FOLDER = os.environ.get("ARCHIVE_LINT_BUILDERS")
INSTALL = "run tools/starters/install.sh DIR and set ARCHIVE_LINT_BUILDERS=DIR"


pytestmark = pytest.mark.usefixtures("indexed")


def missing(what: str) -> None:
    message = f"{what} is not installed; {INSTALL}"
    if os.environ.get("ARCHIVE_LINT_REQUIRE_BUILDERS"):
        pytest.fail(message)
    pytest.skip(message)


def program(name: str) -> str:
    """Return the path of a program."""
    folders = (
        [os.path.join(FOLDER, each) for each in ("python/bin", "node/node_modules/.bin")] if FOLDER else []
    )
    path = os.pathsep.join([*folders, *([] if FOLDER == "" else [os.environ.get("PATH", "")])])
    found = shutil.which(name, path=path)
    if found is None:
        missing(name)
    return found or ""


def run(*command: str, folder: str = ".") -> None:
    # A home of its own: some programs keep a configuration there.
    environment = {**os.environ, "HOME": os.getcwd(), "CI": "1", "NO_UPDATE_NOTIFIER": "1"}
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def jekyll() -> None:
    run(program("jekyll"), "new", "--skip-bundle", "site")


def blank_jekyll() -> None:
    run(program("jekyll"), "new", "--blank", "site")


def hugo() -> None:
    hugo = program("hugo")
    run(hugo, "new", "site", "site")
    for name in ("posts/rain.md", "about.md", "posts/hail/index.md"):
        run(hugo, "new", name, folder="site")


def hexo() -> None:
    run(program("hexo"), "init", "site", "--no-clone", "--no-install")


def docusaurus() -> None:
    run(program("create-docusaurus"), "site", "classic", "--javascript", "--skip-install")


def typescript_docusaurus() -> None:
    run(program("create-docusaurus"), "site", "classic", "--typescript", "--skip-install")


def vitepress(theme: str = "default theme") -> None:
    # `vitepress init` asks questions at a terminal, then calls this.
    packages = os.path.dirname(os.path.dirname(program("vitepress")))
    script = 'import {scaffold} from "vitepress"; scaffold({root: process.argv[1], theme: process.argv[2]})'
    site = os.path.abspath("site")
    run(program("node"), "--input-type=module", "--eval", script, site, theme, folder=packages)


def customised_vitepress() -> None:
    vitepress("default theme + customization")


def vitepress_with_own_theme() -> None:
    vitepress("custom theme")


def assert_clean(archive: Archive, builder: str) -> None:
    settings = archive.lint("--show-settings", "site").out
    assert f"builder   {builder} (" in settings
    result = archive.check("site")
    found = [each for each in result.findings if each["severity"] != "info"]
    assert (found, result.code) == ([], 0), result.err


@pytest.mark.parametrize(
    ("builder", "build"),
    [
        ("jekyll", jekyll),
        ("jekyll", blank_jekyll),
        ("hugo", hugo),
        ("hexo", hexo),
        ("docusaurus", docusaurus),
        ("docusaurus", typescript_docusaurus),
        ("vitepress", vitepress),
        ("vitepress", customised_vitepress),
        ("vitepress", vitepress_with_own_theme),
    ],
)
def test_a_site_that_its_builder_begins_is_clean(
    archive: Archive, builder: str, build: Callable[[], None]
) -> None:
    build()
    assert_clean(archive, builder)


@pytest.mark.parametrize("name", SITES)
def test_a_site_that_people_begin_is_clean(archive: Archive, name: str) -> None:
    for path, text in SITES[name].items():
        archive.write(f"site/{path}", text)
    assert_clean(archive, {"starlight": "astro"}.get(name, name.partition(" ")[0]))
