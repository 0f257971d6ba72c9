"""Hostile text in what servers answer: pages, headers, addresses of redirects, and what archives and proxies say."""

import json
from contextlib import suppress

from lint.values.urls import parse
from lint.web.anchors import anchor_in
from lint.web.answer import Answer, Hop
from lint.web.hosts import retry_after
from lint.web.judgement import judge
from lint.web.link_header import links
from lint.web.replay import PLAIN, date_in, modified, unwritten
from lint.web.verdict import Kind
from tests.growth.cost import Call

_ASKED = "https://a.example/2021/rain.html"
_COPY = "https://archive.example/web/20210503000000/https://a.example/"
_PICTURE = b"\x89PNG\r\n\x1a\n"
_HTML = "text/html; charset=utf-8"
_PAGES = (
    "{}",
    "<!doctype html><title>{}</title><p>It rained.</p>",
    "<h1>{}</h1>",
    "<html {}><body {}>",
    '<html data-adblockkey="{}"><meta charset="{}"><script>{}</script>',
    '<meta http-equiv="refresh" content="{}"><meta {}>',
    '<meta http-equiv="refresh" content="0; url={}">',
    "<script>window.location.href='{}'</script>",
    '<p id="{}" {}>a</p><a name={}>b</a>',
    "<script src='//bodis.com/'></script><script>{}</script><div id=root>{}</div>",
    "<script>a</script><div {}></div>",
    '<div class="weui-msg__title">{}</div>',
)
_HEADERS = ("content-type", "location", "server", "cf-mitigated", "x-amzn-waf-action", "etag", "retry-after")
_ADDRESSES = (
    "https://a.example/{}",
    "https://b.example/?{}",
    "https://b.example/{}/{}.html",
    "https://{}.a.example/",
    "https://{}/",
    "https://mp.weixin.qq.com/{}",
)


def answers(text: str) -> Call:
    """Return a call that judges what may have a text in it, and reads all else that servers say."""
    headed = Answer(_ASKED, 200, dict.fromkeys(_HEADERS, text), b"", is_whole=True)
    typed = {"content-type": text, "x-content-type-options": "nosniff"}
    picture = Answer(_ASKED, 200, typed, _PICTURE, is_whole=True)
    plain = Answer(_ASKED, 200, {}, text.encode("utf-8", "surrogatepass"), is_whole=True)
    found = [*_pages(text), *_redirects(text), headed, picture, plain]

    def reading() -> None:
        for answer in found:
            asked = answer.hops[0].url if answer.hops else answer.url
            for kind in Kind:
                judge(asked, kind, answer, now=1.0)
        list(links(text, _ASKED))
        list(links(f'<https://a.example/{text}>; rel="{text}"; datetime="{text}"', _ASKED))
        retry_after(text)
        anchor_in(f"{_ASKED}#{text}")
        for url in (text, f"https://archive.example/{text}", _COPY + text):
            date_in(url)
            modified(url, PLAIN)
        unwritten(text.encode("utf-8", "surrogatepass"), _COPY)

    return reading


def _pages(text: str) -> list[Answer]:
    bodies = [page.replace("{}", text).encode("utf-8", "surrogatepass") for page in _PAGES]
    bodies.append(json.dumps({"status": "error", "code": 404, "message": text}).encode())
    return [
        Answer(url, status, {"content-type": _HTML}, body, is_whole=True)
        for body in bodies
        for url in (_ASKED, "https://mp.weixin.qq.com/s/a")
        for status in (200, 403)
    ]


def _redirects(text: str) -> list[Answer]:
    found = []
    for address in _ADDRESSES:
        url = None
        with suppress(UnicodeError):
            url = parse(address.replace("{}", text))
        if url is not None:
            hop = Hop(_ASKED, 301, b'{"status":"error","code":404,"message":"a"}')
            found.append(Answer(url.href, 200, {"content-type": _HTML}, b"<p>a", hops=(hop,)))
            found.append(Answer(url.href, 200, {"content-type": _HTML}, b"<p>a", hops=(Hop(url.href, 301),)))
    return found
