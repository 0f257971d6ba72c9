"""ARC012 same-address."""

from lint.rule import Document, Fact, Facts, Issue, Issues, Others, PlacedFact, Severity, Span, rule
from lint.rules.arc.collectors import named

_WHOLE = Span(0, 0)
_MINE = {"page": "the address", "alias": "the alias"}
_THEIRS = {False: "the address of", True: "an alias of"}


def addresses(document: Document) -> Facts:
    """Yield where a post is published, without regard to case, and whether this only redirects to it."""
    published = document.published
    if published is None:
        return
    for kind, some in (("page", published.addresses), ("alias", published.aliases)):
        for address in some:
            yield Fact(address.casefold(), _WHOLE, f"{kind} {address}")


@rule("ARC012", severity="error", collect=addresses)
def same_address(fact: PlacedFact, others: Others) -> Issues:
    """Two pages are published at one address, or one page's old address hides another page.

    The builder writes one over the other, often in silence, and the reader never sees it. Slugs, permalinks and
    the addresses that redirect to a page count. Addresses that differ only in upper and lower case are a warning:
    many servers and file systems do not distinguish them.

    ```md bad path=content/docs/rain.md dialect=hugo
    ⟦⟧---
    title: Rain
    slug: weather
    ---
    === content/docs/wind.md
    ⟦⟧---
    title: Wind
    slug: weather
    ---
    ```

    ```md good path=content/docs/rain.md dialect=hugo
    ---
    title: Rain
    ---
    === content/docs/wind.md
    ---
    title: Wind
    ---
    ```

    Give one of the pages another address, or delete the alias.
    """
    kind, _, address = fact.value.partition(" ")
    same = others.where(lambda other: other.value.partition(" ")[2] == address)
    rest = same if same.facts else others
    if rest.facts:
        redirects = all(other.value.startswith("alias ") for other in rest.facts)
        case = "" if same.facts else ", but for upper and lower case,"
        message = f"{_MINE[kind]} `{address}` is{case} also {_THEIRS[redirects]} {named(rest)}"
        severity = None if same.facts else Severity.WARNING
        yield Issue(fact.span, message, severity=severity, related=rest.related("the same address"))
