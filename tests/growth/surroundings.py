"""Hostile text in what is around posts: the configurations of sites and of `lint`, and reports."""

import json
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from lint.archive.builders import NAMES, named
from lint.config import toml_text
from lint.post.document import Document
from lint.primitives.bounds import Bounds
from lint.primitives.finding import Finding
from lint.primitives.fingerprint import fingerprints
from lint.primitives.source import Source
from lint.report import formats
from lint.report.diff import shown
from lint.report.reporter import ReportOptions
from tests.growth.cost import Call

# The keys that the builders' classes read, whose values they take apart.
_KEYS = (
    "title", "timezone", "timeZone", "TIMEZONE", "url", "baseURL", "SITEURL", "base_url", "site", "permalink",
    "contentDir", "source_dir", "srcDir", "PATH",
)  # fmt: skip
_LISTS = (
    "exclude", "ignoreFiles", "skip_render", "IGNORE_FILES", "ARTICLE_EXCLUDES", "PAGE_PATHS", "srcExclude", "ignored_content"
)  # fmt: skip

# Other files that decide what links lead to.
_BESIDES = (
    "Gemfile", "_redirects", ".htaccess", "netlify.toml", "_plugins/a.rb", "publishconf.py", "package.json",
    "content/_index.md", "content/a.md", "content/b/_index.md", "source/a.md", "src/content.config.ts",
    "src/pages/[...a].astro", "a.md", "a/a.json", "layouts/shortcodes/a.html",
)  # fmt: skip


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def _lines(name: str, value: str) -> str:
    if name.endswith((".toml", ".py")):
        lists = "".join(f"{key} = [{value}]\n" for key in _LISTS)
        return "".join(f"{key} = {value}\n" for key in _KEYS) + lists
    lists = "".join(f"{key}: [{value}],\n" for key in _LISTS)
    lines = "".join(f"{key}: {value},\n" for key in _KEYS) + lists
    if name.endswith((".yml", ".yaml")):
        return lines.replace(",\n", "\n") + f"project:\n  render: [{value}]\nwebsite:\n  site-url: {value}\n"
    return f"export default {{\n{lines}\ndir: {{ input: {value} }}}}\nconfig.ignores.add({value})\n"


def _bounds(root: str) -> Bounds:
    bounds = Bounds()
    bounds.name(root)
    return bounds


def configurations(text: str, *, whole: bool = False) -> Call:
    """Return a call that reads the configuration of a site of each builder.

    Parameters:
        whole: whether the text is a part of the file, not of its values.
    """
    files: list[tuple[str, Path]] = []
    for name in NAMES:
        builder = named(name)
        for each in builder.configuration_files[:1]:
            path = Path(_folder().name, f"{name}-{len(text)}-{whole}", each)
            path.parent.mkdir(parents=True, exist_ok=True)
            value = json.dumps("rain" if whole else text)
            path.write_text(
                _lines(each, value) + (text if whole else "") + "\nunsafe = true\n", "utf-8", "replace"
            )
            files.append((name, path))
            layout = Path(_folder().name, f"{name}-{len(text)}-{whole}", "_layouts", "post.html")
            layout.parent.mkdir(parents=True, exist_ok=True)
            layout.write_text(text, "utf-8", "replace")
            for beside in _BESIDES:
                file = Path(_folder().name, f"{name}-{len(text)}-{whole}", beside)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8", "replace")

    def reading() -> None:
        for name, path in files:
            root = str(path)[: -len(named(name).configuration_files[0]) - 1]
            site = named(name)(root, bounds=_bounds(root))
            _ = site.untold, site.timezone, site.own_host, site.fingerprint, site.renders_entities
            site.output("posts/2021-05-03-rain.md")
            for page in ("a.md", "content/a.md", "source/a.md", "src/pages/a.md", "content/b/a.md"):
                site.published(page, {"title": "Rain"})
                site.provided(page)
            _ = [*map(site.may_be_there, ("/a/", "/a.png", "/tags/a/", "a.md")), site.is_whole]

    return reading


def own_configuration(text: str) -> Call:
    """Return a call that reads a `lint.toml`."""
    data = f"[rules]\na = {json.dumps(text)}\n{text}\n".encode("utf-8", "replace")

    def reading() -> None:
        with suppress(toml_text.TOMLError):
            toml_text.parse(data)

    return reading


def reports(document: Document, findings: list[Finding]) -> Call:
    """Return a call that writes some findings in each format that is text."""
    reporters = [formats.load(name, ReportOptions(color=True, path="report")) for name in formats.names()]
    after = Source(document.source.filename, b"rain\n" + document.source.data)

    def writing() -> None:
        fingerprints(document.source, findings)
        for reporter in reporters:
            if not reporter.binary:
                reporter.take(reporter.file(document.source, findings))
                shown(reporter.change(document.source, after), color=True)

    return writing
