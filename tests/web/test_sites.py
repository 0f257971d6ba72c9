"""Answers as well-known sites and services give them, each with what a keeper of an archive wants to hear."""

from __future__ import annotations

import pytest

from lint.web.answer import Answer, Hop
from lint.web.judgement import judge
from lint.web.verdict import Kind, State
from tests.web.test_pictures import avif, gif, ico, jpeg, png, svg, webp

A, D, B, U, S = State.ALIVE, State.DEAD, State.BLOCKED, State.UNSURE, State.SOFT_404
W = State.WRONG_KIND
URL = "https://blog.example.org/2014/05/a-post.html"
PIC = "https://img.example.org/2014/05/a.jpg"
FILLER = "<p>" + "It rained all day. " * 20 + "</p>"


def page(
    title: str = "A post", body: str = FILLER, status: int = 200, url: str = URL, **headers: str
) -> Answer:
    html = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"
    said = {"content-type": "text/html; charset=utf-8"} | {
        name.replace("_", "-"): each for name, each in headers.items()
    }
    return Answer(url, status, said, html.encode(), is_whole=True)


def sent(body: bytes, kind: str, status: int = 200, url: str = PIC) -> Answer:
    return Answer(url, status, {"content-type": kind}, body, is_whole=True)


def to(url: str, answer: Answer, status: int = 302, asked: str = URL) -> Answer:
    return answer._replace(url=url, hops=(Hop(asked, status),))


PAGES = {
    # Walls
    "cloudflare challenge": (B, page("Just a moment...", status=403, cf_mitigated="challenge")),
    "cloudflare 1020": (B, page("Access denied | blog.example.org used Cloudflare to restrict access", status=403)),
    "cloudflare 522": (U, page("example.org | 522: Connection timed out", status=522)),
    "cloudflare 530": (U, page("Origin DNS error | example.org", status=530)),
    "akamai": (B, page("Access Denied", "Reference&#32;&#35;18&#46;7a1d", status=403)),
    "datadome": (B, page("example.org", "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>", status=403)),
    "imperva interruption": (B, page("Pardon Our Interruption", "As you were browsing something about your browser")),
    "siteground": (B, Answer(URL, 202, {"content-type": "text/html"},
        b'<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F&y=ipr:1"></meta></head></html>', is_whole=True)),
    "imunify360": (B, page("One moment, please...", "Please wait while your request is being verified...", server="imunify360-webshield/1.21")),
    "amazon": (B, page("Amazon.com", '<form method="get" action="/errors/validateCaptcha" name="">')),
    "medium": (B, page("Just a moment...", status=403)),
    "linkedin": (B, page("", "<script>window.onload = function() {}</script>", status=999)),
    "linkedin authwall": (B, to("https://www.linkedin.com/authwall?trk=gf", page("Sign Up | LinkedIn"))),
    "x without scripts": (B, page("X", "<noscript><h1>JavaScript is not available.</h1></noscript>" + FILLER)),
    "x 400": (U, page("", status=400)),
    "youtube": (B, page(" - YouTube")),
    "instagram": (B, page("Login • Instagram")),
    "radware": (B, to("https://validate.perfdrive.com/abc/?ssa=1", page("Radware Captcha Page"))),
    "queue-it": (B, to("https://example.queue-it.net/?c=example&t=https%3A%2F%2Fblog.example.org", page("Queue"))),
    "wechat captcha": (B, to("https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=1", page(""), asked="https://mp.weixin.qq.com/s/a")),
    "weibo visitor": (B, to("https://passport.weibo.com/visitor/visitor?entry=miniblog", page("Sina Visitor System"))),
    "google sorry": (B, to("https://www.google.com/sorry/index?continue=x", page("https://www.google.com/search", status=429))),
    # Doors
    "consent": (B, to("https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com", page("Before you continue to YouTube"))),
    "yahoo consent": (B, to("https://guce.yahoo.com/consent?brandType=eu", page("Yahoo is part of the Yahoo family of brands"))),
    "login": (B, to("https://blog.example.org/login?next=%2F2014", page("Log in"))),
    "wordpress login": (B, to("https://blog.example.org/wp-login.php?redirect_to=x", page("Log In"))),
    "gitlab": (B, to("https://gitlab.example.org/users/sign_in", page("Sign in · GitLab"), asked="https://gitlab.example.org/a/b")),
    "login host": (B, to("https://login.example.org/", page("Log in"))),
    "google drive": (B, to("https://accounts.google.com/ServiceLogin?continue=x", page("Google Drive: Sign-in"))),
    "tumblr dashboard": (B, to("https://www.tumblr.com/login_required/rain", page("Tumblr"), asked="https://rain.tumblr.com/post/1")),
    "blogger for readers": (B, to("https://www.blogger.com/blogin.g?blogspotURL=x", page("Blogger: Permission required"))),
    "shopify": (B, to("https://shop.example.org/password", page("Opening soon"), asked="https://shop.example.org/products/a")),
    "law": (B, page("Unavailable for legal reasons", status=451)),
    # Gone
    "github 404": (D, page("Page not found · GitHub · GitHub", status=404)),
    "github pages": (D, page("Site not found · GitHub Pages", "<h1>404</h1><p><strong>There isn't a GitHub Pages site here.</strong></p>", status=404)),
    "blogger removed": (D, page("Blog has been removed", status=404)),
    "wordpress.com deleted": (D, page("rain.wordpress.com is no longer available", status=410)),
    "wordpress.com never": (S, to("https://wordpress.com/typo/?subdomain=rain", page("Create an Account"), asked="https://rain.wordpress.com/2014/05/a/")),
    "tumblr gone": (D, page("Not found.", "There's nothing here.", status=404)),
    "wix": (D, page("Wix.com", "Looks like this domain isn't connected to a website yet", status=404)),
    "squarespace": (S, page("Squarespace - Website Expired")),
    "godaddy": (S, Answer(URL, 200, {"content-type": "text/html"},
        b'<!DOCTYPE html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>', is_whole=True)),
    "substack": (S, to("https://substack.com/", page("Substack"), asked="https://rain.substack.com/p/a-post")),
    "cpanel suspended": (S, to("http://blog.example.org/cgi-sys/suspendedpage.cgi", page("Account Suspended"))),
    "cpanel default": (S, to("http://blog.example.org/cgi-sys/defaultwebpage.cgi", page("Default Web Site Page"))),
    "suspended in place": (S, page("Account Suspended")),
    "nginx": (S, page("Welcome to nginx!", "<h1>Welcome to nginx!</h1>")),
    "facebook": (S, page("Facebook", "<h1>This content isn't available right now</h1>")),
    "s3 no key": (D, sent(b"<Error><Code>NoSuchKey</Code></Error>", "application/xml", 404, URL)),
    "s3 denied": (B, sent(b"<Error><Code>AccessDenied</Code></Error>", "application/xml", 403, URL)),
    "heroku": (U, page("Application Error", status=503)),
    "wechat deleted": (S, page("", '<h2 class="weui-msg__title">该内容已被发布者删除</h2>', url="https://mp.weixin.qq.com/s/a")),
    "wechat forbidden": (S, page("", '<div class="weui-msg__title warn">此内容因违规无法查看</div>', url="https://mp.weixin.qq.com/s/b")),
    # Elsewhere
    "refresh to a page": (A, page("Moved", '<meta http-equiv="refresh" content="0; url=/2014/05/new.html">')),
    "refresh to the front": (S, page("Moved", '<meta http-equiv="refresh" content="0; url=/">')),
    "script to the front": (S, page("", '<script type="text/javascript">window.location.href = "/";</script>')),
    "script to the front, replaced": (S, page("", '<script>location.replace("https://blog.example.org/")</script>')),
    "script to a page": (A, page("", '<script>location = "/2014/05/new.html"</script>')),
    "script on a page": (A, page("A post", FILLER + '<script>location = "/"</script>')),
    "script with a condition": (A, page("", '<script>if (top !== self) { location = "/" }</script>')),
    "empty": (U, Answer(URL, 200, {"content-type": "text/html"}, is_whole=True)),
    "pdf": (A, sent(b"%PDF-1.7", "application/pdf", url=URL)),
    "rss": (A, sent(b'<?xml version="1.0"?><rss></rss>', "application/rss+xml", url=URL)),
    "json": (A, sent(b"{}", "application/json", url=URL)),
    # Pages about such pages
    "help on suspension": (A, page("Account suspended | Example Help", url="https://help.example.org/why")),
    "suspended by its address": (A, page("Account suspended", url="https://help.example.org/account-suspended")),
    "a post on nginx": (A, page("Welcome to nginx! What that page means")),
    "a post on scripts": (A, page("JavaScript is not available.", "<h2>JavaScript is not available.</h2>" + FILLER)),
    "a quoted wall": (A, page("On walls", "&lt;title>One moment, please...&lt;/title>" + FILLER)),
    "an article on wechat": (A, page("雨", "<h1>雨</h1><p>该内容已被发布者删除</p>", url="https://mp.weixin.qq.com/s/c")),
    "an account": (A, page("Accounts", url="https://accounts.example.org/plan/a")),
}  # fmt: skip

PICTURES = {
    "png": (A, sent(png(640, 480), "image/png")),
    "jpeg": (A, sent(jpeg(640, 480), "image/jpeg")),
    "gif": (A, sent(gif(640, 480), "image/gif")),
    "webp": (A, sent(webp(640, 480), "image/webp")),
    "avif": (A, sent(avif(640, 480), "image/avif")),
    "svg": (A, sent(svg(640, 480), "image/svg+xml")),
    "ico": (A, sent(ico((32, 32)), "image/x-icon")),
    "nothing": (W, sent(b"", "image/jpeg")),
    "imgur": (S, to("https://i.imgur.com/removed.png", sent(png(161, 81), "image/png"), asked=PIC)),
    "flickr": (S, to("https://s.yimg.com/pw/images/en-us/photo_unavailable.png", sent(png(500, 374), "image/png"), asked=PIC)),
    "tinypic": (S, to("http://tinypic.com/images/404.gif", sent(gif(300, 300), "image/gif"), asked=PIC)),
    "photobucket": (W, to("https://app.photobucket.com/u/a/p/1", page("Photobucket"), asked=PIC)),
    "tumblr media": (B, sent(b"<Error><Code>AccessDenied</Code></Error>", "application/xml", 403)),
    "youtube thumbnail": (D, sent(jpeg(120, 90), "image/jpeg", 404)),
    "behind a login": (W, to("https://login.example.org/", page("Log in"), asked=PIC)),
    "to a front page": (S, to("https://img.example.org/", page("Pictures"), asked=PIC)),
    "to another server": (A, to("https://cdn.example.org/2014/05/a.jpg", sent(jpeg(640, 480), "image/jpeg"), asked=PIC)),
    "a picture of removed things": (A, to("https://cdn.example.org/removed-tree.jpg", sent(jpeg(9, 9), "image/jpeg"), asked=PIC)),
    "asked for by that name": (A, to("https://cdn.example.org/404.png", sent(png(9, 9), "image/png"), asked="https://img.example.org/404.png")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"), [(Kind.PAGE, name) for name in PAGES] + [(Kind.IMAGE, name) for name in PICTURES]
)
def test_what_sites_answer(kind: Kind, name: str) -> None:
    expected, answer = (PAGES if kind is Kind.PAGE else PICTURES)[name]
    asked = answer.hops[0].url if answer.hops else answer.url
    verdict = judge(asked, kind, answer, now=1.0)
    assert verdict.state is expected, verdict
