"""What configures a run: `lint.toml`, the configuration of a site, and patterns of ignored files."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from lint.archive.builders import NAMES, named
from lint.archive.discovery import find
from lint.config.config import Config
from lint.config.keys import KEYS
from lint.config.nearest import ConfigCache
from lint.config.reader import load_file
from lint.engine.scope import settle
from lint.primitives.errors import UserError
from tools.fuzz import cases
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_CONFIGURATIONS = (
    'select = ["LNK", "FMT001"]\nignore = ["LNK001"]\n', 'severity = { LNK = "info", all = "off" }', 'exclude = ["a/", "!b", "[z-a]"]',
    'schema = "news-mirror"\nextra = "forbid"\n[fields.title]\nrequired = true\n', '[roles]\nsource = "from"', 'timezone = "Asia/Tokyo"',
    '[[proxies]]\nname = "x"\nhosts = ["x.example"]\npath = "/(?P<target>.*)"\n', '[per-file-ignores]\n"a/**" = ["LNK"]\n', 'dialect = "hugo"\nyaml = "1.2"',
    "[rules.LNK001]\nx = 1", "max-file-size = 1000\nmax-findings = -1\njobs = 0", 'tags = ["a"]\nposts = ["*.md"]', 'schema = "x.json"', "fail-on = 1",
    'extends = ["archive-lint:blog", "lint.toml"]', '[[overrides]]\nfiles = ["*.md", "!a/"]\nignore = ["FMT"]\nseverity.all = "off"\n',
)  # fmt: skip
_SITES = (
    "timezone: Asia/Tokyo\nexclude: [a, b]\npermalink: /:title/\n", "title: x\nmarkdown: kramdown\nkramdown:\n  input: GFM\n", "url: https://a.example\nbaseurl: /b",
    "timeZone = 'Asia/Tokyo'\nbaseURL = 'https://a.example/'\n[markup.goldmark.renderer]\nunsafe = true\nignoreFiles = ['a$']", "[project]\nrender = ['*.qmd']",
    "module.exports = {\n  title: 'x',\n  url: `https://a.example`,\n  themeConfig: { b: [1] } }", "export default defineConfig({ site: 'https://a.example' })",
    "TIMEZONE = 'Asia/Tokyo'\nSITEURL = 'https://a.example'\nPATH = 'content'\n", '{"title": "x", "timezone": "UTC"}', "post_asset_folder: true\nskip_render: ['a/**']",
)  # fmt: skip
_PATTERNS = (
    "*.md\n!a.md\n", "/a/\nb/**\n**/c\n", "[a-z]\n[!a]\n[z-a]\n[]a]\n[[:alpha:]]\n[", "a\\\n\\#b\n\\!c\n#d\n a \n\\ \n", "****\n*?*?*\n", "!\n/\n//\n\\\n", "a[",
    "foo/*/bar\n**/\n/**/\n", "\xff\n", "a b\t\n", "{a,b}\n", "[\\]a]\n[a\\]\n",
)  # fmt: skip
_PATHS = ("a.md", "a/b.md", "a/b/c.md", "雨.md", "#b.md", "a b.md", "[.md")


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="archive-lint-fuzz-")


def _folder() -> Path:
    return Path(_scratch().name)


def _configuration(data: bytes) -> None:
    path = _folder() / "lint.toml"
    path.write_bytes(data)
    try:
        config = load_file(str(path))
        if config is not None:
            settle(config, named("jekyll" if config.dialect == "auto" else config.dialect)(str(_folder())))
    except UserError as error:
        message = str(error)
        if "lint.toml" not in message:
            raise WrongError("the message does not name the file", message) from error
        if "\n" in message or len(message) > 2000:
            raise WrongError("the message is not one line", message) from error


def _site(data: bytes) -> None:
    """Ask a site all that rules ask of its configuration."""
    builder = named(NAMES[(data[:1] or b"\0")[0] % len(NAMES)])
    files = builder.configuration_files or ("_config.yml",)
    path = _folder() / f"site-{builder.name}" / files[(data[1:2] or b"\0")[0] % len(files)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[2:])
    try:
        site = builder(str(_folder() / f"site-{builder.name}"))
        _ = (site.untold, site.own_host, site.timezone, site.fingerprint, site.markdown_of("x.md"))
        for name in ("_posts/2021-05-03-x.md", "a/b.md", "index.html"):
            _ = (
                site.output(name),
                site.leaves_out(name, is_folder=False),
                site.is_post(os.path.join(site.root, name)),
            )
        if any("\n" in problem for problem in site.untold):
            raise WrongError("a problem is not one line", site.untold)
    finally:
        path.unlink()


@cache
def _archive() -> Path:
    folder = _folder() / "ignored"
    for name in _PATHS:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return folder


def _ignored(data: bytes) -> None:
    """Look for posts where `.gitignore` and the configuration say which do not count."""
    folder = _archive()
    (folder / ".gitignore").write_bytes(data)
    found = find([str(folder)], ConfigCache(Config(root=str(folder))))
    if found.missing or found.unreadable:
        raise WrongError("patterns make a folder unreadable", found)
    patterns = tuple(data.decode("utf-8", "replace").splitlines())
    with suppress(UserError):
        find([str(folder)], ConfigCache(Config(root=str(folder), exclude=patterns)))


def _configuration_seeds(_suites: Suites) -> Iterator[bytes]:
    yield from (case.encode() for case in (*_CONFIGURATIONS, *cases.TOML))
    yield from (f"{key} = 1\n".encode() for key in KEYS)


def _site_seeds(_suites: Suites) -> Iterator[bytes]:
    for at in range(len(NAMES)):
        yield from (bytes((at, number)) + case.encode() for number, case in enumerate(_SITES))


def _pattern_seeds(_suites: Suites) -> Iterator[bytes]:
    return (case.encode("latin-1") for case in _PATTERNS)


TARGETS = {
    "configuration": Target(_configuration, _configuration_seeds),
    "site-configuration": Target(_site, _site_seeds, 2),
    "ignore-patterns": Target(_ignored, _pattern_seeds),
}
