"""TAG003 tag-variants."""

import json

from lint.primitives.patterns import regex
from lint.primitives.text import counted
from lint.rule import Counts, Fix, Issue, Issues, PlacedFact, Span, one_line, replace, rule
from lint.rules.tag.written import spelled_names

_NOUNS = {"tags": "tag", "categories": "category", "author": "author"}
# What needs no quotes in YAML, also in a flow list.
_PLAIN = regex(r"[^\W\d_](?:[\w .+/-]*\w)?\Z")
_NO_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


@rule("TAG003", severity="warning", collect=spelled_names)
def tag_variants(fact: PlacedFact, others: Counts) -> Issues:
    """A tag, category or author is spelled in another way than in most posts.

    `Firefox` and `firefox` are two tags, each with a page that lists only some of the posts. Spellings are one name if they
    differ in upper case, in spaces and hyphens between words, in full-width letters, or in traditional and simplified
    Chinese characters. The rarer spelling is reported, and the message names the commonest one. Where the builder
    makes one page of two spellings, as Hugo does of `Open Data` and `open-data`, they are one. Posts in different languages
    are not compared: the language is in `lang`, or in the path, as in `zh-tw/`.

    ```yaml bad path=_posts/2021-05-03-rain.md
    tags: [ ⟦firefox⟧, Rain ]
    === _posts/2021-05-02-sun.md
    tags: [ Firefox ]
    === _posts/2021-05-01-wind.md
    tags: [ Firefox ]
    ```

    ```yaml fixed path=_posts/2021-05-03-rain.md
    tags: [ Firefox, Rain ]
    ```

    ```yaml bad path=_posts/2021-05-03-rain.md
    author: ⟦OkiMizu⟧
    tags: [ ⟦廣東⟧ ]
    === _posts/2021-05-02-sun.md
    author: Oki Mizu
    tags: [ 广东 ]
    === _posts/2021-05-01-wind.md
    author: Oki Mizu
    tags: [ 广东 ]
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    tags: [ C ]
    === _posts/2021-05-02-sun.md
    tags: [ C++ ]
    === _posts/2021-05-01-wind.md
    tags: [ C++ ]
    ```

    ```yaml good path=zh-tw/rain.md
    tags: [ 廣東 ]
    === zh-cn/rain.md
    tags: [ 广东 ]
    === zh-cn/sun.md
    tags: [ 广东 ]
    ```

    The fix writes the commonest spelling. It is unsafe because a name that is spelled alike may be another one.
    """
    rival = others.rival
    if rival is None or (others.rivals == others.alike + 1 and rival.value > fact.value):
        return
    noun = _NOUNS[fact.key.partition(" ")[0]]
    here, there = one_line(fact.value), one_line(rival.value)
    message = f"{noun} `{here}` is spelled `{there}` in {counted(others.rivals, 'post')}"
    yield Issue(fact.span, message, _fix(fact, rival), related=others.related("the commoner spelling"))


def _fix(fact: PlacedFact, rival: PlacedFact) -> Fix | None:
    """Return the fix that writes the other spelling; the length of the text says whether it has quotes."""
    (start, end), name = fact.span, rival.value
    if end - start == len(fact.value) + 2 and len(json.dumps(name, ensure_ascii=False)) == len(name) + 2:
        start, end = start + 1, end - 1
    elif end - start != len(fact.value) or not _PLAIN.match(name) or name.casefold() in _NO_TEXT:
        return None
    return replace(Span(start, end), name, f"write `{one_line(name)}`", unsafe=True)
