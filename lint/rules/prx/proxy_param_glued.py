"""PRX010 proxy-param-glued."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, Severity, replace, rule
from lint.rules.prx.glued import glued_parameter
from lint.rules.prx.proxied_image import cause_of, proxies_of


@rule("PRX010", severity="warning", of="image", raw=regex(r"\A[^?]*+\?[^?]*+\?"), in_links="proxies")
def proxy_param_glued(match: Match, link: Link, document: Document) -> Issues:
    """A parameter of an image proxy is glued to its target with a `?`.

    In `?url=host/a.jpg?output=webp` the proxy has one parameter, `url`: it asks the host for
    `a.jpg?output=webp`, and never sees `output`. A `&` was probably meant. Only names that the proxy knows are
    reported. Names that the target's server may read itself, such as `w=300`, are a note, and are not reported
    for hosts that are known to do so. The target's own query is right as it is: `a.jpg?v=4` asks the host for
    version 4.

    ```html bad
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg⟦?output⟧=webp">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg&amp;output=webp">
    ```

    ```html bad
    <img src="https://wsrv.nl/?url=media.example.org/a.jpg⟦?w⟧=300&h=200">
    ```

    ```html fixed
    <img src="https://wsrv.nl/?url=media.example.org/a.jpg&amp;w=300&h=200">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg?v=4"> <img src="https://wsrv.nl/?url=media.example.org/a.jpg&il">
    ```

    ```html good
    <img src="https://wsrv.nl/?url=rain.files.wordpress.com/a.jpg?w=300"> <img src="https://wsrv.nl/?url=media.example.org/a.jpg%3Fw=300">
    ```

    The fix writes `&`. It is unsafe because the image then changes its size or format.
    """
    chain = proxies_of(link, document)
    glued = glued_parameter(link, chain) if chain else None
    if glued is None:
        return
    name, mark, is_shared = glued
    meant = "&amp;" if link.tag.start < link.span.start and document.text[link.tag.start] == "<" else "&"
    proxy = chain[0].proxy.name
    message = f"the proxy {proxy!r} does not see the parameter {name!r} after a second `?`; expected `&`"
    fix = replace(mark, meant, f"write `{meant}`", unsafe=True)
    severity = Severity.INFO if is_shared else None
    span = mark._replace(end=mark.end + len(name))
    yield Issue(span, message, fix, severity, cause_of(link))
