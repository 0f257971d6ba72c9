"""The proxy registry: recognising proxied URLs and recovering their origins."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.proxies import Proxy, ProxyError, load
from tests.conftest import GOOD, Archive

REGISTRY = load()
UNWRAPPING = [proxy for proxy in REGISTRY.proxies if proxy.wrap]
LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
PATH = st.text("abcxyz019-_.~!$'()*+,;=:", max_size=12)
ORIGINS = st.builds(
    "{}://{}.{}.example/{}/{}.jpg{}".format,
    st.sampled_from(["https", "http"]),
    LABEL,
    LABEL,
    PATH.filter(lambda path: path not in (".", "..")),
    LABEL,
    st.sampled_from(["", "?x=1", "?x=1&y=%E9%9B%A8"]),
)


@pytest.mark.parametrize("proxy", UNWRAPPING, ids=lambda proxy: proxy.name)
@given(origin=ORIGINS)
def test_a_wrapped_url_unwraps_to_its_origin(proxy: Proxy, origin: str) -> None:
    if proxy.default == "https":
        origin = origin.replace("http://", "https://")
    proxied = REGISTRY.recognise(proxy.wrapped(origin))
    assert proxied is not None
    assert (proxied.proxy.name, proxied.origin) == (proxy.name, origin)


@pytest.mark.parametrize(
    ("url", "names", "origin"),
    [
        (
            "https://images.weserv.nl?url=media.example.org/a.jpg",
            ["weserv"],
            "http://media.example.org/a.jpg",
        ),
        (
            "https://wsrv.nl/?url=ssl:media.example.org/a.jpg&w=9",
            ["weserv"],
            "https://media.example.org/a.jpg",
        ),
        (
            "https://images.weserv.nl/?url=//media.example.org/a.jpg",
            ["weserv"],
            "http://media.example.org/a.jpg",
        ),
        (
            "https://i0.wp.com/media.example.org/a.jpg?ssl=1&w=9",
            ["photon"],
            "https://media.example.org/a.jpg",
        ),
        ("https://i2.wp.com/miro.medium.com/a.png", ["photon", "medium"], "http://miro.medium.com/a.png"),
        ("https://imagedelivery.net/abc/def/public", ["imagedelivery"], None),
        ("https://a.example/_next/image?url=%2Fb.png&w=1", ["next"], "https://a.example/b.png"),
        ("https://a.example/cdn-cgi/image/w=80/b.png", ["cloudflare"], "https://a.example/b.png"),
        (
            "https://web.archive.org/web/2020im_/https://a.example/b.png",
            ["wayback"],
            "https://a.example/b.png",
        ),
        (
            "https://images-pos-opensocial.googleusercontent.com/gadgets/proxy?container=pos&url=http://a.example/b.png",
            ["google-gadget"],
            "http://a.example/b.png",
        ),
        (
            "https://www.gmodules.com/gadgets/proxy/refresh=9&container=ig/http://a.example/b.png?c=1",
            ["google-gadget"],
            "http://a.example/b.png?c=1",
        ),
        (
            "http://www.gmodules.com/ig/proxy?url=http%3A%2F%2Fa.example%2Fb.png",
            ["google-gadget"],
            "http://a.example/b.png",
        ),
        ("https://lh3.googleusercontent.com/proxy/b", [], None),
        ("https://opensocial.example/gadgets/proxy?url=http://a.example/b.png", [], None),
        (
            "https://steemitimages.com/640x0/https://a.example/b.png?c=1",
            ["imagehoster"],
            "https://a.example/b.png?c=1",
        ),
        (
            "https://images.hive.blog/0x0/https%3A%2F%2Fa.example%2Fb.png",
            ["imagehoster"],
            "https://a.example/b.png",
        ),
        (
            "https://images.ecency.com/p/3A8evQZovd7B13Fghw8iHfYGCH7gzyc2.webp?format=webp",
            ["imagehoster"],
            "https://a.example/b.png",
        ),
        ("https://images.hive.blog/p/zzzz", ["imagehoster"], None),
        ("https://images.hive.blog/DQmRain/b.png", [], None),
        ("https://images.hive.blog/u/keeper/avatar", [], None),
        ("https://cdn.steemitimages.com/DQmRain/b.png", [], None),
        ("https://images.weserv.nl/?w=900", ["weserv"], None),
        ("https://camo.githubusercontent.com/0123456789abcdef0123/zz", [], None),
        ("https://camo.githubusercontent.com/0123456789abcdef0123/ff", ["camo"], None),
        ("https://media.example.org/a.jpg?url=b", [], None),
        ("data:image/gif;base64,R0", [], None),
        ("nonsense", [], None),
    ],
)
def test_known_urls(url: str, names: list[str], origin: str | None) -> None:
    chain = REGISTRY.chain(url)
    assert [each.proxy.name for each in chain] == names
    assert next((each.origin for each in reversed(chain) if each.origin), None) == origin


def test_a_long_chain_of_proxies_is_cut_off() -> None:
    url = "https://a.example/b.jpg"
    for _ in range(20):
        url = UNWRAPPING[0].wrapped(url)
    assert len(REGISTRY.chain(url)) == 8


def test_a_proxy_without_an_origin_in_its_urls_cannot_wrap() -> None:
    with pytest.raises(ValueError, match="do not contain an origin"):
        next(proxy for proxy in REGISTRY.proxies if not proxy.wrap).wrapped("https://a.example/")


def test_every_proxy_has_a_source() -> None:
    assert all(proxy.source for proxy in REGISTRY.proxies)


def test_the_configuration_adds_proxies(archive: Archive) -> None:
    archive.write("lint.toml", '[[proxies]]\nname = "ours"\nhosts = ["img.example.org"]\nquery = ["u"]\n')
    archive.write(
        "_posts/2021-05-03-x.md",
        GOOD.replace("It rained.", '<img src="https://img.example.org/?u=">'),
    )
    assert [f["message"] for f in archive.check("--select", "PRX001").findings] == [
        "the proxy 'ours' has no target; expected a URL"
    ]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ["weserv"]),
        ('[[proxies]]\nname = "ours"\nhosts = ["wsrv.nl"]\nquery = ["url"]\n', []),
        ('[[proxies]]\nname = "ours"\nhosts = ["img.example.org"]\nquery = ["u"]\n', ["weserv"]),
        ('[rules.PRX009]\nallowed = ["weserv"]\n', []),
        ('[rules.PRX009]\nrequired = "weserv"\n', []),
        ('[rules.PRX009]\nallowed = ["photon"]\n', ["weserv"]),
        ('[rules.PRX007]\nallowed = ["weserv"]\n', []),
        ('[rules.PRX007]\nallowed = ["photon"]\n[rules.PRX009]\nallowed = ["weserv"]\n', ["weserv"]),
    ],
)
def test_a_proxy_that_the_archive_declares_or_accepts_is_not_in_the_inventory(
    archive: Archive, toml: str, expected: list[str]
) -> None:
    archive.write("lint.toml", toml)
    image = '<img src="https://wsrv.nl/?url=media.example.org/a.jpg" alt="rain">'
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("It rained.", image))
    messages = [finding["message"] for finding in archive.check("--select", "PRX007").findings]
    assert messages == [f"the image depends on the proxy '{name}'" for name in expected]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ('name = "x"\nhost = ["y"]', "unknown key 'host'; did you mean 'hosts'?"),
        ('name = "x"\nzzzzzz = 1', "unknown key 'zzzzzz'; expected one of name"),
        ('name = "x"\nhosts = "y"', "proxy 'x': `hosts` is 'y'; expected a list"),
        ('hosts = ["y"]', "proxy without a name: expected `name` and `hosts`"),
        ('name = "x"\nhosts = ["y"]\npath = "("', "`path` is not a valid pattern"),
        ('name = "x"\nhosts = ["*"]', "the host '*' needs a `path`"),
    ],
)
def test_an_invalid_proxy_is_refused(archive: Archive, toml: str, expected: str) -> None:
    archive.write("lint.toml", f"[[proxies]]\n{toml}\n")
    archive.write("_posts/2021-05-03-x.md")
    result = archive.lint()
    assert (result.code, expected in result.err) == (2, True)
    with pytest.raises(ProxyError):
        load([{"name": "x"}])


def test_links_are_listed(archive: Archive) -> None:
    body = '<img src="https://images.weserv.nl?url=media.example.org/a.jpg&amp;w=9"> <a href="/b">b</a>'
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("It rained.", body))
    archive.write("_posts/2021-05-03-bad.md", b"\xff\xfe")
    result = archive.lint("links", "_posts", "nowhere")
    assert result.code == 2
    assert "nowhere: no such file" in result.err
    assert "it is not UTF-8" in result.err
    source, first, second = map(json.loads, result.out.splitlines())
    assert (source["element"], source["attribute"], source["kind"]) == ("front-matter", "from", "source")
    assert source["url"] == source["raw"] == "https://news.example.org/a/1.html"
    assert (first["proxy"], first["origin"]) == ("weserv", "http://media.example.org/a.jpg")
    assert first["value"] == "https://images.weserv.nl?url=media.example.org/a.jpg&w=9"
    assert (second["raw"], second["url"], second["location"]["row"]) == (
        "/b",
        "https://news.example.org/b",
        11,
    )
    assert set(first) == {
        "filename", "element", "attribute", "kind", "raw", "value", "url", "span", "location", "proxy", "origin", "noscript",
    }  # fmt: skip
    text = archive.lint("links", "--output-format", "text", "_posts/2021-05-03-x.md").out
    assert text.splitlines()[2] == "_posts/2021-05-03-x.md:11:86: a href /b"
