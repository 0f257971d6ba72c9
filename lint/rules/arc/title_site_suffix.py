"""ARC006 title-site-suffix."""

from lint.primitives.text import counted
from lint.rule import Counts, Issue, Issues, PlacedFact, delete, one_line, rule
from lint.rules.arc.text_ends import title_ends

# So many titles of a host, and so great a part of all, end with the name of the site. Of two names, one is found
# after the other was removed.
_LEAST, _PART = 8, 0.4
# The same if the host contains it.
_LEAST_NAMED, _PART_NAMED = 5, 0.1


@rule("ARC006", severity="info", default=False, collect=title_ends)
def title_site_suffix(fact: PlacedFact, others: Counts) -> Issues:
    """A title ends with the name of the site it was copied from, such as ` - Harbour`.

    The title of a web page often names the site, which is not part of the article's title. What is after the last
    `-`, `|`, `_` or dash is compared with the other posts from the same host: the name of a site is at the end
    of more than two fifths of its titles, and of at least eight. If the host contains the name, as `rfi.example.org`
    contains `RFI`, a tenth is enough. The name of a series or of a section is at the end of fewer titles.

    ```yaml bad path=_posts/2021-05-01-a.md
    title: "Rain⟦ - Harbour⟧"
    from: https://harbour.example.org/1
    === _posts/2021-05-02-b.md
    title: "Sun⟦ - Harbour⟧"
    from: https://harbour.example.org/2
    === _posts/2021-05-03-c.md
    title: "Wind⟦ - Harbour⟧"
    from: https://harbour.example.org/3
    === _posts/2021-05-04-d.md
    title: "Fog⟦ - Harbour⟧"
    from: https://harbour.example.org/4
    === _posts/2021-05-05-e.md
    title: "Snow⟦ - Harbour⟧"
    from: https://harbour.example.org/5
    === _posts/2021-05-06-f.md
    title: "Hail - Part 2"
    from: https://harbour.example.org/6
    ```

    ```yaml fixed path=_posts/2021-05-01-a.md
    title: "Rain"
    from: https://harbour.example.org/1
    ```

    ```yaml good path=_posts/2021-05-01-a.md
    title: "Rain - Letters"
    from: https://harbour.example.org/1
    === _posts/2021-05-02-b.md
    title: "Sun - Letters"
    from: https://harbour.example.org/2
    ```

    The fix removes the suffix. It is unsafe because a source whose posts are all of one series looks the same. The heading that links
    to the source keeps it, which [FMT010](FMT010.md) then reports.
    """
    posts, part = others.alike + 1, (others.alike + 1) / (others.posts + 1)
    host = "".join(filter(str.isalnum, fact.key))
    name = "".join(filter(str.isalnum, fact.value.casefold()))
    is_named = len(name) > 2 and name in host  # noqa: PLR2004 - two letters are in many hosts
    if (posts >= _LEAST and part > _PART) or (is_named and posts >= _LEAST_NAMED and part > _PART_NAMED):
        message = (
            f"the title ends with `{one_line(fact.value)}`, as {counted(posts, 'title')} from {fact.key} do"
        )
        is_exact = fact.span.end - fact.span.start == len(fact.value)
        fix = delete(fact.span, "remove the name of the site", unsafe=True) if is_exact else None
        yield Issue(fact.span, message, fix)
