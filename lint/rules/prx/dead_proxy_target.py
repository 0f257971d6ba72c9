"""PRX101 dead-proxy-target."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import GONE, answered, rescued, rewritten, said
from lint.web.both_ends import Ends, ends
from lint.web.verdict import Kind


@rule("PRX101", severity="error")
def dead_proxy_target(document: Document) -> Issues:
    """An image behind a proxy is gone: at its origin, at the proxy, or at both.

    Only with `--online`. Both ends are asked. If only the proxy is dead, the image is still where it was: the unsafe fix unwraps it. If
    only the origin is dead, the proxy has it in its memory, for a while: save it now. If both are, only a copy helps.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=img.example.org/a.png⟧" alt="Rain">
    === answers
    dead 404 https://images.weserv.nl/?url=img.example.org/a.png
    alive 200 http://img.example.org/a.png
    ```

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=https://img.example.org/a.png⟧" alt="Rain">
    === answers
    dead 404 https://images.weserv.nl/?url=https://img.example.org/a.png
    alive 200 https://img.example.org/a.png
    ```

    ```html fixed
    <img src="https://img.example.org/a.png" alt="Rain">
    ```

    ```html bad no-fix
    <img src="⟦https://images.weserv.nl/?url=https://img.example.org/a.png⟧" alt="Rain">
    === answers
    alive 200 https://images.weserv.nl/?url=https://img.example.org/a.png
    dead 404 https://img.example.org/a.png
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=https://img.example.org/a.png" alt="Rain">
    === answers
    alive 200 https://images.weserv.nl/?url=https://img.example.org/a.png
    alive 200 https://img.example.org/a.png
    ```

    Whether a proxy is alive is not judged by one image: an error of the proxy's own is `unsure`.
    """
    answers = document.settings.answers
    for found, known in answered(document, Role.PROXIED):
        origin = answers.known(found.origin, Kind.IMAGE) if answers is not None and found.origin else None
        copy, fix, words = "", None, ""
        if origin is None:
            if known.verdict.state in GONE:
                words = f"the image is dead at its proxy: {said(known)}"
        elif (which := ends(known.verdict, origin.verdict)) is Ends.BOTH:
            copy, fix = rescued(found._replace(url=found.origin), document)
            words = f"the image is dead at its proxy and at its origin `{found.origin}`"
        elif which is Ends.PROXY:
            fix = rewritten(found.link, found.origin, "show the image from its origin")
            words = f"the image is dead at its proxy, but not at its origin `{found.origin}`"
        elif which is Ends.ORIGIN:
            words = f"the image is dead at its origin `{found.origin}`; the proxy still has it: save it now"
        if words:
            yield Issue(found.link.span, words + copy, fix)
