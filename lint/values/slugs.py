"""The ids that Markdown programs derive from the texts of headings, a function per program."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence

from lint.primitives.patterns import regex
from lint.values import eleventy_ids, hexo_ids
from lint.values.headings import Heading

# Letters that are no letters by their category, but are by the property Alphabetic.
_CIRCLED = (range(0x24B6, 0x24EA), range(0x1F130, 0x1F14A), range(0x1F150, 0x1F16A), range(0x1F170, 0x1F18A))
_CONTROL = regex(r"[\x00-\x1f]")
_COMBINING = regex(r"[\u0300-\u036f]")
_VUE_SPECIAL = regex(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")
# What goldmark's linkify extension makes a link of.
_BARE_URL = regex(r"(?:https?|ftp)://\S+|\bwww\.[\w-]+\.\S+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIRECTIVE = regex(r"(?<!:):[A-Za-z][\w-]*(?![\w:-])")
_DASH = regex(r"(?<!-)--(?!-)")
# markdown-it-emoji replaces `:smile:` by a character, which is no part of VitePress's id.
EMOJI = regex(r":[a-z0-9_+-]+:")
_NUMBER_AFTER_BAR = regex(r"^(.*)_([0-9]+)$", re.DOTALL)


def github(text: str) -> str:
    """Return the id by GitHub's rule, as github-slugger and kramdown's GFM parser apply it.

    Letters, marks, decimal digits, connectors such as `_`, and hyphens stay; spaces become hyphens
    (https://github.com/Flet/github-slugger, `generate_gfm_header_id` in kramdown-parser-gfm).
    """
    return "".join(each for each in text.lower() if each in "- " or _is_word(each)).replace(" ", "-")


def _is_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    category = unicodedata.category(character)
    return (
        category[0] in "LM"
        or category in ("Nd", "Nl", "Pc")
        or any(ord(character) in some for some in _CIRCLED)
    )


def kramdown(text: str) -> str:
    """Return the id of kramdown without GFM (`basic_generate_id` in kramdown's converter)."""
    found = re.sub(r"\A[^a-zA-Z]+", "", text)
    return re.sub(r"[^a-zA-Z0-9 -]", "", found).replace(" ", "-").lower()


def hugo(text: str, kind: str = "github") -> str:
    """Return the id of Hugo by an `autoHeadingIDType` (`sanitizeAnchorName` in markup/goldmark/autoid.go)."""
    if kind == "blackfriday":
        return _blackfriday(text)
    if kind == "github-ascii":
        text = "".join(
            each for each in unicodedata.normalize("NFD", text) if unicodedata.category(each) != "Mn"
        )
        text = "".join(each for each in text if each.isascii())
    return "".join(
        "-" if each in "- " else each.lower()[:1]
        for each in text.strip()
        if each in "-_ " or _is_letter_or_digit(each)
    )


def hugo_ids(headings: Iterable[Heading], kind: str, *, has_urls: bool) -> list[str | None]:
    """Return the ids of Hugo: those that are written stay, the others get a number if they are taken.

    Parameters:
        kind: the `autoHeadingIDType`.
        has_urls: whether an address that becomes a link counts as text, and an empty heading gets an id.
    """
    used: set[str] = set()
    numbers: dict[str, int] = {}
    found: list[str | None] = []
    for heading in headings:
        # The id comes from the text nodes in the last line, with references such as `&#39;` as written.
        pieces = [
            ("text", text) if part == "alt" or text.startswith("&#") else (part, text)
            for part, text in heading.pieces
            if part != "url"
        ]
        text = heading._replace(pieces=pieces).text().rpartition("\n")[2]
        result = heading.own
        text = text if has_urls else _BARE_URL.sub("", text)
        if result is None and not heading.is_html and (text or has_urls):
            slug = hugo(text, kind) or "heading"
            result = slug
            while result in used:
                numbers[slug] = numbers.get(slug, 0) + 1
                result = f"{slug}-{numbers[slug]}"
        used |= {result} if result is not None else set()
        found.append(result)
    return found


def _is_letter_or_digit(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "L" or category == "Nd"


def _blackfriday(text: str) -> str:
    parts = re.findall(r"[^\W_]+", text)
    return "-".join(part.lower() for part in parts)


def vue(text: str) -> str:
    """Return the id of VitePress (`slugify` in @mdit-vue/shared)."""
    plain = _CONTROL.sub("", _COMBINING.sub("", unicodedata.normalize("NFKD", text)))
    found = re.sub(r"-{2,}", "-", _VUE_SPECIAL.sub("-", plain)).strip("-")
    return re.sub(r"^(?=[0-9])", "_", found).lower()


def astro(headings: Iterable[Heading]) -> list[str]:
    """Return the ids of Astro: github-slugger's, without a hyphen at the end (rehype-collect-headings.js)."""
    found = []
    for heading in headings:
        # remark-smartypants turns two hyphens into a dash, but not three.
        pieces = [(kind, _DASH.sub("—", text) if kind == "text" else text) for kind, text in heading.pieces]
        found.append(github(heading._replace(pieces=pieces).text("footnote")))
    return [slug.removesuffix("-") for slug in unique(found)]


def docusaurus(headings: Iterable[Heading]) -> list[str]:
    """Return the ids of Docusaurus: github-slugger's, of a text without directives such as `:name`."""
    found = []
    for heading in headings:
        pieces = [
            (kind, _DIRECTIVE.sub("", text) if kind == "text" else text) for kind, text in heading.pieces
        ]
        found.append(github(heading._replace(pieces=pieces).text("alt")))
    return unique(found)


def markdown_it_anchor(text: str) -> str:
    """Return the id of markdown-it-anchor, as `encodeURIComponent` writes it, with its references decoded."""
    return re.sub(r"\s+", "-", text.strip().lower())


def python(text: str) -> str:
    """Return the id of Python-Markdown's toc extension (`slugify` in markdown/extensions/toc.py)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def pandoc(text: str) -> str:
    """Return the id of pandoc's `auto_identifiers` (https://pandoc.org/MANUAL.html#extension-auto_identifiers)."""
    kept = "".join(each for each in text if each.isalnum() or each in "_-." or each.isspace())
    found = re.sub(r"\s+", "-", kept.strip()).lower()
    start = next((at for at, each in enumerate(found) if each.isalpha()), len(found))
    return found[start:] or "section"


def zola(text: str) -> str | None:
    """Return the id of Zola for text in ASCII; `None` for other text, which a table transliterates."""
    if not text.isascii():
        return None
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def counted(slugs: Iterable[str], first: int = 1) -> list[str]:
    """Number the repeats of each id from `first`, whatever other ids there are, as kramdown does."""
    seen: dict[str, int] = {}
    found = []
    for slug in slugs:
        number = seen[slug] = seen.get(slug, first - 2) + 1
        found.append(f"{slug}-{number}" if number >= first else slug)
    return found


def unique(slugs: Iterable[str], taken: Container[str] = ()) -> list[str]:
    """Number the repeats of each id with the next number that is free, as github-slugger does."""
    used: dict[str, int] = {}
    found = []
    for slug in slugs:
        result = slug
        while result in used or result in taken:
            used[slug] = used.get(slug, 0) + 1
            result = f"{slug}-{used[slug]}"
        used.setdefault(result, 0)
        found.append(result)
    return found


def unique_with_bar(slugs: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Number empty ids and those that are taken, as Python-Markdown does: `rain_1`."""
    used = set(taken)
    next_number: dict[str, int] = {}
    found = []
    for slug in slugs:
        result = slug
        if result in used or not result:
            match = _NUMBER_AFTER_BAR.match(slug)
            base, number = (match[1], int(match[2][:9]) + 1) if match else (slug, 1)
            number = max(number, next_number.get(base, 0))
            while f"{base}_{number}" in used:
                number += 1
            next_number[base] = number + 1
            result = f"{base}_{number}"
        used.add(result)
        found.append(result)
    return found


_ALGORITHMS: Sequence[Callable[[str], str | None]] = (
    github, kramdown, hugo, hexo_ids.slug, vue, eleventy_ids.slug, markdown_it_anchor, python, pandoc, zola,
)  # fmt: skip


def any_of(headings: Iterable[Heading]) -> frozenset[str]:
    """Return the ids that some program gives to headings, with the numbers that repeats may get."""
    found: dict[str, int] = {}
    for heading in headings:
        texts = {heading.text(), heading.text("alt")}
        slugs = {slug for text in texts for algorithm in _ALGORITHMS if (slug := algorithm(text))}
        for slug in slugs:
            found[slug] = found.get(slug, 0) + 1
    numbered = {
        f"{slug}{bar}{at}" for slug, most in found.items() for bar in "-_" for at in range(1, most + 1)
    }
    return frozenset(found) | numbered
