"""The sentences of a text as a MinHash signature, of which a part is equal where as great a part of sentences is."""

from binascii import a2b_base64, b2a_base64

from lint.rule import Document, Fact, Facts, Span
from lint.rules.arc.collectors import digest_of, source_of
from lint.rules.arc.text_ends import sentences, text_digest

# Fewer sentences make a text that is like another one by chance.
_FEW = 8
# The signature has so many hashes, of which a byte is kept. Each belongs to one sentence: the least in an order of
# its own. Posts are compared if they agree in one of the first, and few others do: what many posts have is the
# boilerplate of their source. With a half of boilerplate, 97 % of near copies are compared.
_HASHES, _KEYS = 64, 6
_SEED = 17
_DIGEST = 8


def near_texts(document: Document) -> Facts:
    """Yield the first sentences by some orders of a text that was copied from somewhere, with its signature."""
    source = source_of(document)
    parts = sentences(document) if source else ()
    if len(parts) < _FEW:
        return
    from rensa import RMinHash  # not for texts that are not compared

    made = RMinHash(_HASHES, _SEED)
    made.update(list(parts))
    hashes = made.digest()
    start, end = document.article
    first = document.text.find("\n", start, end)
    line = Span(start, end if first < 0 else first)
    signature = b2a_base64(bytes([each & 0xFF for each in hashes]), newline=False).decode()
    value = signature + text_digest(document)[:_DIGEST] + digest_of(source)[:_DIGEST]
    for order in range(_KEYS):
        # Facts of an older release of the library are not compared, if its hashes are others.
        yield Fact(f"{made.ALGORITHM_VERSION} {order} {hashes[order]}", line, value, "rare")


def share(one: str, other: str) -> float:
    """Return which part of their sentences two texts have in common, by the values of their facts."""
    pairs = zip(_signature(one), _signature(other), strict=True)
    return sum(a == b for a, b in pairs) / _HASHES


def text_and_source(value: str) -> tuple[str, str]:
    """Return the digests of the text and of its source."""
    return value[-2 * _DIGEST : -_DIGEST], value[-_DIGEST:]


def _signature(value: str) -> bytes:
    return a2b_base64(value[: -2 * _DIGEST])
