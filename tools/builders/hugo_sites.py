"""Where Hugo publishes the files of small sites, as its pages and the files that it writes say."""

import json
import os
import re
import subprocess
import tempfile
from urllib.parse import unquote, urlsplit

from tools.builders import sites
from tools.builders.rows import STOPS

# Each page lists all, since one that is written over leaves nothing else.
_LIST = """
{{- $own := "" }}{{ with .File }}{{ $own = .Filename }}{{ end -}}
OWN {{ slice $own .RelPermalink | jsonify | safeHTML }}
{{ range hugo.Sites }}{{ range .Pages }}{{ $link := .RelPermalink }}{{ with .File }}
PAGE {{ slice .Filename $link | jsonify | safeHTML }}
{{ end }}{{ end }}{{ end }}
"""
_ALIAS = """
{{- $own := "" }}{{ with .Page }}{{ with .File }}{{ $own = .Filename }}{{ end }}{{ end -}}
ALIAS {{ $own | jsonify | safeHTML }}
"""
_LAYOUTS = {
    "layouts/_default/single.html": _LIST,
    "layouts/_default/list.html": _LIST,
    "layouts/alias.html": _ALIAS,
}
_LINE = re.compile(r"^(OWN|PAGE|ALIAS) (.*)$", re.MULTILINE)
_BASE = re.compile(r"""^baseURL\s*[:=]\s*["']?([^"'\n]*)""", re.MULTILINE | re.IGNORECASE)


def published(program: str, site: str) -> object:
    """Return the addresses and aliases of the files of a site.

    Args:
        program: Hugo.
        site: The site, as in sites.py.
    """
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)  # noqa: PLW2901  as Hugo names its files
        markers = sites.write(folder, site)
        for name, text in _LAYOUTS.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        out = os.path.join(folder, "out")
        run = subprocess.run(  # noqa: S603  a builder
            [program, "--source", folder, "--destination", out],
            env={**os.environ, "TZ": "UTC", "HUGO_CACHEDIR": os.path.join(folder, "cache")},
            capture_output=True,
            check=False,
        )
        if os.environ.get("TRUTH_DEBUG"):
            print(run.returncode, (run.stdout + run.stderr).decode()[-1500:])
        fails = run.returncode or b"panic:" in run.stderr
        return STOPS if fails else _read(folder, out, markers, site)


def _read(folder: str, out: str, markers: dict[str, str], site: str) -> dict[str, list[list[str]]]:
    base = _BASE.search(site)
    prefix = urlsplit(base[1]).path.rstrip("/") if base else ""
    found: dict[str, list[list[str]]] = {path: [[], []] for path in markers}
    written: dict[str, list[str]] = {path: [] for path in markers}
    for path, text in _texts(out):
        address = f"/{path}"
        address = address.removesuffix("index.html") if address.endswith("/index.html") else address
        for kind, value in _LINE.findall(text):
            given = json.loads(value)
            name = os.path.relpath(
                given if kind == "ALIAS" and given else given[0] if given and given[0] else out, folder
            )
            if name not in found:
                continue
            if kind == "OWN":
                written[name].append(address)
            if kind == "ALIAS":
                found[name][1].append(address)
            else:
                link = unquote(given[1]).removeprefix(prefix)
                if link and link not in found[name][0]:
                    found[name][0].append(link)
        for name, marker in markers.items():
            if not text.startswith("OWN") and f"{marker}\n" in text:
                found[name][0].append(address)
    for name, places in written.items():
        found[name][0] += [each for each in sorted(places) if each not in found[name][0]]
        found[name][1].sort()
    return found


def _texts(out: str) -> list[tuple[str, str]]:
    found = []
    for at, _, names in os.walk(out):
        for name in names:
            path = os.path.join(at, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
            if not name.endswith(".xml") or text.startswith("marker"):
                found.append((os.path.relpath(path, out), text))
    return sorted(found)
