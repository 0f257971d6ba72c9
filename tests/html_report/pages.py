"""A page, taken apart as a browser does."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import html5lib
from lxml import etree

_NAMES = {"h": "http://www.w3.org/1999/xhtml"}
# Where a row has what.
CAUSE, FILE, HOST, FIX, NEW, ROW, COLUMN, MESSAGE, EXCERPT, FIXED, ALSO = range(11)


class Page:
    """A page.

    Attributes:
        tree: its elements; `policy`: what its Content-Security-Policy allows, by directive.
        data: what its script shows.
    """

    def __init__(self, path: str) -> None:
        self.text = Path(path).read_bytes().decode("utf-8")
        self.tree = html5lib.parse(self.text, treebuilder="lxml")
        (policy,) = self.find("//h:meta[@http-equiv='Content-Security-Policy']/@content")
        self.policy = dict(part.split(maxsplit=1) for part in str(policy).split("; "))
        (data,) = self.find("//h:script[@type='application/json']")
        self.data: dict[str, Any] = json.loads(data.text)

    def find(self, path: str) -> list[Any]:
        found = etree.XPath(path, namespaces=_NAMES)(self.tree)
        assert isinstance(found, list)
        return found

    def findings(self) -> list[tuple[str, str, str, int, int, str]]:
        """Return code, severity, file, row, column and message of each row."""
        causes, files = self.data["causes"], self.data["files"]
        return [
            (
                causes[row[CAUSE]]["code"], causes[row[CAUSE]]["severity"], files[row[FILE]][0], row[ROW],
                row[COLUMN], row[MESSAGE],
            )
            for row in self.data["rows"]
        ]  # fmt: skip


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def undated(text: str) -> str:
    """Return a page without the time of its run."""
    return re.sub(r'"made":"[^"]*"', "", text, count=1)
