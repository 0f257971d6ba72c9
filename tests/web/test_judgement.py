"""Verdicts on answers made by hand."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.answer import Answer, Hop, Trouble
from lint.web.judgement import judge, settled
from lint.web.proxy_words import proxy_says
from lint.web.verdict import Kind, State, Verdict

URL = "https://example.org/2014/05/a-post.html"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01\xe0\x08\x02\x00\x00\x00" + b"\x00" * 64
)
DOT = PNG[:16] + b"\x00\x00\x00\x01\x00\x00\x00\x01" + PNG[24:]


def page(title: str = "A post", body: str = "<h1>A post</h1>", **headers: str) -> Answer:
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    said = {"content-type": "text/html; charset=utf-8", **headers}
    return Answer(URL, 200, said, html.encode(), is_whole=True)


def redirected(asked: str, reached: str, *statuses: int, answer: Answer | None = None) -> Answer:
    hops = tuple(Hop(asked, status) for status in statuses or (301,))
    return (answer or page())._replace(url=reached, hops=hops)


def state(answer: Answer, url: str = URL, kind: Kind = Kind.PAGE) -> State:
    return judge(url, kind, answer, now=1.0).state


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, State.ALIVE), (203, State.ALIVE), (204, State.ALIVE), (206, State.ALIVE),
        (404, State.DEAD), (410, State.DEAD),
        (401, State.BLOCKED), (403, State.BLOCKED), (407, State.BLOCKED), (429, State.BLOCKED),
        (451, State.BLOCKED), (999, State.BLOCKED),
        (301, State.UNSURE), (304, State.UNSURE), (400, State.UNSURE), (402, State.UNSURE), (405, State.UNSURE),
        (406, State.UNSURE), (418, State.UNSURE), (500, State.UNSURE), (502, State.UNSURE), (503, State.UNSURE),
        (504, State.UNSURE), (520, State.UNSURE), (530, State.UNSURE),
    ],
)  # fmt: skip
def test_status(status: int, expected: State) -> None:
    verdict = judge(URL, Kind.PAGE, page()._replace(status=status), now=5.0)
    assert (verdict.state, verdict.status, verdict.asked) == (expected, status, 5.0)
    assert verdict.again == (expected is State.DEAD)


@pytest.mark.parametrize("trouble", Trouble)
def test_trouble(trouble: Trouble) -> None:
    expected = {
        Trouble.NO_HOST: State.DEAD,
        Trouble.PRIVATE: State.REFUSED,
        Trouble.BAD_URL: State.REFUSED,
        Trouble.CERTIFICATE: State.CERTIFICATE,
    }.get(trouble, State.UNSURE)
    verdict = judge(URL, Kind.PAGE, Answer(URL, trouble=trouble, detail="so\nit is"), now=1.0)
    assert verdict.state is expected
    assert "\n" not in verdict.reason
    assert verdict.again == (expected is State.DEAD)


def test_404_that_breaks_off_is_one() -> None:
    assert state(Answer(URL, 404, trouble=Trouble.BROKEN)) is State.DEAD


def test_page_that_breaks_off_is_unsure() -> None:
    assert state(Answer(URL, 200, trouble=Trouble.BROKEN)) is State.UNSURE


def test_accepted_status_means_alive() -> None:
    answer = page("Just a moment...")._replace(status=403)
    assert judge(URL, Kind.PAGE, answer, accept=(403,), now=1.0).state is State.ALIVE


def test_not_modified_renews_what_is_known() -> None:
    known = Verdict(State.MOVED, final="https://example.org/b", etag='"1"', asked=1.0, picture=b"x")
    assert judge(URL, Kind.PAGE, Answer(URL, 304), now=9.0, known=known) == known._replace(asked=9.0)


def test_validators_are_kept_of_what_is_alive() -> None:
    verdict = judge(URL, Kind.PAGE, page(etag='"1"', **{"last-modified": "Mon"}), now=1.0)
    assert (verdict.etag, verdict.modified) == ('"1"', "Mon")
    assert judge(URL, Kind.PAGE, page(etag="x" * 9999), now=1.0).etag == ""
    assert judge(URL, Kind.PAGE, page("404 Not Found", etag='"1"'), now=1.0).etag == ""


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((301,), State.MOVED), ((308, 301), State.MOVED),
        ((302,), State.ALIVE), ((301, 302), State.ALIVE), ((307,), State.ALIVE), ((303,), State.ALIVE),
    ],
)  # fmt: skip
def test_only_permanent_redirects_move(statuses: tuple[int, ...], expected: State) -> None:
    verdict = judge(URL, Kind.PAGE, redirected(URL, "https://example.org/new", *statuses), now=1.0)
    assert (verdict.state, verdict.final) == (expected, "https://example.org/new")


DEAD = Verdict(State.DEAD, "404 not found", again=True)
ALIVE = Verdict(State.ALIVE)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(DEAD, DEAD, State.DEAD), (DEAD, ALIVE, State.ALIVE), (ALIVE, DEAD, State.UNSURE),
     (DEAD, Verdict(State.UNSURE), State.UNSURE), (DEAD, Verdict(State.BLOCKED), State.BLOCKED)],
)  # fmt: skip
def test_dead_is_said_twice(first: Verdict, second: Verdict, expected: State) -> None:
    result = settled(first, second)
    assert result.state is expected
    assert not result.again


WALLS = [
    (403, {"cf-mitigated": "challenge"}, ""),
    (200, {"cf-mitigated": "challenge"}, ""),
    (404, {"cf-mitigated": "challenge"}, ""),
    (202, {"x-amzn-waf-action": "challenge"}, ""),
    (405, {"x-amzn-waf-action": "captcha"}, ""),
    (403, {"x-dd-b": "2"}, ""),
    (429, {"x-vercel-mitigated": "challenge"}, ""),
    (503, {"x-sucuri-block": "EVA"}, ""),
    (503, {}, "<title>Just a moment...</title>"),
    (503, {}, "<script>window._cf_chl_opt = {}</script>"),
    (200, {}, "<script>var dd={'rt':'i','host':'geo.captcha-delivery.com'}</script>"),
    (404, {}, "<script>window._pxAppId = 'PX1';</script><div id=\"px-captcha\"></div>"),
    (
        200,
        {},
        '<html><head></head><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9"></iframe></html>',
    ),
    (503, {}, "Request unsuccessful. Incapsula incident ID: 1-2"),
    (503, {}, "<h1>Access Denied</h1> Reference&#32;&#35;18&#46;7a1d"),
    (
        200,
        {},
        '<title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge" type="application/json">',
    ),
    (503, {}, "<title>DDoS-Guard</title>"),
    (503, {}, "<title>Sucuri WebSite Firewall - Access Denied</title>"),
]


@pytest.mark.parametrize(("status", "headers", "body"), WALLS)
def test_bot_walls(status: int, headers: dict[str, str], body: str) -> None:
    answer = page(body=body, **headers)._replace(status=status)
    for kind in Kind:
        assert state(answer, kind=kind) is State.BLOCKED


@pytest.mark.parametrize(
    "body",
    [
        "<p>The page says <code>&lt;title&gt;Just a moment...&lt;/title&gt;</code>, with <code>px-captcha</code></p>",
        "<p>Request unsuccessful. Incapsula incident ID: how to debug</p>",
        "<p>What Reference #18.7a1d means</p>",
        '<p>Put <code>&lt;script id="anubis_challenge"&gt;</code> there</p>',
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    ],
)
def test_pages_about_bot_walls_are_alive(body: str) -> None:
    assert state(page("On bot walls", body)) is State.ALIVE


@pytest.mark.parametrize("reached", ["https://example.org/login?next=%2Fx", "https://example.org/users/sign_in",
                                     "https://www.linkedin.com/authwall?trk=1"])  # fmt: skip
def test_sign_in_pages_are_blocked(reached: str) -> None:
    assert state(redirected(URL, reached, 302)) is State.BLOCKED


def test_link_to_a_sign_in_page_is_alive() -> None:
    url = "http://example.org/login"
    assert state(redirected(url, "https://example.org/login"), url) is State.MOVED


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        (URL, "https://example.org/"),
        (URL, "https://www.example.org/index.html"),
        (URL, "https://example.org/en/"),
        (URL, "https://example.org/de-DE/home"),
        (URL, "https://example.org/?utm_source=404"),
        ("https://blog.example.org/2010/old", "https://www.example.org/"),
        ("https://example.org/about", "https://example.org/"),
        ("https://example.org/?p=123", "https://example.org/"),
        (URL, "https://casino.example.net/"),
        ("http://example.org/pic/a.jpg", "https://example.net/en"),
    ],
)
def test_redirect_to_a_front_page(asked: str, reached: str) -> None:
    for kind in Kind:
        assert state(redirected(asked, reached), asked, kind) is State.SOFT_404


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("http://example.org/", "https://www.example.org/en/"),
        ("http://example.org/index.php", "https://example.org/"),
        ("http://example.org/en/", "https://example.org/"),
        ("http://example.org/home", "https://example.org/"),
        ("http://example.org/?ref=blog", "https://example.org/"),
        ("http://example.org/blog/", "https://blog.example.org/"),
        ("http://example.org/~jane/", "https://jane.example/"),
        ("https://code.example.org/p/foobar/", "https://foobar.example/"),
        ("https://bit.example/3xYz", "https://example.net/"),
        ("https://example.org/out/123", "https://example.net/"),
        ("https://example.org/r/u?to=https%3A%2F%2Fexample.net%2F", "https://example.net/"),
        ("https://example.org/2014/tv/show", "https://example.org/tv/"),
        (URL, "https://example.org/2014/05/another"),
        (URL, "https://example.org/?next=%2F2014%2F05%2Fa-post.html"),
        (URL, "https://example.org/?p=12"),
    ],
)
def test_redirects_that_lead_somewhere(asked: str, reached: str) -> None:
    assert state(redirected(asked, reached), asked) is State.MOVED


@pytest.mark.parametrize(
    "title",
    [
        "404", "404 Not Found", "Page not found", "Page Not Found - Example", "Example | Page not found",
        "404 - Page not found - Example", "Error 404 (Not Found)!!1", "Oops! Page not found", "404: Not found",
        "Example – 404", "HTTP Status 404 – Not Found", "Sorry, this page isn&#39;t available.",
        "The page could not be found", "Not Found (#404)",
        "Seite nicht gefunden – Beispiel", "Page introuvable | Exemple", "Página no encontrada", "Página não encontrada",
        "Pagina non trovata", "Pagina niet gevonden", "Страница не найдена", "Сторінку не знайдено",
        "Nie znaleziono strony", "Stránka nenalezena", "Sidan kunde inte hittas", "Siden blev ikke fundet",
        "Sivua ei löydy", "Sayfa bulunamadı", "页面不存在", "404 找不到頁面 - 例子", "ページが見つかりません",
        "お探しのページは見つかりませんでした。｜例", "페이지를 찾을 수 없습니다", "الصفحة غير موجودة", "הדף לא נמצא",
    ],
)  # fmt: skip
def test_titles_of_missing_pages(title: str) -> None:
    assert state(page(title)) is State.SOFT_404
    assert state(page("Example", f"<h1>{title}</h1>")) is State.SOFT_404


@pytest.mark.parametrize(
    "title",
    [
        "", "A post", "How to fix a 404 page not found error", "Why “page not found” is a bad title",
        "The page that was not found", "404 days of summer - Example", "Room 404", "Not found in translation",
        "Nothing found on Mars - Example", "Found: a page", "Error", "Oops!", "Sorry", "Error - Example",
        "Lost and not found again", "Missing", "Der Schatz wurde nicht gefunden", "Peugeot 404 - Wikipedia",
    ],
)  # fmt: skip
def test_titles_of_pages(title: str) -> None:
    assert state(page(title, f"<h1>{title}</h1>")) is State.ALIVE


@pytest.mark.parametrize("url", ["https://example.org/docs/status/404", "https://example.org/page-not-found",
                                 "https://example.org/blog/Page_not_found_(song)"])  # fmt: skip
def test_addresses_that_talk_of_missing_pages(url: str) -> None:
    assert state(page("404 Not Found | Example")._replace(url=url), url) is State.ALIVE


def test_heading_in_a_script_or_beside_another_is_no_sign() -> None:
    hidden = "<script>'<h1>Page not found</h1>'</script><template><h1>404</h1></template><!--<h1>404</h1>-->"
    assert state(page("Example", f"{hidden}<h1>A post</h1>")) is State.ALIVE
    assert state(page("Example", "<h1>A post</h1><h1>Page not found</h1>")) is State.ALIVE
    assert state(page("Example", "<svg><title>404</title></svg><p>A post</p>")) is State.ALIVE


@pytest.mark.parametrize(("encoding", "title"), [("gbk", "页面不存在"), ("shift_jis", "ページが見つかりません"),
                                                 ("euc-kr", "페이지를 찾을 수 없습니다"), ("windows-1251", "Страница не найдена"),
                                                 ("utf-16", "Page not found"), ("iso-8859-1", "Seite nicht gefunden")])  # fmt: skip
def test_titles_in_other_encodings(encoding: str, title: str) -> None:
    html = f'<html><head><meta charset="{encoding}"><title>{title}</title></head></html>'.encode(encoding)
    assert state(Answer(URL, 200, {"content-type": "text/html"}, html, is_whole=True)) is State.SOFT_404


@pytest.mark.parametrize(
    "charset", ["x-martian", "idna", "punycode", "unicode_escape", "hex", "", "undefined", "iso-8859-99"]
)
def test_titles_in_no_known_encoding_are_read_as_utf_8(charset: str) -> None:
    answer = page("页面不存在")._replace(headers={"content-type": f"text/html; charset={charset}"})
    assert state(answer) is State.SOFT_404


def test_refresh_to_the_front_page() -> None:
    for content in ("0; url=/", "3;URL='https://example.org/'", "0,/index.html"):
        body = f'<meta http-equiv="refresh" content="{content}">'
        assert state(page(body=body)) is State.SOFT_404
    for content in ("300; url=/", "0; url=/2014/05/new.html", "60"):
        assert state(page(body=f'<meta http-equiv="refresh" content="{content}">')) is State.ALIVE


@pytest.mark.parametrize(
    "answer",
    [
        page(body="")._replace(
            body=b'<html data-adblockkey="MFww_x"><head><title>example.org</title></head></html>'
        ),
        page(body='<script>window.park = "eyJ1dWlkIjoiNDk5"</script>'),
        page(body='<script src="//www.sedoparking.com/frmpark/example.org/x/park.js"></script>'),
        page("", body='<script>window.onload=function(){window.location.href="/lander"}</script>'),
        page("example.org is for sale"),
        page("The domain name example.org is for sale | Example Market"),
        page("Welcome", "<h1>This domain is for sale!</h1>"),
        redirected(URL, "https://www.hugedomains.com/domain_profile.cfm?d=example.org", 302),
        redirected(URL, "http://ww38.example.org/2014/05/a-post.html", 302),
        redirected(URL, "https://www.sedoparking.com/x", 302),
    ],
)
def test_parked_domains(answer: Answer) -> None:
    assert state(answer) is State.SOFT_404


def test_pages_about_parking_and_selling_are_alive() -> None:
    assert state(page("Why example.net is for sale")) is State.ALIVE
    assert state(page("example.net is for sale")) is State.ALIVE
    assert (
        state(page(body="<code>&lt;html data-adblockkey=&gt;</code> and sedoparking.com/frmpark"))
        is State.ALIVE
    )
    url = "https://www.hugedomains.com/domain_profile.cfm?d=example.org"
    assert state(page()._replace(url=url), url) is State.ALIVE


IMAGE = "https://example.org/pictures/a.png"


def image(body: bytes = PNG, kind: str | None = "image/png", *, nosniff: bool = False) -> Answer:
    said = {} if kind is None else {"content-type": kind}
    said |= {"x-content-type-options": "nosniff"} if nosniff else {}
    return Answer(IMAGE, 200, said, body, is_whole=True)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (image(), State.ALIVE),
        (image(kind="text/plain"), State.ALIVE),
        (image(kind="text/html"), State.ALIVE),
        (image(kind="application/octet-stream", nosniff=True), State.ALIVE),
        (image(kind=None), State.ALIVE),
        (image(kind="text/plain", nosniff=True), State.WRONG_KIND),
        (image(kind="application/json", nosniff=True), State.WRONG_KIND),
        (image(DOT), State.PLACEHOLDER),
        (image(b"<!doctype html><title>A picture</title>", "text/html"), State.WRONG_KIND),
        (image(b"<!doctype html><title>A picture</title>", "image/png"), State.WRONG_KIND),
        (image(b"{}", "application/json"), State.WRONG_KIND),
        (image(b"%PDF-1.7", "application/pdf"), State.WRONG_KIND),
        (image(b"hello", "text/plain"), State.WRONG_KIND),
        (image(b"hello", None), State.WRONG_KIND),
        (image(b"hello", "image/jpeg"), State.WRONG_KIND),
        (image(b"", "image/jpeg"), State.WRONG_KIND),
        (image(b"hello", "image/x-portable-pixmap"), State.ALIVE),
        (image(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"), State.ALIVE),
        (image(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "text/xml"), State.WRONG_KIND),
        (image(gzip.compress(b"<svg/>"), "image/svg+xml"), State.WRONG_KIND),
    ],
)  # fmt: skip
def test_images(answer: Answer, expected: State) -> None:
    assert state(answer, IMAGE, Kind.IMAGE) is expected


def test_picture_is_alive_as_a_page() -> None:
    verdict = judge(IMAGE, Kind.PAGE, image(DOT), now=1.0)
    assert (verdict.state, verdict.picture) == (State.ALIVE, b"")
    assert judge(IMAGE, Kind.IMAGE, image(), now=1.0).picture != b""


def proxied(message: str, code: int = 404) -> Answer:
    body = json.dumps({"status": "error", "code": code, "message": message}).encode()
    return Answer(
        "https://wsrv.nl/?url=example.org/a.jpg",
        code,
        {"content-type": "application/json"},
        body,
        is_whole=True,
    )


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("The requested URL returned error: 404", State.DEAD),
        ("The requested URL returned error: 410", State.DEAD),
        ("The requested URL returned error: 403", State.BLOCKED),
        ("The requested URL returned error: 429", State.BLOCKED),
        ("The requested URL returned error: 503", State.UNSURE),
        ("The requested URL timed out.", State.UNSURE),
        ("The hostname of the origin is unresolvable (DNS) or blocked by policy.", State.UNSURE),
        ("Invalid or unsupported image format. Is it a valid image?", State.WRONG_KIND),
        ("Image not readable. Is it a valid image?", State.WRONG_KIND),
        ("Image is too large for processing.", State.UNSURE),
    ],
)
def test_what_a_proxy_says_of_the_original(message: str, expected: State) -> None:
    answer = proxied(message)
    verdict = judge(answer.url, Kind.IMAGE, answer, now=1.0)
    assert verdict.state is expected
    assert verdict.again == (expected is State.DEAD)


WSRV = "https://wsrv.nl/?url=example.org/2014/05/picture.jpg"


@pytest.mark.parametrize(
    ("query", "message", "expected"),
    [
        ("&default=img.example.org/none.png", "The requested URL returned error: 404", State.DEAD),
        ("&default=img.example.org/none.png", "The requested URL returned error: 503", State.UNSURE),
        ("&errorredirect=img.example.org/none.png", "Invalid or unsupported image format. Is it a valid image?", State.WRONG_KIND),
        ("&default=img.example.org/none.png", "Image is too large for processing.", State.UNSURE),
        # The reader gets the original.
        ("&default=1", "The requested URL returned error: 404", State.ALIVE),
        ("&default=1&w=100", "The requested URL returned error: 404", State.ALIVE),
    ],
)  # fmt: skip
def test_a_proxy_shows_another_picture(query: str, message: str, expected: State) -> None:
    said = json.dumps({"status": "error", "code": 404, "message": message}).encode()
    picture = Answer(
        "https://img.example.org/none.png", 200, {"content-type": "image/png"}, PNG, is_whole=True
    )
    answer = picture._replace(hops=(Hop(WSRV + query, 302, said),))
    verdict = judge(WSRV + query, Kind.IMAGE, answer, now=1.0)
    assert verdict.state is expected
    assert ("and shows another picture" in verdict.reason) == (expected is not State.ALIVE)


def test_the_other_picture_may_be_gone_itself() -> None:
    said = json.dumps({"status": "error", "code": 404, "message": "The requested URL timed out."}).encode()
    for gone in (
        Answer("https://img.example.org/", trouble=Trouble.NO_HOST),
        Answer("https://img.example.org/", 404),
    ):
        answer = gone._replace(hops=(Hop(WSRV + "&default=img.example.org", 302, said),))
        assert state(answer, answer.hops[0].url, Kind.IMAGE) is State.UNSURE


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"[" * 4000, b'{"status":"error"}', b"{" * 9999,
                                  b'{"status":"error","code":"x","message":1}', b'{"status":"error","code":404}'])  # fmt: skip
def test_other_errors_are_those_of_the_server(body: bytes) -> None:
    answer = Answer("https://example.org/a.jpg", 404, {}, body)
    assert proxy_says(answer) is None
    assert state(answer, answer.url, Kind.IMAGE) is State.DEAD


def test_an_api_that_says_no_such_thing_is_no_proxy() -> None:
    answer = proxied("No such user")._replace(url="https://api.example.org/u/1")
    assert state(answer, answer.url) is State.DEAD


PIECES = [b"<title>", b"<h1>", b"</h1>", b"<!--", b"-->", b"<script>", b"<meta http-equiv=refresh content='0;/'>", b"<html ",
          b"charset=utf-16", b"charset=idna", b"charset=\xff", b"window.park", b"<iframe src=", b"\x89PNG\r\n\x1a\n", b"ftypavif", b"RIFF",
          b"\xff\xd8\xff", b"<svg ", b"II*\x00", b"P6 ", b"BM", b"\x00\x00\x01\x00", b'{"status":"error"', b"404"]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=12).map(b"".join),
    st.dictionaries(
        st.sampled_from(["content-type", "content-length", "content-encoding", "etag", "x-content-type-options", "cf-mitigated"]),
        st.sampled_from(["text/html", "text/html; charset=", "image/svg+xml", "image/png", "nosniff", "99", "x-user-defined"]) | st.text(max_size=20),
    ),
    st.sampled_from([0, 200, 202, 204, 301, 304, 404, 500, 999]),
    st.sampled_from(["", "not a URL", "https://example.org/", "https://[::1]/x", "http://example.org/é", "//x"]),
    st.none() | st.sampled_from(Trouble),
)  # fmt: skip
def test_nothing_that_a_server_sends_raises(
    body: bytes, headers: dict[str, str], status: int, url: str, trouble: Trouble | None
) -> None:
    answer = Answer(
        url, status, headers, body, is_whole=True, hops=(Hop(url, 301),), trouble=trouble, detail="x\ny"
    )
    for kind in Kind:
        verdict = judge(URL, kind, answer, now=1.0)
        assert len(verdict.reason.splitlines()) <= 1
        assert len(verdict.reason) < 400


@pytest.mark.parametrize(
    ("status", "body", "wall"),
    [
        (403, b"<script>window._cf_chl_opt = {}</script>", "Cloudflare"),
        (403, b"<title>Just a moment...</title>", "Cloudflare"),
        (403, b"<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        (403, b"<TITLE>DDOS-GUARD</TITLE>", "DDoS-Guard"),
        (200, b"<script>var dd = {'host':'geo.captcha-delivery.com'}</script>", "DataDome"),
        (403, b"<a href='https://www.perimeterx.com/whywasiblocked'>why</a>", "HUMAN"),
        (403, b"<script>window._pxAppId = 'PX1'</script>", "HUMAN"),
        (403, b'<div id="px-captcha"></div>', "HUMAN"),
        (200, b'<iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe>', "Imperva"),
        (403, b"Incapsula incident ID: 1-2", "Imperva"),
        (403, b"Reference&#32;&#35;18&#46;1a2b", "Akamai"),
        (403, b"Reference #18.1a2b", "Akamai"),
        (200, b'<script id="anubis_challenge" type="application/json">', "Anubis"),
        (403, b"<title>Sucuri WebSite Firewall - Access Denied</title>", "Sucuri"),
        (200, b'<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=1">', "SiteGround"),
        (200, b"<title>One moment, please...</title>", "Imunify360"),
        (200, b"<title>Pardon Our Interruption</title>", "Imperva"),
        (200, b'<form method="get" action="/errors/validateCaptcha">', "Amazon"),
        (200, b"<h1>JavaScript is not available.</h1>", "X"),
        (200, b"<title>Login \xe2\x80\xa2 Instagram</title>", "Instagram"),
        (200, b"<title> - YouTube</title>", "YouTube"),
    ],
)
def test_each_mark_of_a_wall_is_seen(status: int, body: bytes, wall: str) -> None:
    answer = Answer("https://a.example/b", status, {"content-type": "text/html"}, body, is_whole=True)
    verdict = judge(answer.url, Kind.PAGE, answer, now=1.0)
    assert (verdict.state, verdict.reason) == (State.BLOCKED, f"a bot wall ({wall}) answers")
