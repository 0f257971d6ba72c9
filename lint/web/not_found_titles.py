"""Titles of pages that are missing, in the languages of many sites."""

from __future__ import annotations

import unicodedata

from lint.primitives.patterns import regex

# One title a line, without case, signs and numbers; a word in brackets may be left out.
_TITLES = """
not found
not found 1
[the|this|that] [requested] page [was|is|could|can] not [be] found
[the|this|that] [requested] page cannot be found
[the|this|that] [requested] page can t be found
[the|this|that] [requested] page does not exist
[the|this|that] [requested] page doesn t exist
[the|this|that] [requested] page is no longer available
[the|this|that] page isn t available
[the|this|that] page is not available
[the|this|that] content isn t available
[the|this|that] content isn t available right now
[the|this|that] content is no longer available
[the|this] file [was|is|could] not [be] found
[the|this] document [was|is|could] not [be] found
[the|this|requested] url [was|is] not found
post not found
article not found
content not found
object not found
nothing found
nothing found here
we can t find that page
we can t find the page
we couldn t find that page
we couldn t find the page
seite nicht gefunden
[die|diese] [angeforderte] seite wurde nicht gefunden
[die|diese] [angeforderte] seite konnte nicht gefunden werden
[die|diese] seite existiert nicht [mehr]
[die] seite ist nicht verfügbar
nicht gefunden
pagina niet gevonden
[de] pagina is niet gevonden
[deze] pagina bestaat niet [meer]
niet gevonden
[la] page non trouvée
[la] page introuvable
[la] page est introuvable
[cette|la] page n existe pas
[cette|la] page n existe plus
[la] página no encontrada
[la] página no existe
[la] página no disponible
no se encontró la página
no se ha encontrado la página
no encontrado
[a] página não encontrada
[a] página não existe
não encontrado
[la] pagina non trovata
[la] pagina non esiste
non trovato
pàgina no trobada
pagina nu a fost găsită
pagină negăsită
страница не найдена
страницы не существует
[запрашиваемая] страница не существует
не найдено
сторінку не знайдено
сторінка не знайдена
сторінка не існує
nie znaleziono strony
strona nie została znaleziona
strona nie istnieje
strony nie znaleziono
stránka nenalezena
stránka nebyla nalezena
stránka neexistuje
stránka nebola nájdená
stránka sa nenašla
sidan kunde inte hittas
sidan hittades inte
sidan finns inte
siden blev ikke fundet
siden findes ikke
siden ble ikke funnet
siden finnes ikke
fant ikke siden
sivua ei löydy
sivua ei löytynyt
az oldal nem található
oldal nem található
sayfa bulunamadı
η σελίδα δεν βρέθηκε
η σελίδα δεν υπάρχει
không tìm thấy trang
halaman tidak ditemukan
页面不存在
页面未找到
页面没有找到
页面找不到
页面不存在或已删除
您访问的页面不存在
抱歉 您访问的页面不存在
抱歉 页面不存在
抱歉 找不到页面
找不到页面
找不到该页面
找不到网页
未找到
未找到页面
网页不存在
文章不存在
内容不存在
頁面不存在
找不到頁面
找不到網頁
找不到該頁面
網頁不存在
頁面未找到
ページが見つかりません
ページが見つかりませんでした
お探しのページが見つかりません
お探しのページが見つかりませんでした
お探しのページは見つかりません
お探しのページは見つかりませんでした
指定されたページが見つかりません
指定されたページは存在しません
ページが存在しません
記事が見つかりません
페이지를 찾을 수 없습니다
페이지를 찾을 수 없음
요청하신 페이지를 찾을 수 없습니다
존재하지 않는 페이지입니다
الصفحة غير موجودة
لم يتم العثور على الصفحة
הדף לא נמצא
העמוד לא נמצא
صفحه یافت نشد
صفحه پیدا نشد
"""
# Titles of what a host shows for a site that it has no more, or not yet. Each must be all of a title: with a
# name beside it, that is a page about the matter.
_NO_SITE = frozenset(
    (
        "account suspended",
        "this account has been suspended",
        "website suspended",
        "website expired",
        "squarespace website expired",
        "default web site page",
        "welcome to nginx",
        "apache2 ubuntu default page it works",
        "apache2 debian default page it works",
        "iis windows server",
    )
)
# What says no more than the status does.
_STATUS_WORDS = frozenset(
    (  # noqa: SIM905 - a table of words reads best as one text
        "404 error http status code oops ooops whoops uh oh sorry fehler fout erreur erro errore"
        " ошибка помилка błąd chyba fel fejl feil virhe hata hiba lỗi 错误 錯誤 エラー 오류 خطأ שגיאה σφάλμα"
    ).split()
)
_WORD = regex(r"[^\W_]+")
_BRACKETS = regex(r"\[([^\]]+)\] ?")
_BETWEEN = regex(r"\s+[-–—:~·•]+\s+|\s*[|»«›‹｜—·•]\s*|:\s+")


def _spelled_out(line: str) -> set[str]:
    match = _BRACKETS.search(line)
    if match is None:
        return {line.strip()}
    before, after = line[: match.start()], line[match.end() :]
    return {
        each
        for word in ("", *match[1].split("|"))
        for each in _spelled_out(f"{before}{word and word + ' '}{after}")
    }


_KNOWN = frozenset(
    " ".join(_WORD.findall(unicodedata.normalize("NFKC", each).casefold()))
    for line in _TITLES.split("\n")
    if line
    for each in _spelled_out(line)
)


def says_not_found(title: str) -> bool:
    """Return whether a title is that of a missing page, alone or beside the name of a site.

    It must be all of the title, or of its first or last parts: `How to mend "page not found"` is a page.
    """
    if _is_known(title):
        return True
    parts = [part for part in _BETWEEN.split(title) if part]
    some = (parts[:1], parts[-1:], parts[:2], parts[-2:])
    return any(_is_known(" ".join(each)) for each in some if 0 < len(each) < len(parts))


def says_no_site(title: str) -> bool:
    """Return whether a title is that of a host's own page, in the place of a site."""
    return " ".join(_WORD.findall(title.casefold())) in _NO_SITE


def _is_known(text: str) -> bool:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    rest = [word for word in words if word not in _STATUS_WORDS]
    return " ".join(rest) in _KNOWN if rest else "404" in words
