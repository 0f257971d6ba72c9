"""Rows and tables: what builders gave, and how it is read from what they built."""

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import html5lib
from lxml import etree

from tools.builders.inputs import INPUTS, LATE

STOPS = "stops"
NONE = "none"
NOW = "now"
_HTML = "{http://www.w3.org/1999/xhtml}"
_HEADINGS = frozenset(f"{_HTML}h{level}" for level in range(1, 7))


@dataclass(frozen=True)
class Row:
    """What a builder makes of one input."""

    kind: str
    input: str
    gives: object
    late: bool = False

    def line(self) -> str:
        """Return the row as a line of JSON."""
        fields: dict[str, object] = {"kind": self.kind, "input": self.input, "gives": self.gives}
        if self.late:
            fields["late"] = True
        return json.dumps(fields, ensure_ascii=False)


@dataclass
class Table:
    """The rows of one builder."""

    builder: str
    version: str
    zone: str
    how: str
    rows: list[Row] = field(default_factory=list)

    def write(self, path: str) -> None:
        """Write the table: a header, then a row a line."""
        head = {"builder": self.builder, "version": self.version, "zone": self.zone, "how": self.how}
        lines = [json.dumps(head, ensure_ascii=False), *(row.line() for row in self.rows)]
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)

    def joined(self, other: "Table") -> "Table":
        """Return a table with the rows of another one of the same builder after its own."""
        return Table(
            self.builder, self.version, self.zone, f"{self.how} {other.how}", [*self.rows, *other.rows]
        )

    def measure(
        self,
        kind: str,
        build: Callable[[str, list[str]], list[object]],
        own: Iterable[str] = (),
        late: Iterable[str] = (),
    ) -> None:
        """Add the rows of a kind.

        Args:
            kind: The kind.
            build: Given the kind and the inputs, gives what the builder makes of each, in the same order.
            own: Inputs of this builder alone, as for the kind `file`.
            late: Late ones of this builder alone.
        """
        first = [*INPUTS.get(kind, ()), *own]
        inputs = [*first, *LATE.get(kind, ()), *late]
        for at, (text, gives) in enumerate(zip(inputs, build(kind, inputs), strict=True)):
            self.rows.append(Row(kind, text, gives, late=at >= len(first)))


def bisected(build: Callable[[list[str]], list[object] | None], inputs: list[str]) -> list[object]:
    """Return what a builder makes of each input, where one that fails stops the whole build.

    Args:
        build: Builds all inputs in one site, and gives what it makes of each, or None when the build stops.
        inputs: The inputs.
    """
    if not inputs:
        return []
    results = build(inputs)
    if results is not None:
        return results
    if len(inputs) == 1:
        return [STOPS]
    half = len(inputs) // 2
    return [*bisected(build, inputs[:half]), *bisected(build, inputs[half:])]


def moment(when: dt.datetime) -> str:
    """Return a moment as UTC, to the millisecond where it has a fraction."""
    utc = when.astimezone(dt.UTC)
    return instant(utc.replace(tzinfo=None).isoformat(timespec="milliseconds"))


def instant(text: str) -> str:
    """Return `2021-05-03T00:00:00.000Z`, with or without its fraction and Z, as tables have it."""
    text = text.removesuffix("Z").removesuffix("+00:00")
    whole, _, fraction = text.partition(".")
    fraction = fraction[:3].ljust(3, "0")
    return f"{whole}Z" if fraction == "000" else f"{whole}.{fraction}Z"


def this_year(given: object) -> object:
    """Return a date's result, or `now` where the builder filled it in from the day of the build."""
    year = str(dt.datetime.now(dt.UTC).year)
    return NOW if isinstance(given, str) and given.startswith(f"{year}-") else given


def value(found: object) -> list[object]:  # noqa: PLR0911  one answer a type
    """Return a value from JSON, YAML or Python as `[type, value]`."""
    if found is None:
        return ["null", None]
    if isinstance(found, bool):
        return ["boolean", found]
    if isinstance(found, int):
        return ["number", found]
    if isinstance(found, float):
        return ["number", number(found)]
    if isinstance(found, dt.datetime):
        return ["date", moment(found)]
    if isinstance(found, dt.date):
        return ["date", f"{found.isoformat()}T00:00:00Z"]
    if isinstance(found, list | tuple | set):
        return [
            "list",
            sorted(map(str, found)) if isinstance(found, set) else [plain(item) for item in found],
        ]
    if isinstance(found, dict):
        return ["mapping", {str(key): plain(item) for key, item in found.items()}]
    return ["text", str(found)]


def number(found: float) -> object:
    """Return a number as JSON can hold it."""
    if math.isnan(found):
        return "nan"
    if math.isinf(found):
        return "inf" if found > 0 else "-inf"
    return int(found) if found.is_integer() and abs(found) < 2**53 else found


def plain(found: object) -> object:
    """Return a value inside a list or mapping, without its type."""
    return value(found)[1]


def _elements(html: str) -> Iterator[etree._Element]:
    # The document is parsed as a browser does: with tree construction, not tag by tag.
    fragment = html5lib.parseFragment(html, container="div", treebuilder="etree", namespaceHTMLElements=True)
    for element in fragment.iter():
        if isinstance(element.tag, str):
            yield element


def ids(html: str) -> list[str | None]:
    """Return the ids of the headings in built HTML, in order."""
    return [element.get("id") for element in _elements(html) if element.tag in _HEADINGS]


def addresses(html: str, own: Callable[[dict[str, str]], bool] = lambda _: False) -> dict[str, list[str]]:
    """Return the links and images of built HTML, as the attributes of a browser's DOM.

    Args:
        html: The content, without the page around it.
        own: Given the attributes of a link, says whether the builder made it itself: back-references, marks
            of footnotes, anchors of headings.
    """
    links: list[str] = []
    images: list[str] = []
    for element in _elements(html):
        if element.tag == f"{_HTML}a" and "href" in element.attrib:
            attributes = {str(key): str(text) for key, text in element.attrib.items()}
            if not own(attributes):
                links.append(attributes["href"])
        elif element.tag == f"{_HTML}img" and "src" in element.attrib:
            images.append(str(element.get("src")))
    return {"links": links, "images": images}
