"""Pelican, with Python-Markdown: articles are read in one process by pelican_articles.py."""

import datetime as dt
import functools
import json
import os
import shutil
import subprocess

from tools.builders.inputs import INPUTS, LATE
from tools.builders.late import files as late_files
from tools.builders.late_addresses import addresses as late_addresses
from tools.builders.late_links import links as late_links
from tools.builders.links import measured
from tools.builders.pelican_addresses import ADDRESSES
from tools.builders.pelican_links import LINKS
from tools.builders.rows import Table, addresses, ids, moment
from tools.builders.sites import FENCES

FILES = [
    "content/a.md",
    "content/a.MD",
    "content/a.markdown",
    "content/a.mkd",
    "content/a.mdown",
    "content/a.mdx",
    "content/a.qmd",
    "content/a.txt",
    "content/a.html",
    "content/a.htm",
    "content/a.rst",
    "content/a.org",
    "content/a.json",
    "content/a.md~",
    "content/a",
    "content/a b.md",
    "content/a.b.md",
    "content/中文.md",
    "content/_a.md",
    "content/.a.md",
    "content/.#a.md",
    "content/#a.md",
    "content/~a.md",
    "content/index.md",
    "content/README.md",
    "content/2021-05-03-a.md",
    "content/_posts/a.md",
    "content/posts/a.md",
    "content/posts/_a.md",
    "content/posts/.a.md",
    "content/posts/a/index.md",
    "content/.hidden/a.md",
    "content/_hidden/a.md",
    "content/__pycache__/a.md",
    "content/drafts/a.md",
    "content/pages/a.md",
    "content/pages/sub/a.md",
    "content/images/a.md",
    "content/images/a.html",
    "content/extra/a.md",
    "content/static/a.md",
    "content/node_modules/a.md",
    "a.md",
    "README.md",
    "posts/a.md",
    "docs/a.md",
    "output/a.md",
    "theme/templates/a.html",
]
KINDS = (
    "date",
    "scalar",
    "keys",
    "fences",
    "tags",
    "heading",
    "toc heading",
    "body",
    "file",
    "address",
    "link",
)
_HOW = (
    "Pelican's reader of articles, and Pelican itself for `file` and `address`; `TIMEZONE = Asia/Tokyo`,"
    " theme `simple`, else the defaults. Metadata is Python-Markdown's `Key: value`, not YAML: `scalar`,"
    " `keys` and `tags` are such lines. `date`: article.date, `stops` where Pelican leaves the"
    " article out for it, `now` where it depends on the day of the build. `fences`: title and date come"
    " from settings; `front` where the article is not the whole file as Markdown. `toc heading`: with"
    " markdown.extensions.toc. `address`: sites as in sites.py, built; what the generators say of a file that"
    " is written."
)


def _own(attributes: dict[str, str]) -> bool:
    return attributes.get("class") in {"footnote-ref", "footnote-backref"}


def _read(kind: str, given: object) -> object:
    if kind == "date" and isinstance(given, str) and given[:1].isdigit():
        return moment(dt.datetime.fromisoformat(given))
    if isinstance(given, dict) and "html" in given:
        html = str(given["html"])
        return ids(html) if kind.endswith("heading") else addresses(html, _own)
    return given


def _built(python: str, folders: list[str]) -> list[str | None]:
    """Return the folder of the output of each site; None where Pelican stops."""
    runs = [
        subprocess.run(  # noqa: S603  a builder
            [python, "-P", "-m", "pelican", "-s", "pelicanconf.py", "-o", "out", "-t", "simple", "-q"],
            cwd=folder,
            env={**os.environ, "TZ": "UTC", "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
        )
        for folder in folders
    ]
    return [
        os.path.join(folder, "out") if run.returncode == 0 else None
        for folder, run in zip(folders, runs, strict=True)
    ]


def measure(programs: str | None) -> Table:
    """Return the table of a Pelican.

    Args:
        programs: The folder with python/bin/python, which has Pelican; None takes the `python` on PATH.
    """
    python = (
        os.path.join(programs, "python", "bin", "python") if programs else shutil.which("python") or "python"
    )
    script = os.path.join(os.path.dirname(__file__), "pelican_articles.py")
    table = Table("pelican", "", "Asia/Tokyo", _HOW)

    def build(kind: str, inputs: list[str]) -> list[object]:
        if kind == "link":
            return measured(inputs, functools.partial(_built, python), FENCES["pelican"])
        run = subprocess.run(  # noqa: S603  the script is ours
            [python, "-P", script],  # -P: `pelican` is Pelican, not this module
            input=json.dumps([[kind, text] for text in inputs]),
            capture_output=True,
            env={**os.environ, "TZ": "UTC", "PYTHONUTF8": "1"},
            text=True,
            encoding="utf-8",
            check=True,
        )
        answer = json.loads(run.stdout)
        table.version = answer["version"]
        return [_read(kind, given) for given in answer["results"]]

    own = {"toc heading": INPUTS["heading"], "file": FILES, "address": ADDRESSES, "link": LINKS}
    late = {
        "toc heading": LATE["heading"],
        "file": late_files("pelican", FILES),
        "address": late_addresses("pelican", ADDRESSES),
        "link": late_links("pelican", LINKS),
    }
    for kind in KINDS:
        table.measure(kind, build, own.get(kind, ()), late.get(kind, ()))
    return table
