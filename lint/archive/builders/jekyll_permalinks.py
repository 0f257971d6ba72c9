"""How Jekyll fills a permalink: `lib/jekyll/url.rb` and `lib/jekyll/drops/url_drop.rb` in Jekyll 4.

https://jekyllrb.com/docs/permalinks/
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import unquote

from lint.primitives.patterns import regex

# STYLE_TO_PERMALINK in lib/jekyll/configuration.rb.
STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_PLACEHOLDER = regex(r":([a-z_]+)")
_PRETTY = frozenset("._~!$&'()+,;=@")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIMES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda when: f"{when.year:04}",
    "month": lambda when: f"{when.month:02}",
    "day": lambda when: f"{when.day:02}",
    "hour": lambda when: f"{when.hour:02}",
    "minute": lambda when: f"{when.minute:02}",
    "second": lambda when: f"{when.second:02}",
    "i_day": lambda when: str(when.day),
    "i_month": lambda when: str(when.month),
    "short_month": lambda when: _MONTHS[when.month - 1][:3],
    "long_month": lambda when: _MONTHS[when.month - 1],
    "short_year": lambda when: f"{when.year % 100:02}",
    "w_year": lambda when: f"{when.isocalendar().year:04}",
    "week": lambda when: f"{when.isocalendar().week:02}",
    "w_day": lambda when: str(when.isoweekday()),
    "short_day": lambda when: _DAYS[when.weekday()][:3],
    "long_day": lambda when: _DAYS[when.weekday()],
    "y_day": lambda when: f"{when.timetuple().tm_yday:03}",
}


def with_suffix(template: str, style: str) -> str:
    """Return a template that ends as the site's `permalink` does (`Utils.add_permalink_suffix`)."""
    if style == "pretty" or style.endswith("/"):
        return f"{template}/"
    return (
        f"{template}:output_ext"
        if style in ("date", "ordinal", "none") or style.endswith(":output_ext")
        else template
    )


def names(template: str) -> list[str]:
    """Return the placeholders of a template."""
    return _PLACEHOLDER.findall(template)


def filled(template: str, value: Callable[[str], str | None]) -> str | None:
    """Return a document's address; `None` if a placeholder has no value.

    Parameters:
        template: with placeholders such as `:title`.
        value: gives that of a placeholder.
    """
    parts: list[str] = []
    at = 0
    for match in _PLACEHOLDER.finditer(template):
        parts.append(unquote(template[at : match.start()]))
        name, rest = match[1], ""
        found = value(name)
        if found is None and name.endswith("_"):
            found, rest = value(name[:-1]), "_"
        if found is None:
            return None
        parts += [found, rest]
        at = match.end()
    return clean("".join([*parts, unquote(template[at:])]))


def page(template: str, values: Sequence[tuple[str, str]]) -> str:
    """Return a page's address; what is no placeholder of pages stays as it is."""
    pieces = [(template, False)]
    for name, text in values:
        split = [
            (piece.split(f":{name}"), is_value) if not is_value else ([piece], True)
            for piece, is_value in pieces
        ]
        pieces = [
            each
            for parts, is_value in split
            for at, part in enumerate(parts)
            for each in ([(text, True)] if at else []) + [(part, is_value)]
        ]
    return clean("".join(text if is_value else unquote(text) for text, is_value in pieces))


def clean(address: str) -> str:
    """Return an address as `URL#sanitize_url` does."""
    return re.sub("/+", "/", f"/{address}".replace("..", "/").replace("./", ""))


def written(address: str, suffix: str, index: str = ".html") -> tuple[str, ...]:
    """Return an address, and that of the file that is written if it is another.

    Parameters:
        address: as Jekyll links to it.
        suffix: that of the file.
        index: the suffix of the file in a folder of its own.
    """
    if address.endswith("/"):
        return (address,) if index == ".html" else (address, f"{address}index{index}")
    file = address if address.endswith(suffix) else f"{address}{suffix}"
    if file.endswith("/index.html"):
        file = file.removesuffix("index.html")
    return (address,) if file == address else (address, file)


def extension(permalink: str | None) -> str:
    """Return the suffix of a permalink; empty if it has none."""
    if not permalink or permalink.endswith("/"):
        return ""
    name = permalink.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot and stem.strip(".") else ""


def slug(text: str, *, pretty: bool = False) -> str:
    """Return a text as `Utils.slugify` writes it: in lower case, or with the marks of `pretty`."""
    marks = _PRETTY if pretty else frozenset("")
    kept = "".join(each if each in marks or _is_word(each) else "\0" for each in text)
    found = re.sub("\0+", "-", kept)
    found = found.removeprefix("-").removesuffix("-")
    return found if pretty else lower(found)


def lower(text: str) -> str:
    """Return a text in lower case as Ruby writes it, which knows no final sigma."""
    return "".join(each.lower() for each in text)


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"
