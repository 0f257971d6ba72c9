"""Answers of success that are none: the front page instead of a page, a page that says there is none, a parked domain.

A page that is there and is called missing is worse than one that is missed: each sign is narrow, and whatever a page
is about, its address is looked at first.
"""

from __future__ import annotations

import re

from lint.primitives.patterns import regex
from lint.primitives.text import one_line
from lint.values.urls import URL, parse
from lint.web.answer import Answer
from lint.web.pages import Page, is_html, read_page

# The languages of a front page, as a first part of the path; other words of two letters are parts of a site.
_LANGUAGE = regex(
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr"
    r"|uk|vi|zh)|[a-z]{2}[-_](?:[a-z]{2}|[a-z]{4}|\d{3})",
    re.I,
)
_INDEX = regex(r"(?:index|default|home|main|start|welcome)(?:\.(?:html?|php\d?|aspx?|jsp|shtml|cfm))?", re.I)
# Pages that are asked for in the query alone, as by WordPress.
_PAGE_QUERY = regex(
    r"[?&](?:p|page_id|id|post|postid|article|articleid|story|storyid|entry|nid|t|tid|v)=\w", re.I
)
_SIGNIFICANT = regex(r"[a-z]{3,}|\d{2,}", re.I)
_DEEP = 2  # parts of a path

# What a page that is missing is called, alone or beside the name of the site.
_WORDS = (
    # English
    r"(?:(?:error|http|oops[!.,:]?|whoops[!.,:]?|sorry[!.,:]?) )?(?:(?:\(?404\)?[:.,!]?(?: error| \(not found\))?[:.,!]? )?"
    r"(?:(?:the |this |that )?(?:requested )?(?:page|file|document|url|post|article|content|resource|image) "
    r"(?:(?:was |is |could |can )?not (?:be )?found|cannot be found|can[’']t be found|does(?: not|n[’']t) exist"
    r"|(?:is )?no longer available|not available)|(?:page )?not found|nothing found(?: here)?"
    r"|(?:we )?(?:can[’']t|couldn[’']t|could not) find (?:that|this|the) page))"
    r"|(?:http )?404(?: error)?(?: \(not found\))?!*|error 404(?: \(not found\)!{0,2}\d?)?!*|http status 404"
    r"|page not found \(?(?:error )?404\)?|not found \(?404\)?|(?:this )?page (?:isn[’']t|is not) available",
    # German, Dutch
    r"(?:(?:fehler )?404[:.,!]? )?(?:diese |die )?(?:angeforderte )?seite (?:wurde |konnte |existiert )?nicht(?: mehr)?"
    r"(?: gefunden(?: werden)?)?|nicht gefunden|fehler 404|(?:404 )?pagina (?:werd |is )?niet gevonden|niet gevonden",
    # French, Spanish, Portuguese, Italian, Catalan, Romanian
    r"(?:(?:erreur )?404 )?(?:la )?page (?:non trouvée|introuvable|inexistante|n[’']existe (?:pas|plus))|erreur 404|introuvable",
    r"(?:(?:error )?404 )?(?:la )?página no (?:encontrada|existe|disponible)|(?:no se (?:ha encontrado|encontró|encuentra) la página)",
    r"(?:(?:erro )?404 )?(?:a )?página não (?:encontrada|existe)|erro 404",
    r"(?:(?:errore )?404 )?(?:la )?pagina non (?:trovata|esiste)|errore 404|pàgina no trobada|pagin[aă] (?:nu a fost )?(?:ne)?găsită",
    # Russian, Ukrainian, Polish, Czech, Slovak
    r"(?:(?:ошибка )?404 )?страниц[аы] не (?:найден[аы]?|существует)|ошибка 404|не найдено",
    r"(?:(?:помилка )?404 )?сторінк[ау] не (?:знайдено|існує)|помилка 404",
    r"(?:(?:błąd )?404 )?(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje)|strony nie znaleziono)|błąd 404",
    r"(?:404 )?(?:stránka (?:nebyla nalezena|nenalezena|neexistuje|nebola nájdená|sa nenašla))|chyba 404",
    # Swedish, Danish, Norwegian, Finnish, Hungarian, Turkish, Greek, Vietnamese, Indonesian
    r"(?:404 )?sidan (?:kunde inte hittas|hittades inte|finns inte)|siden (?:blev |ble )?ikke (?:fundet|funnet)|siden findes ikke",
    r"(?:404 )?sivua ei (?:löydy|löytynyt)|(?:404 )?az? oldal nem található|(?:404 )?sayfa bulunamadı"
    r"|(?:404 )?η σελίδα δεν (?:βρέθηκε|υπάρχει)|không tìm thấy trang|halaman tidak ditemukan",
    # Chinese, Japanese, Korean
    r"(?:404 ?)?(?:抱歉[,，]? ?)?(?:您?(?:访问|請求|请求|查找)的)?(?:页面|頁面|网页|網頁|文章|内容)(?:不存在|未找到|没有找到|沒有找到|找不到|已(?:被)?(?:删除|刪除))(?:或已删除)?"
    r"|(?:404 ?)?找不到(?:页面|頁面|网页|網頁|该页面|您(?:访问|要)的页面)|(?:404 ?)?未找到(?:页面|頁面)?|404 ?错误",
    r"(?:404 ?)?(?:お探しの|指定された|ご指定の)?(?:ページ|記事|ファイル)(?:が|は)?(?:見つかりません(?:でした)?|見つかりませんでした|存在しません|ありません)|(?:404 ?)?ページが見つかりません",
    r"(?:404 ?)?(?:요청하신 )?페이지를 찾을 수 (?:없습니다|없음)|존재하지 않는 페이지입니다",
    # Arabic, Hebrew, Persian
    r"(?:404 )?(?:الصفحة غير موجودة|لم يتم العثور على الصفحة)|(?:404 )?(?:הדף לא נמצא|העמוד לא נמצא)|(?:404 )?(?:صفحه (?:یافت|پیدا) نشد)",
)  # fmt: skip
_MISSING = regex("(?:" + "|".join(f"(?:{words})" for words in _WORDS) + r")\s*[.!。！…]*", re.I)
_BETWEEN = regex(r"\s+[-–—|·•»«›‹:~]+\s+|\s*[|»«｜—]\s*|:\s+|\s+::\s+")
# An address that talks of the matter itself: HTTP's statuses, or a page on how to make such a page.
_ABOUT = regex(r"404|not[-_ +]?found|page[-_ ]not|missing|error|http", re.I)

# Who parks domains. https://github.com/parkingtma/parkingtma.github.io
_PARKING_HOSTS = regex(
    r"(?:.+\.)?(?:sedoparking\.com|sedo\.com|parkingcrew\.net|bodis\.com|hugedomains\.com|afternic\.com|dan\.com"
    r"|undeveloped\.com|buydomains\.com|domainmarket\.com|parklogic\.com|dropcatch\.com|domainname\.de|above\.com"
    r"|fabulous\.com|skenzo\.com|uniregistry\.com|parking\.namebright\.com|expireddomains\.com|porkbun\.com)"
)
# `ww38.example.org`: where parked domains send their readers.
_PARKED_NAME = regex(r"ww\d{1,2}\.(.+)")
# Elements of their pages: the key by which they ask ad blockers for leave, their data, their scripts.
_PARKED = regex(
    r"<html[^>]{0,400}\bdata-adblockkey=|<(?:script|iframe|frame|img|link)\b[^>]{0,400}\b(?:src|href)=[\"']?(?:https?:)?(?:\\?/){2}"
    r"[\w.-]{0,80}(?:sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|wsimg\.com/parking-lander/|hugedomains\.com)",
    re.I,
)
# The same, in scripts, which `Page.text` has not: Bodis' data, and the way to GoDaddy's and Afternic's page.
_PARKED_SCRIPT = regex(
    rb"<script[^>]{0,200}>\s*window\.park\s*=\s*\"ey|window\.location\.href\s*=\s*\"/lander[\"?]"
)
_FOR_SALE = regex(
    r"(?:the )?(?:domain(?: name)? )?[\w-]+(?:\.[\w-]+)+(?: domain(?: name)?)? (?:is|may be|ist|est) "
    r"(?:for sale|available for purchase|zu verkaufen|à vendre|parked)\b.{0,60}|(?:this |the )?domain(?: name)? (?:is|may be) for sale.{0,60}",
    re.I,
)  # fmt: skip


def soft_404(url: str, answer: Answer) -> str | None:
    """Return why an answer of success is none, in a few words; `None` if it seems to be one."""
    asked = parse(url)
    reached = parse(answer.url)
    if asked is None or reached is None:
        return None
    if (reason := _parked_host(asked, [hop.url for hop in answer.hops] + [answer.url])) is not None:
        return reason
    if answer.hops and _is_lost(asked, reached):
        return "redirects to a front page"
    if not is_html(answer):
        return None
    return _in_page(asked, reached, answer, read_page(answer))


def _in_page(asked: URL, reached: URL, answer: Answer, page: Page) -> str | None:
    if _PARKED.search(page.text) or _PARKED_SCRIPT.search(answer.body):
        return "the domain is parked"
    for text in (page.title, *page.headings[:1]):
        if _FOR_SALE.fullmatch(text) and _names(text, asked, reached):
            return f"the domain is for sale: '{one_line(text)}'"
    if page.refresh and (target := parse(page.refresh)) is not None and _is_lost(asked, target):
        return "its page sends readers to a front page"
    if _ABOUT.search(asked.path + asked.query):
        return None
    if page.title and _says_missing(page.title):
        return f"its title is '{one_line(page.title)}'"
    if len(page.headings) == 1 and _says_missing(page.headings[0]):
        return f"its heading is '{one_line(page.headings[0])}'"
    return None


def _says_missing(text: str) -> bool:
    """Return whether a title says that a page is missing, at its start or end, beside the name of a site at most."""
    if _MISSING.fullmatch(text.strip()):
        return True
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    # "404 - Page not found - Example": each part at the start counts with the next.
    starts = {parts[0], parts[-1], " ".join(parts[:2]), " ".join(parts[-2:])} if parts else set()
    return any(_MISSING.fullmatch(part) for part in starts)


def _names(text: str, *urls: URL) -> bool:
    """Return whether a text for sale is about the domain itself; a page may well be about another one."""
    lower = text.lower()
    return any(url.host.removeprefix("www.") in lower for url in urls) or "domain" in lower.split("is")[0]


def _parked_host(asked: URL, urls: list[str]) -> str | None:
    for each in urls[1:] if len(urls) > 1 else ():
        url = parse(each)
        if url is None or url.host == asked.host or _PARKING_HOSTS.fullmatch(asked.host):
            continue
        name = _PARKED_NAME.fullmatch(url.host)
        if _PARKING_HOSTS.fullmatch(url.host) or (name and name[1] == asked.host.removeprefix("www.")):
            return f"the domain is parked at {one_line(url.host)}"
    return None


def _is_lost(asked: URL, reached: URL) -> bool:
    """Return whether a page was asked for, and the front page of a site is given instead."""
    if not _is_front(reached) or not _is_deep(asked):
        return False
    if _same_site(asked.host, reached.host):
        return not _has_own_host(asked, reached)
    # A shortened address, or that of a project which now has a domain of its own, leads to a front page rightly.
    parts = _parts(asked.path)
    is_page = len(parts) >= _DEEP or _PAGE_QUERY.search(asked.query) is not None or "." in parts[-1]
    return is_page and not _has_own_host(asked, reached) and not _quotes(asked, reached)


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _is_front(url: URL) -> bool:
    """Return whether a URL is that of a front page: languages and index files count as nothing."""
    parts = _parts(url.path)
    if parts and _LANGUAGE.fullmatch(parts[0]):
        parts = parts[1:]
    if parts and _INDEX.fullmatch(parts[0]):
        parts = parts[1:]
    # A query may say which page it is, or where to go after a consent.
    return not parts and not url.fragment and ("%2f" not in url.query.lower() and "/" not in url.query
                                               and not _PAGE_QUERY.search(url.query))  # fmt: skip


def _is_deep(url: URL) -> bool:
    return not _is_front(url._replace(query="", fragment="")) or _PAGE_QUERY.search(url.query) is not None


def _same_site(one: str, other: str) -> bool:
    """Return whether two hosts are of one site, as far as names tell."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _has_own_host(asked: URL, reached: URL) -> bool:
    """Return whether the host is named after what was asked for: `example.org/blog` is now `blog.example.org`."""
    parts = _parts(asked.path)
    last = parts[-1].lstrip("~@").lower() if parts else ""
    words = {last, last.rpartition(".")[0], last.replace("-", ""), last.replace("_", "-")} - {""}
    labels = set(reached.host.split(".")) - set(asked.host.split("."))
    return bool(words & labels) or any(
        word and word in label for word in words if len(word) > 3 for label in labels
    )  # noqa: PLR2004 - a word that means something


def _quotes(asked: URL, reached: URL) -> bool:
    """Return whether an address names where it leads, as those of redirectors do."""
    return reached.host.removeprefix("www.") in (asked.path + asked.query).lower()
