"""LNK102 link-moved."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, rewritten
from lint.values.urls import parse
from lint.web.verdict import State


@rule("LNK102", severity="info")
def link_moved(document: Document) -> Issues:
    """A page has moved for good.

    Only with `--online`. Every redirect on the way says that it is permanent (301 or 308), and at its end is a page. The day
    the old server is switched off, the link is dead.

    ```html bad
    <a href="⟦http://news.example.org/a⟧">rain</a>
    === answers
    moved 301 http://news.example.org/a https://news.example.org/a
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    === answers
    alive 200 https://news.example.org/a
    ```

    The fix writes the new address. It is safe if only `http` became `https`, and unsafe otherwise.
    """
    for found, known in answered(document, Role.LINK):
        verdict = known.verdict
        if verdict.state is not State.MOVED or not verdict.final:
            continue
        target = parse(verdict.final)
        if target is None or target.scheme not in ("http", "https"):
            continue
        fragment = parse(found.link.value)
        url = target.href + (fragment.fragment if fragment is not None and not target.fragment else "")
        is_safe = found.url.replace("http://", "https://", 1) == target.href
        fix = rewritten(found.link, url, "link to where the page has moved", unsafe=not is_safe)
        yield Issue(found.link.span, f"`{found.url}` has moved to `{target.href}`", fix)
