"""What our reader makes of a row's input, in the words of the tables."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from lint.archive.builders import named
from lint.archive.builders.site import Site
from lint.post.front_matter.reader import FrontMatter, read
from lint.post.front_matter.syntaxes import SYNTAXES
from lint.values.dates import Unread

# A library that several builders use; VitePress reads its front matter with nothing else.
_LIBRARIES = {"gray-matter": "vitepress"}
STOPS = "stops"
# As JavaScript and Ruby write a mapping that is a key.
_MAPPING_AS_KEY = re.compile(r'\[object Object\]|\{"[^"]*"=>nil\}')


def site_of(builder: str) -> Site:
    """Return a site of a builder, or of one that uses the library."""
    return named(_LIBRARIES.get(builder, builder))()


def front_matter_of(builder: str, text: str, *, is_post: bool = True) -> FrontMatter | None:
    """Return the front matter of a file."""
    site = site_of(builder)
    return read(text, site.yaml, site, is_post=is_post)


def stops(builder: str, front_matter: FrontMatter | None) -> bool:
    """Return whether we say that a builder stops at a front matter."""
    if front_matter is None:
        return False
    site = site_of(builder)
    syntax = SYNTAXES[site.fences]
    kinds = {defect.kind for defect in front_matter.defects}
    is_read = not kinds or (syntax.unclosed == "read" and kinds == {"unterminated"})
    root = front_matter.parsed.root
    return (
        (is_read and front_matter.problem is not None)
        or (is_read and bool(front_matter.repeated) and site.repeated_key == STOPS)
        or (syntax.unclosed == STOPS and bool(kinds & {"dots", "unterminated", "mark"}))
        or "language" in kinds
        or (
            root is not None
            and root.value is not None
            and not isinstance(root.value, dict)
            and syntax.without_fields != "read"
        )
    )


def typed(value: object) -> Any:
    """Return a value as the tables write it: its kind and itself."""
    match value:
        case None:
            return ["null", None]
        case bool():
            return ["boolean", value]
        case int() | float():
            return ["number", _number(value)]
        case str():
            return ["text", value]
        case datetime():
            moment = (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
            text = moment.isoformat(timespec="milliseconds" if moment.microsecond >= 1000 else "seconds")
            return ["date", text.replace("+00:00", "Z")]
        case date():
            return ["date", f"{value.isoformat()}T00:00:00Z"]
        case list():
            return ["list", [typed(item)[1] for item in value]]
        case dict():
            return ["mapping", {str(key): typed(item)[1] for key, item in value.items()}]
    raise AssertionError(value)


def _number(value: float) -> object:
    if value != value:  # noqa: PLR0124 - not a number
        return "nan"
    if abs(value) == float("inf"):
        return "inf" if value > 0 else "-inf"
    return value


def same(ours: Any, theirs: Any) -> bool:
    """Return whether two typed values are equal; JavaScript and Go round numbers to 53 bits."""
    if isinstance(ours, list) and isinstance(theirs, list) and ours[:1] == theirs[:1] == ["number"]:
        left, right = ours[1], theirs[1]
        return left == right or (
            not isinstance(left, str) and not isinstance(right, str) and float(left) == float(right)
        )
    return bool(ours == theirs) or repr(ours) == _MAPPING_AS_KEY.sub("<dict>", repr(theirs))


def refuses_a_field(builder: str, fields: Mapping[str, object]) -> bool:
    """Return whether we say that a builder stops at the date or the tags."""
    site = site_of(builder)
    return ("tags" in fields and site.tags(fields["tags"]) is None) or (
        "date" in fields and site.read_date(fields["date"]) is Unread.STOPS
    )


def tags_of(builder: str, value: object) -> Sequence[object] | None:
    """Return the tags of a value; `None` where the builder stops."""
    if builder == "astro" and (not isinstance(value, list) or not all(isinstance(tag, str) for tag in value)):
        return None  # the measured site has a collection with `z.array(z.string())`
    return site_of(builder).tags(value)
