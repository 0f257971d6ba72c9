"""LNK019 link-without-scheme."""

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.destinations import is_valid
from lint.rules.lnk.host_names import HOST, is_host
from lint.rules.lnk.written_link import shown


@rule("LNK019", severity="warning", of=("link", "image"), match=HOST)
def link_without_scheme(match: Match, link: Link, document: Document) -> Issues:
    """A link to another site, or an image on one, has no scheme, so it leads to the page's own site.

    A browser takes `www.rain.example` for the name of a file beside the page. File names, such as `readme.md`,
    `main.rs` and `rain.js`, are not reported: a name counts as a host if it ends in a common top-level domain,
    and those that are also endings of file names count only before a path or after `www.`. The
    links to one host are reported once in a post, with the number of places.

    ```html bad
    See [the gauge](⟦code.rain-gauge.com/rain/gauge⟧).
    ```

    ```html fixed
    See [the gauge](https://code.rain-gauge.com/rain/gauge).
    ```

    ```html bad
    <a href="⟦www.rain-gauge.org⟧">rain</a>
    ```

    ```html fixed
    <a href="https://www.rain-gauge.org">rain</a>
    ```

    ```html good
    [rain](README.md) [wind](main.rs#L4) [sun](rain.min.js) [sky](gauge.com.html) [hail](v1.2/notes.zip) [sea](../a.io)
    ```

    ```html good
    The sink[^1] and [mail](mailto:rain@rain-gauge.org) and `[rain](www.rain-gauge.org)`.

    [^1]: www.rain-gauge.org
    ```

    The fix adds `https://`. It is unsafe because the site may only answer to `http://`.
    """
    host = match[1]
    is_image = link.kind != "link"
    has_path = match["path"] is not None
    if not is_host(host, has_path=has_path) or (is_image and not has_path):
        return
    label = document.raw(link.tag)[:2]
    if link.attribute == "reference" and label == "[^":
        return  # a footnote, by a plug-in
    scheme = f"https://{link.raw}"
    fix = (
        replace(link.span, scheme, "add the scheme", unsafe=True)
        if is_valid(f"https://{link.value}")
        else None
    )
    what = "image" if is_image else "link"
    message = f"the {what} {shown(link.value)} has no scheme, so it leads to a path of this site"
    yield Issue(link.span, f"{message}; expected `https://`", fix, cause=host.lower())
