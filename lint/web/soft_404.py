"""Answers of success that are none: the front page instead of a page, or a page that says there is none.

A page that is there and is called missing is worse than one that is missed: each sign is narrow, and what the
address itself is about is looked at first.
"""

from __future__ import annotations

import re

from lint.primitives.patterns import regex
from lint.primitives.text import one_line
from lint.values.urls import URL, parse
from lint.web.answer import Answer
from lint.web.not_found_titles import says_no_site, says_not_found
from lint.web.pages import Page, is_html, read_page
from lint.web.parked import parked_at, parked_page

# The language of a front page, as the first part of its path; other words of two letters are parts of a site.
_LANGUAGE = regex(
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th"
    r"|tr|uk|vi|zh)|[a-z]{2}[-_](?:[a-z]{2}|[a-z]{4}|\d{3})",
    re.IGNORECASE,
)
_INDEX = regex(
    r"(?:index|default|home|main|start|welcome)(?:\.(?:html?|php\d?|aspx?|jsp|shtml|cfm))?", re.IGNORECASE
)
# Pages whose address is in the query alone, as WordPress' `/?p=12`.
_PAGE_QUERY = regex(
    r"[?&](?:p|page_id|id|post|postid|article|articleid|story|storyid|entry|nid|tid)=\w", re.IGNORECASE
)
# Addresses of a site that lead elsewhere on purpose.
_REDIRECTOR = regex(
    r"go|goto|out|outgoing|outbound|links?|clicks?|redirect|redir|away|exit|jump|ref|refer|recommends?|track|visit"
    r"|url|[a-z~]",
    re.IGNORECASE,
)
_DEEP = 2  # parts of a path
_MEANS_SOMETHING = 4  # letters of a word
# What is about the matter itself: statuses, or how to make such a page.
_ABOUT = regex(
    r"404|not[-_ +]?found|page[-_ +]not|missing|error|suspen|expired|default|welcome", re.IGNORECASE
)
# The whole name of a picture that stands for others.
_INSTEAD = regex(
    r"(?:(?:photo|image|img|picture|pic|file)[-_]?)?(?:removed|deleted|unavailable|not[-_]?(?:found|available)|404)\.\w{3,4}"
    r"|no[-_]?(?:photo|image|img|picture|pic)\.\w{3,4}",
    re.IGNORECASE,
)
_CPANEL = regex(r"/cgi-sys/(?:suspended|defaultweb)page\.cgi")
_NO_WORDPRESS = regex(r"(?:\w{2}\.)?wordpress\.com/typo/?")
# WeChat answers 200 for articles that are deleted, or that nobody may see.
_WECHAT = "mp.weixin.qq.com"
_NOTICE = regex(
    r"(?:weui-msg__title|global_error_msg)[^>]{0,100}>\s{0,200}([^<>]{0,30}(?:删除|违规|无法查看|屏蔽|注销|侵权|封禁)[^<>]{0,60})"
)


def soft_404(url: str, answer: Answer) -> str | None:
    """Return why an answer of success is none, in a few words; `None` if it seems to be one."""
    asked, reached = parse(url), parse(answer.url)
    if asked is None or reached is None:
        return None
    if (reason := parked_at(asked, answer)) is not None:
        return reason
    if answer.hops and _is_lost(asked, reached):
        return "redirects to a front page"
    if answer.hops and (reason := _by_address(asked, reached)) is not None:
        return reason
    # Most pages show no sign at a glance.
    if not is_html(answer) or _in_page(asked, answer, read_page(answer, visible=False)) is None:
        return None
    return _in_page(asked, answer, read_page(answer, visible=True))


def replaced(url: str, answer: Answer) -> str | None:
    """Return why a picture is not the one that was asked for, by its name; `None` if it seems to be.

    Imgur redirects to `removed.png`, Flickr to `photo_unavailable.png`, TinyPic to `404.gif`.
    """
    asked, reached = parse(url), parse(answer.url)
    if not answer.hops or asked is None or reached is None:
        return None
    name = reached.path.rpartition("/")[2]
    if _INSTEAD.fullmatch(name) and not _INSTEAD.fullmatch(asked.path.rpartition("/")[2]):
        return f"redirects to '{one_line(name)}'"
    return None


def _by_address(asked: URL, reached: URL) -> str | None:
    """Return why an address to which a redirect leads is that of no page; `None` if it seems to be one."""
    if reached.path.startswith("/cgi-sys/") and _CPANEL.match(reached.path):
        return "the account of the site is suspended, or there is none"
    if _NO_WORDPRESS.fullmatch(reached.host + reached.path) and asked.host.endswith(".wordpress.com"):
        return "there is no such blog"
    return None


def _in_page(asked: URL, answer: Answer, page: Page) -> str | None:
    if (reason := parked_page(asked, answer, page)) is not None:
        return reason
    if asked.host == _WECHAT and (notice := _NOTICE.search(page.markup)) is not None:
        return f"its notice is '{one_line(notice[1].strip())}'"
    target = parse(page.refresh) if page.refresh else None
    if target is not None and _is_lost(asked, target):
        return "sends its readers to a front page"
    if _ABOUT.search(asked.path + asked.query):
        return None
    if says_not_found(page.title) or says_no_site(page.title):
        return f"its title is '{one_line(page.title)}'"
    if len(page.headings) > 1 and page.is_visible:
        return None
    heading = next(filter(says_not_found, page.headings), None)
    return f"its heading is '{one_line(heading)}'" if heading is not None else None


def _is_lost(asked: URL, reached: URL) -> bool:
    """Return whether a page was asked for, and the front page of a site is given instead."""
    if not _is_front(reached) or not _is_deep(asked) or _is_named_after(asked, reached):
        return False
    if _same_site(asked.host, reached.host):
        return True
    # A shortened address leads to another site's front page rightly.
    parts = _parts(asked.path)
    if any(_REDIRECTOR.fullmatch(part) for part in parts) or _names(asked, reached):
        return False
    return len(parts) >= _DEEP or _PAGE_QUERY.search(asked.query) is not None or "." in parts[-1]


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _is_front(url: URL) -> bool:
    """Return whether a URL is that of a front page: languages and index files count as nothing."""
    parts = _parts(url.path)
    if parts and _LANGUAGE.fullmatch(parts[0]):
        parts = parts[1:]
    if parts and _INDEX.fullmatch(parts[0]):
        parts = parts[1:]
    # Its query may say which page it is, or where to go on after a consent.
    query = url.query.lower()
    return not (parts or url.fragment or "/" in query or "%2f" in query or _PAGE_QUERY.search(query))


def _is_deep(url: URL) -> bool:
    return not _is_front(url._replace(query="", fragment="")) or _PAGE_QUERY.search(url.query) is not None


def _same_site(one: str, other: str) -> bool:
    """Return whether two hosts are of one site, as far as their names tell."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _is_named_after(asked: URL, reached: URL) -> bool:
    """Return whether a host is named after a page: what was `example.org/blog` is now `blog.example.org`."""
    parts = _parts(asked.path)
    last = parts[-1].lstrip("~@").lower() if parts else ""
    words = {last, last.rpartition(".")[0], last.replace("-", ""), last.replace("_", "-")} - {""}
    labels = set(reached.host.split(".")) - set(asked.host.split("."))
    return any(
        word == label or (len(word) >= _MEANS_SOMETHING and word in label)
        for word in words
        for label in labels
    )


def _names(asked: URL, reached: URL) -> bool:
    """Return whether an address names the host it leads to, as redirectors do."""
    return reached.host.removeprefix("www.") in (asked.path + asked.query).lower()
