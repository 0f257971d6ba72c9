"""The page, put together so that nothing in it but our own script is run, and nothing is loaded."""

import base64
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from lint.primitives.package_data import read_text
from lint.report.inert import Syntax, inert

_PACKAGE = "lint.report.html"
_STYLES = (("uplot", "uPlot.min.css"), ("report.css",))
_SCRIPTS = (
    ("uplot", "uPlot.iife.min.js"),
    ("data.js",),
    ("elements.js",),
    ("filters.js",),
    ("counts.js",),
    ("commands.js",),
    ("charts.js",),
    ("overview.js",),
    ("causes.js",),
    ("details.js",),
    ("table.js",),
    ("page.js",),
)
# What would end the element that has the data, or a line of JavaScript.
_IN_ELEMENTS = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def parts(data: Mapping[str, object]) -> Iterator[str]:
    """Yield the page in a few pieces.

    Parameters:
        data: what the script shows; `rows` come last and are written a line each.
    """
    style = "\n".join(read_text(_PACKAGE, *names) for names in _STYLES)
    script = "\n".join(
        ["'use strict';", "{", *(read_text(_PACKAGE, *names).strip() for names in _SCRIPTS), "}"]
    )
    page = read_text(_PACKAGE, "page.html")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            # No text becomes markup or a script, in whatever way.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )
    for before, name in _divided(page):
        yield before
        match name:
            case "title":
                yield escape(f"{data['archive']}: what lint found")
            case "policy":
                yield escape(policy, quote=True)
            case "style":
                yield style
            case "script":
                yield script
            case "data":
                yield from _json(data)


def _divided(page: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a template with the name in braces after it; the last has none."""
    while "{{" in page:
        before, _, rest = page.partition("{{")
        name, _, page = rest.partition("}}")
        yield before, name
    yield page, ""


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _json(data: Mapping[str, object]) -> Iterator[str]:
    """Yield data as JSON that is inert in HTML, and for what prints the file."""
    rows = data["rows"]
    head = _encoded({**data, "rows": []})
    yield head.removesuffix("]}") + "\n"
    assert isinstance(rows, list)  # noqa: S101 - as the reporter has it
    last = len(rows) - 1
    for start in range(0, len(rows), 1000):
        lines = [
            _encoded(row) + ("," if at < last else "")
            for at, row in enumerate(rows[start : start + 1000], start)
        ]
        yield "\n".join(lines) + "\n"
    yield "]}"


def _encoded(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return inert(text.translate(_IN_ELEMENTS), Syntax.JSON)
