"""What the rules on the archive compare: sources, titles, texts, and paths."""

from functools import lru_cache
from unicodedata import normalize

from lint.primitives.fact import digest
from lint.rule import Document, Fact, Facts, Others, PlacedFact, Span
from lint.rules.arc.one_page import one_page
from lint.rules.arc.text_ends import plain_text, sentences, text_digest
from lint.rules.tag.language import language_of

# Shorter texts are equal by chance, such as the sentence before an embedded video.
_LEAST = 200
_WHOLE = Span(0, 0)
_POSTS, _ARCHIVED = "_posts", "archived"


def sources(document: Document) -> Facts:
    """Yield the URL of the source, in a form in which all addresses of one page are equal, with the language."""
    field, key = document.field("source"), source_of(document)
    if field is not None and key:
        yield Fact(key, field.span, language_of(document), "rare")


def source_of(document: Document) -> str:
    """Return the page that a post was copied from; empty for none, and for a site's first page."""
    return _page(document.base) if document.base is not None else ""


@lru_cache(maxsize=16)  # several collectors ask for that of one post
def _page(url: str) -> str:
    page = one_page(url)
    # What is after `#!` or `#/` selects the page in an application.
    fragment = url.partition("#")[2]
    if fragment[:1] in ("!", "/"):
        page += f"#{fragment}"
    return page if "/" in page or "?" in page else ""


@lru_cache(maxsize=16)
def digest_of(source: str) -> str:
    """Return the digest of a source, for which several collectors ask."""
    return digest(source)


def titles(document: Document) -> Facts:
    """Yield the title of a post that was copied from somewhere, with its source."""
    field, title, source = document.field("title"), document.text_of("title"), source_of(document)
    if field is not None and title and source and (key := " ".join(normalize("NFC", title).split())):
        yield Fact(key, field.span, digest_of(source))


def bodies(document: Document) -> Facts:
    """Yield the first and the longest sentence of a text that was copied from somewhere.

    The value stands for the whole text, without tags and spaces, and for its source. Of texts that are the
    boilerplate of their source, all sentences are in many posts.
    """
    source = source_of(document)
    start, end = document.article
    if not source or end - start <= _LEAST:
        return
    text = plain_text(document)
    if len(text) > _LEAST:
        first = document.text.find("\n", start, end)
        line = Span(start, end if first < 0 else first)
        parts = sentences(document) or (text,)
        value = f"{text_digest(document)} {digest_of(source)}"
        for part in dict.fromkeys((parts[0], max(parts, key=len))):
            yield Fact(digest(part), line, value, "rare")


def copies(document: Document) -> Facts:
    """Yield the name of a file in `_posts` or `archived`, with the digest of its content."""
    folders = _folders(document.site_path)
    if _POSTS in folders or _ARCHIVED in folders:
        yield Fact(document.source.name, _WHOLE, document.source.digest)


def paths(document: Document) -> Facts:
    """Yield the path, in a form in which paths are equal that some file systems do not distinguish."""
    yield Fact(normalize("NFC", normalize("NFC", document.site_path).casefold()), _WHOLE)


def are_copies(fact: PlacedFact, other: PlacedFact) -> bool:
    """Return whether two files of one name are in `_posts` and in `archived`."""
    (folder, name), (other_folder, other_name) = (each.path.rpartition("/")[::2] for each in (fact, other))
    if name != other_name:
        return False
    one, two = folder.split("/"), other_folder.split("/")
    return (_POSTS in one and _ARCHIVED in two) or (_ARCHIVED in one and _POSTS in two)


def are_translations(fact: PlacedFact, other: PlacedFact) -> bool:
    """Return whether two posts say that they are in different languages, which is the value of their facts."""
    return bool(fact.value and other.value) and fact.value != other.value


def unexplained(fact: PlacedFact, others: Others, *, by_source: bool = False) -> Others:
    """Return the others that no other rule explains: archived copies, and posts with the same source.

    Parameters:
        by_source: whether the value of the facts is the digest of their source.
    """
    return others.where(
        lambda other: not are_copies(fact, other) and not (by_source and other.value == fact.value)
    )


def named(others: Others) -> str:
    """Return the first of other posts, and how many more there are, for a message."""
    first = "`" + " ".join(others.facts[0].filename.split()) + "`"
    more = others.posts - 1
    return f"{first} and {more:,} other post{'s' * (more > 1)}" if more else first


def _folders(path: str) -> list[str]:
    return path.split("/")[:-1]
