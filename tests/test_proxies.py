"""The proxy registry: recognising proxied URLs and recovering their origins."""

import json
import re
import subprocess
import sys
import warnings

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lint.config.patterns import PatternError, parsed
from lint.proxies import Proxy, ProxyError, load
from lint.proxies.certain import is_certain
from lint.proxies.linear import linear
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
        ('name = "x"\nhosts = [1]', "proxy 'x': `hosts` has 1; expected text"),
        (
            'name = "x"\nhosts = ["y"]\nwrap = "{url:>9999999999}"',
            "`wrap` is '{url:>9999999999}'; expected no braces",
        ),
        (
            'name = "x"\nhosts = ["y"]\nwrap = "{url.__class__}"',
            "`wrap` is '{url.__class__}'; expected no braces",
        ),
        ('name = "x"\nhosts = ["y"]\nwrap = "{"', "`wrap` is '{'; expected no braces"),
    ],
)
def test_an_invalid_proxy_is_refused(archive: Archive, toml: str, expected: str) -> None:
    archive.write("lint.toml", f"[[proxies]]\n{toml}\n")
    archive.write("_posts/2021-05-03-x.md")
    result = archive.lint()
    assert (result.code, expected in result.err) == (2, True)
    with pytest.raises(ProxyError):
        load([{"name": "x"}])


OWN = '[[proxies]]\nname = "ours"\nhosts = ["img.example.org"]\n'


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/(?=a)b", "it has look-around, such as `(?=…)`; instead, match that text too"),
        ("/(?<!a)b", "it has look-around"),
        ("/(?:x|(?:y(?!z))+)", "it has look-around"),
        (r"/(a)\1", r"it has a back-reference, such as `\1`; instead, write again"),
        ("/(a)?(?(1)b|c)", "it has a condition on a group"),
        ("/a*+", "it has a possessive repeat"),
        ("/(?>a)", "it has an atomic group"),
        ("/" + "a" * 2000, "it has 2,001 characters; expected at most 2,000"),
        ("/[[:alpha:]]", "it has `[:alpha:]`; instead, write the characters, such as `a-z`"),
        ("/a[x[:^digit:]]", "it has `[:^digit:]`"),
        ("/a{,2}", "it has `{,2}`; instead, write the lower limit too, such as `{0,2}`"),
        ("/a{99999999999}", "it is nested too deeply, or repeats too often"),
    ],
)
@pytest.mark.parametrize("key", ["path", "options"])
def test_a_pattern_that_no_linear_engine_takes_is_refused(
    archive: Archive, key: str, pattern: str, expected: str
) -> None:
    archive.write("lint.toml", f"{OWN}{key} = '{pattern}'\n")
    archive.write("_posts/2021-05-03-x.md")
    result = archive.lint("--no-cache")
    assert result.code == 2
    assert result.err.startswith(f"lint: lint.toml: proxies: proxy 'ours': `{key}` is not a valid pattern: '")
    assert expected in result.err
    assert result.err.count("\n") == 1


AMBIGUOUS = [
    "/(a+)+b", "/(?:a|a)*b", "/(?:a|ab?)*c", "/a*a*a*a*a*a*a*b", "/" + "a?" * 40 + "a" * 40, "/(?:.*/)*.*x",
    "/(?:a?b?)*c", "/(?:a*)*b", "/(?:[^x]*y)*z", "/a{0,900}a{0,900}b", "/.*.*=.*",
]  # fmt: skip
HREF = "https://img.example.org/"


@pytest.mark.parametrize("pattern", AMBIGUOUS)
@pytest.mark.parametrize("key", ["path", "options"])
def test_a_pattern_takes_linear_time(pattern: str, key: str) -> None:
    pytest.importorskip("re2", reason="google-re2 is an extra")
    known = load([{"name": "ours", "hosts": ["img.example.org"], "path": "/(?P<target>.*)", key: pattern}])
    known.recognise(
        HREF + "a" * 60_000
    )  # for most of these, `re` would need longer than the test's reader has


def test_memory_for_a_pattern_is_bounded() -> None:
    pytest.importorskip("re2", reason="google-re2 is an extra")
    for pattern in ("/(?:a{1000}){1000}", "[^/]{1000}" * 100, "(?:.?){900}" * 9):
        with pytest.raises(PatternError):
            linear(pattern)


def test_a_pattern_of_the_configuration_finds_its_target() -> None:
    pytest.importorskip("re2", reason="google-re2 is an extra")
    own = {"name": "ours", "hosts": ["img.example.org"], "options": "(?:[hw]=[^,/]+,?)+/"}
    known = load([{**own, "path": r"/img/(?P<target>[^/?#]+\.[^#]*)\Z"}])
    proxied = known.recognise("https://img.example.org/img/a.example/w=9,h=9/b.jpg")
    assert proxied is not None
    assert proxied.origin == "http://a.example/b.jpg"
    assert known.recognise("https://img.example.org/img/a") is None


@pytest.fixture
def without_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)


@pytest.mark.usefixtures("without_re2")
@pytest.mark.parametrize(
    "pattern", [*AMBIGUOUS, r"/[^/]+\.[^/]*x", "(?i)/a", r"/\ba", "/x?(?:xa|b)", r"/(?:\w+-)?x"]
)
def test_without_re2_a_pattern_that_may_take_longer_is_refused(pattern: str) -> None:
    with pytest.raises(ProxyError, match=r"it may take more than linear time.*archive-lint\[re2\]"):
        load([{"name": "ours", "hosts": ["img.example.org"], "path": pattern}])


@pytest.mark.usefixtures("without_re2")
@pytest.mark.parametrize(
    ("pattern", "path", "origin"),
    [
        ("/img/(?P<target>.+)", "img/a.example/b.jpg", "http://a.example/b.jpg"),
        (r"/[0-9]+x[0-9]+/(?P<target>https?(?:%3A|:).+)", "9x9/http://a.example/b", "http://a.example/b"),
        (r"/(?:[^/?]+/){2}(?P<target>[^?]*)(?:\?|\Z)", "x/y/a.example/b", "http://a.example/b"),
        (r"/(?:w=[0-9]+,)*raw/(?P<target>[^\d\s].*)$", "w=1,w=2,raw/a.example/b", "http://a.example/b"),
        ("/(?:a|)b*(?P<target>)", "b", None),
        ("/(?P<target>a)?", "b", None),
    ],
)
def test_without_re2_a_pattern_that_is_certain_works(pattern: str, path: str, origin: str | None) -> None:
    known = load([{"name": "ours", "hosts": ["img.example.org"], "path": pattern}])
    proxied = known.recognise(HREF + path)
    assert proxied is not None
    assert proxied.origin == origin


@pytest.mark.usefixtures("without_re2")
def test_without_re2_options_may_not_repeat() -> None:
    own = {"name": "ours", "hosts": ["img.example.org"], "path": "/(?P<target>.+)"}
    for options in ("w=[0-9]+/", "(?:[0-9]|a{2})b", "(a*)"):
        with pytest.raises(ProxyError, match="`options` is not a valid pattern"):
            load([{**own, "options": options}])
    proxied = load([{**own, "options": "(?:w|h)=[0-9]/"}]).recognise(HREF + "a.example/w=9/b")
    assert proxied is not None
    assert proxied.origin == "http://a.example/b"


NESTED = "/[[a&&b]--c||d~~e](?P<target>)"  # what `re` warns of: later, it may mean something else


def test_what_python_warns_of_is_no_error(archive: Archive) -> None:
    archive.write("lint.toml", f"{OWN}path = '{NESTED}'\noptions = '{NESTED}'\n")
    archive.write("_posts/2021-05-03-x.md")
    run = [sys.executable, "-W", "error", "-m", "lint", "--no-cache", "."]
    result = subprocess.run(run, cwd=archive.root, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.usefixtures("without_re2")
def test_what_python_warns_of_is_no_error_without_re2() -> None:
    load([{"name": "ours", "hosts": ["img.example.org"], "path": NESTED}])  # a warning is an error here


PIECES = [
    "a",
    "b",
    *"(|)*+?[]^.-{}:",
    "(?:",
    "{2}",
    "{,2}",
    "[:alpha:]",
    r"\d",
    r"\{",
    r"\[",
    r"\Z",
    "$",
    "&&",
    "--",
]


@given(
    pattern=st.lists(st.sampled_from(PIECES), max_size=12).map("".join), text=st.text("ab2:-[{", max_size=20)
)
@settings(suppress_health_check=[*HealthCheck])
@example(pattern="[[:alpha:]]", text="b")
@example(pattern="a{,2}", text="b")
@example(pattern="[[a]", text="[")
def test_both_engines_agree(pattern: str, text: str) -> None:
    pytest.importorskip("re2", reason="google-re2 is an extra")
    try:
        tree = parsed(pattern)
        certain = is_certain(tree, anywhere=False)
        one = linear(pattern)
    except PatternError:
        return
    if certain:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = re.match(pattern, text)
        assert (one.match(text) is None) == (other is None)


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
        "filename", "element", "attribute", "kind", "raw", "value", "url", "host", "span", "location", "proxy", "origin", "noscript",
    }  # fmt: skip
    text = archive.lint("links", "--output-format", "text", "_posts/2021-05-03-x.md").out
    assert text.splitlines()[2] == "_posts/2021-05-03-x.md:11:86: a href /b"
