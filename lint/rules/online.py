"""What the rules on the answers of the web share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from lint.post.web_links import Role, WebLink, date_of, web_links
from lint.rule import Document, Fix, Link, one_line, replace, shortened
from lint.web.known import Known
from lint.web.verdict import State

# States in which a reader gets nothing of what the link promises.
GONE = (State.DEAD, State.SOFT_404)
_LONGEST = 100


def answered(document: Document, *roles: Role) -> Iterator[tuple[WebLink, Known]]:
    """Yield the URLs of a post that were asked, with what is known of each; each URL once, where it is first.

    Parameters:
        roles: what they are in the post.
    """
    answers = document.settings.answers
    if answers is None:
        return
    seen = set()
    for each in web_links(document):
        if each.role not in roles or (each.role, each.url) in seen:
            continue
        seen.add((each.role, each.url))
        known = answers.known(each.url, each.kind)
        if known is not None:
            if known.verdict.state is not State.ALIVE:
                document.lasting = False  # the next run may ask again
            yield each, known


def said(known: Known) -> str:
    """Return why a verdict is as it is, for a message."""
    verdict = known.verdict
    return shortened(one_line(verdict.reason or str(verdict.state)), _LONGEST)


def newly(known: Known) -> str:
    """Return since when a URL is dead that was alive before, for a message; empty for others."""
    if not known.is_newly_dead:
        return ""
    return f"; it was alive on {datetime.fromtimestamp(known.lived, UTC).date().isoformat()}"


def rescued(found: WebLink, document: Document) -> tuple[str, Fix | None]:
    """Return the copy of a dead URL that is nearest to the post's date: for the message, and as an unsafe fix."""
    answers = document.settings.answers
    day = date_of(document)
    copy = answers.copy(found.url, day) if answers is not None and day else None
    if copy is None:
        return "", None
    url, made = copy
    words = f"; a web archive has a copy of {made[:10]} (the post is of {day})"
    return words, rewritten(found.link, url, f"link to the copy of {made[:10]}; the post is of {day}")


def rewritten(link: Link, url: str, message: str, *, unsafe: bool = True) -> Fix | None:
    """Return the fix that writes another URL in the place of a link; `None` where it cannot be written."""
    if link.element == "front-matter":
        if any(each in url for each in "\"'\\ ") or ": " in url or " #" in url:
            return None
        return replace(link.span, url, message, unsafe=unsafe)
    if link.attribute in ("markdown", "reference", "autolink", "text"):
        if any(each in url for each in "<>() "):
            return None
        return replace(link.span, url, message, unsafe=unsafe)
    return replace(link.span, escape(url), message, unsafe=unsafe)
