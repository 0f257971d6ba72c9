"""Images: what a browser makes of a `srcset`, of placeholders and of proxies; images of the front matter."""

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Config, Document, Source, lint_text
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.post.settings import Settings
from lint.primitives.finding import Finding, apply_edits
from lint.schema import load as load_schema
from tests.conftest import GOOD

POST = "_posts/2021-05-03-x.md"
MIRROR = Config(schema="news-mirror", dialect="jekyll")
SITE = Config(dialect="jekyll")
M = "https://media.example"
OWN = "---\ntitle: Rain\ndate: 2021-05-03 10:00:00 +0000\n{}---\nIt rained.\n"


def of(code: str, text: str, config: Config = MIRROR) -> list[Finding]:
    return [finding for finding in lint_text(text, POST, config) if finding.code == code]


def in_body(code: str, body: str) -> list[Finding]:
    return of(code, f"{GOOD}{body}\n")


def fixed(finding: Finding, text: str) -> str:
    assert finding.fix is not None
    return apply_edits(text, finding.fix.edits)


def repaired(text: str, *, unsafe: bool = False) -> tuple[str, list[str]]:
    linter = Linter(ConfigCache(MIRROR))
    linted = linter.lint_source(Source(POST, text.encode()), linter.scope("_posts", "."))
    done = linter.repair(linted, unsafe=unsafe)
    return done.document.text, [dropped.reason for dropped in done.dropped]


# A fault in a `srcset`, a part of its message, and the `srcset` after the fix.
MALFORMED = [
    (f"{M}/grey sky.jpg 480w", "contains a space", f"{M}/grey%20sky.jpg 480w"),
    (f"{M}/sky (3).png", "contains a space", f"{M}/sky%20(3).png"),
    (f"{M}/a.jpg 1x, {M}/b  c.webp?v=2 2x", "contains a space", f"{M}/a.jpg 1x, {M}/b%20%20c.webp?v=2 2x"),
    (f"{M}/sky (a, b).jpg 2x", "contains a space", f"{M}/sky%20(a,%20b).jpg 2x"),
    (f"{M}/w_480, h_2/a.jpg 480w", "cut at the space after its comma", f"{M}/w_480,%20h_2/a.jpg 480w"),
    (f"{M}/a.jpg 480, {M}/b.jpg 960w", "expected `480w`", f"{M}/a.jpg 480w, {M}/b.jpg 960w"),
    (f"{M}/a.jpg 2, {M}/b.jpg 1x", "expected `2x`", f"{M}/a.jpg 2x, {M}/b.jpg 1x"),
    (f"{M}/a.jpg 480px, {M}/b.jpg 960w", "expected `480w`", f"{M}/a.jpg 480w, {M}/b.jpg 960w"),
    (f"{M}/a.jpg 480W, {M}/b.jpg 960w", "expected `480w`", f"{M}/a.jpg 480w, {M}/b.jpg 960w"),
    (f"{M}/a.jpg 1x 2x", "it has both '1x' and '2x'", None),
    (f"{M}/a.jpg 480w 2x", "it has both '480w' and '2x'", None),
    (f"{M}/a.jpg 0w", "'0w' is not positive", None),
    (f"{M}/a.jpg 480h", "the height '480h' without a width", None),
    (f"{M}/a.jpg 50%", "'50%' is not a width or a density", None),
    (f"{M}/a.jpg 1x {M}/b.jpg 2x", "no comma after", f"{M}/a.jpg 1x, {M}/b.jpg 2x"),
    (f"{M}/a.jpg {M}/b.jpg 2x", "no comma after", f"{M}/a.jpg, {M}/b.jpg 2x"),
    (f"{M}/a.jpg,{M}/b.jpg 2x", "no space after the comma", f"{M}/a.jpg, {M}/b.jpg 2x"),
    (f"{M}/a.jpg 1x, data:image/png;base64, iVBORw0KGgo= 2x", "cut at the space", f"{M}/a.jpg 1x, data:image/png;base64,iVBORw0KGgo= 2x"),
]  # fmt: skip


@pytest.mark.parametrize(("srcset", "message", "expected"), MALFORMED)
def test_a_srcset_that_browsers_do_not_read_is_reported(
    srcset: str, message: str, expected: str | None
) -> None:
    text = f'{GOOD}<img src="{M}/z.jpg" alt="" srcset="{srcset}">\n'
    [finding] = of("IMG008", text)
    assert message in finding.message
    assert (finding.severity, finding.fix is None) == ("warning", expected is None)
    if expected is not None:
        after = fixed(finding, text)
        assert f'srcset="{expected}"' in after
        assert not of("IMG008", after)


@pytest.mark.parametrize(
    "srcset",
    [
        f"{M}/a.jpg",
        f"{M}/a.jpg 1x",
        f"{M}/a.jpg, {M}/b.jpg 1.5x,\n {M}/c.jpg 2e0x",
        f"{M}/a.jpg 480w 320h, {M}/b.jpg 960w",
        f"{M}/resize/480,320/a.jpg 480w,{M}/b,c.jpg 960w",
        f"{M}/a%20b.jpg 480w",
        f"{M}/a.jpg?crop=1,2 480w",
        "{{ image.src }} 480w, {{ image.large }} {{ image.width }}w",
        "{% for each in images %}{{ each }} {{ each.width }}w,{% endfor %}",
    ],
)
def test_a_srcset_that_browsers_read_is_not_reported(srcset: str) -> None:
    assert not in_body("IMG008", f'<img src="{M}/z.jpg" alt="" srcset="{srcset}">')


def test_an_image_that_loses_all_candidates_is_an_error() -> None:
    [lost] = in_body("IMG008", f'<img srcset="{M}/a b.jpg 480w, {M}/c d.jpg 960w" alt="">')
    assert (lost.severity, lost.message.endswith("(first of 2 places)")) == ("error", True)
    [kept] = in_body("IMG008", f'<img srcset="{M}/a b.jpg 480w, {M}/c.jpg 960w" alt="">')
    assert kept.severity == "warning"
    [mixed] = in_body("IMG008", f'<img srcset="{M}/a.jpg 1x, {M}/c.jpg 960w" alt="">')
    assert mixed.severity == "info"


LAZY = f'data-src="{M}/a.jpg"'


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (f'<img src="#" {LAZY}>', f'<img src="{M}/a.jpg" {LAZY}>'),
        (f'<img src="about:blank" {LAZY}>', f'<img src="{M}/a.jpg" {LAZY}>'),
        (f'<img data-cfsrc="{M}/a.jpg" style="display:none;visibility:hidden;">', f'<img src="{M}/a.jpg" data-cfsrc="{M}/a.jpg">'),
        (f'<img data-cfsrc="{M}/a.jpg" style="width:9px;display:none">', f'<img src="{M}/a.jpg" data-cfsrc="{M}/a.jpg" style="width:9px;">'),
        (f'<img style="display:none" {LAZY}>', f'<img src="{M}/a.jpg" style="display:none" {LAZY}>'),
        (f'<img data-srcset="{M}/a.jpg 480w, {M}/b.jpg 960w">', f'<img src="{M}/b.jpg" srcset="{M}/a.jpg 480w, {M}/b.jpg 960w" data-srcset="{M}/a.jpg 480w, {M}/b.jpg 960w">'),
        (f'<img src="#" data-original-set="{M}/a.jpg">', f'<img src="{M}/a.jpg" data-original-set="{M}/a.jpg">'),
        (f'<picture><source data-srcset="{M}/a.webp 2x"><source data-srcset="{M}/a.jpg"><img></picture>', f'<picture><source srcset="{M}/a.webp 2x" data-srcset="{M}/a.webp 2x"><source srcset="{M}/a.jpg" data-srcset="{M}/a.jpg"><img></picture>'),
        (f'<picture><source data-srcset="{M}/a.webp"><img src="#" {LAZY}></picture>', f'<picture><source data-srcset="{M}/a.webp"><img src="{M}/a.jpg" {LAZY}></picture>'),
    ],
)  # fmt: skip
def test_an_image_that_only_a_script_shows_gets_its_url(image: str, expected: str) -> None:
    text = f"{GOOD}{image}\n"
    [finding] = of("IMG002", text)
    after = fixed(finding, text)
    assert after == f"{GOOD}{expected}\n"
    assert not of("IMG002", after)


@pytest.mark.parametrize(
    "image",
    [
        f'<img loading="lazy" src="{M}/a.jpg" {LAZY}>',
        f'<picture><source srcset="{M}/a.webp"><img {LAZY}></picture>',
        f'<picture><source :srcset="rain"><img {LAZY}></picture>',
        f'<img srcset="{M}/a.jpg 2x" {LAZY}>',
    ],
)
def test_an_image_that_is_seen_is_not_reported(image: str) -> None:
    assert not in_body("IMG002", image)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + bytes(20)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(20)


def url(data: bytes, media_type: str = "image/gif") -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


NOTHING = [
    url(gif(1, 1)),
    url(png(1, 1), "image/png"),
    url(png(1, 1)),
    url(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path d="M0 0"/></svg>',
        "image/svg+xml",
    ),
    url(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"></svg>', "image/svg+xml"),
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E",
]
SOMETHING = [
    url(gif(16, 1)),
    url(png(1, 2)),
    url(b'<svg width="10" height="1"><path d="M0 0"/></svg>', "image/svg+xml"),
    url(b"\xff\xd8\xff\xe0"),
    "data:image/gif;base64,R0lG",
    "data:image/gif;base64,?",
    "data:,",
]


@pytest.mark.parametrize("address", NOTHING)
def test_a_placeholder_that_shows_nothing_is_reported(address: str) -> None:
    for config in (MIRROR, SITE):
        for body in (
            f"![rain]({address})",
            f"![rain][1]\n\n[1]: {address}",
            f'<img alt="rain" src="{address}">',
        ):
            text = f"{GOOD}{body}\n"
            [finding] = of("IMG002", text, config)
            assert "placeholder is left" in finding.message
            assert text[slice(*finding.span)] == address


@pytest.mark.parametrize("address", SOMETHING)
def test_an_inline_image_that_may_show_something_is_not(address: str) -> None:
    assert not in_body("IMG002", f'![rain]({address}) <img alt="rain" src="{address}">')


def test_a_placeholder_with_a_class_may_have_a_script_on_its_own_site() -> None:
    image = f'<img class="rain" src="{NOTHING[0]}">'
    assert of("IMG002", f"{GOOD}{image}\n", MIRROR)
    assert not of("IMG002", OWN.format("") + image, SITE)


@pytest.mark.parametrize(
    ("front_matter", "found"),
    [
        ("thumbnail: http://m.example/a.jpg\n", {"thumbnail"}),
        ('image: "http://m.example/a.jpg"\n', {"image"}),
        ("coverImage: '//m.example/a.jpg' # rain\n", {"coverImage"}),
        ("og_image:   http://m.example/a.jpg  \n", {"og_image"}),
        ("og:image: http://m.example/a.jpg\n", {"og:image"}),
        ("header:\n  teaser: http://m.example/a.jpg\n  caption: rain\n", {"header.teaser"}),
        ("cover:\n  alt: rain\n  url: http://m.example/a.jpg\n  link: http://m.example/b\n", {"cover.url"}),
        ("images:\n- http://m.example/a.jpg\n- http://n.example/b.jpg\n", {"images"}),
        ("gallery:\n- image_path: http://m.example/a.jpg\n", {"gallery.image_path"}),
        ("images: [ http://m.example/a.jpg, {src: 'http://n.example/b.jpg'} ]\n", {"images", "images.src"}),
        ('image: "http://m.example\\x2fa.jpg"\n', set()),
        ("image: >-\n  http://m.example/a.jpg\n", set()),
        ("image: /a.jpg\n", set()),
        ("image: a.jpg\n", set()),
        ("icon: http://m.example/\n", set()),
        ("image_credit: http://m.example/a\n", set()),
        ("image_link: http://m.example/a\n", set()),
        ("cover_video: http://m.example/a.mp4\n", set()),
        ("homepage: http://m.example/a.jpg\n", set()),
        ("a: &a http://m.example/a.jpg\nimage: *a\n", set()),
    ],
)  # fmt: skip
def test_images_of_the_front_matter_are_links(front_matter: str, found: set[str]) -> None:
    text = OWN.format(front_matter)
    document = Document(Source(POST, text.encode()), Settings(schema=load_schema("news-mirror")))
    images = [link for link in document.links if link.element == "front-matter"]
    assert {link.attribute for link in images} == found
    assert all(text[slice(*link.span)] == link.raw == link.value for link in images)
    reported = of("IMG004", text, SITE)
    assert len(reported) == len(images)
    for finding in reported:
        assert not of("FMT001", fixed(finding, text), SITE)


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Rain"\nthumbnail = "//m.example/a.jpg"\n[cover]\nimage = \'http://n.example/b.jpg\'\n+++\n',
        '{\n"title": "Rain",\n"thumbnail": "//m.example/a.jpg",\n"cover": {"image": "http://n.example/b.jpg"}\n}\n',
    ],
)
def test_images_in_toml_and_json_are_links(text: str) -> None:
    found = of("IMG004", text, Config(dialect="hugo"))
    assert [text[slice(*finding.span)] for finding in found] == [
        "//m.example/a.jpg",
        "http://n.example/b.jpg",
    ]


ODD = st.sampled_from(
    ["%27", "%22", "%2C", "%5D", "%7D", "%23", ": ", "%20%23", "'", "a", "%3A%20", "&", "]", "{"]
)


@given(
    st.lists(ODD, max_size=4).map("".join), st.sampled_from(["{}", "'{}'", '"{}"', "[ {} ]", "{{ src: {} }}"])
)
def test_no_fix_breaks_the_front_matter(odd: str, form: str) -> None:
    address = f"http://images.weserv.nl/?url=m.example/{odd}a.jpg?x=1&y=2"
    text = GOOD.replace("layout: post\n", f"layout: post\nimage: {form.format(address)}\n")
    linter = Linter(ConfigCache(MIRROR))
    linted = linter.lint_source(Source(POST, text.encode()), linter.scope("_posts", "."))
    done = linter.repair(linted, unsafe=True)
    assert linted.document is not None
    before, after = linted.document.front_matter, done.document.front_matter
    assert before is not None
    assert after is not None
    assert before.problem is not None or after.problem is None
    if before.problem is None:
        assert before.data.keys() == after.data.keys()


def test_a_fix_in_the_front_matter_writes_no_character_references() -> None:
    address = "https://images.weserv.nl/?url=m.example/a.jpg%3Fx=1%26y=2"
    text = GOOD.replace("layout: post\n", f"layout: post\nthumbnail: {address}\n")
    assert "thumbnail: https://m.example/a.jpg?x=1&y=2\n" in repaired(text, unsafe=True)[0]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{M}/rain.jp", f"{M}/rain.jpg"),
        (f"{M}/logo.PN", f"{M}/logo.PNg"),
        (f"{M}/a.b/rain.gi?v=2", f"{M}/a.b/rain.gif?v=2"),
        ("https://wsrv.nl/?url=https://m.example/rain.web&w=9", "https://wsrv.nl/?url=https://m.example/rain.webp&w=9"),
        ("https://i0.wp.com/m.example/rain.sv", "https://i0.wp.com/m.example/rain.svg"),
        (f"{M}/rain.jpg", None),
        (f"{M}/rain.jpe", None),
        (f"{M}/rain", None),
        ("https://example.co.jp/", None),
        ("https://example.jp", None),
        (f"{M}/rain.jpg?from=example.jp", None),
        ("https://wsrv.nl/?url=www.example.jp", None),
        ("https://i0.wp.com/www.example.co.jp", None),
        (f"{M}/favicon/example.jp", None),
        (f"{M}/shot/https://example.jp", None),
    ],
)  # fmt: skip
def test_a_file_name_that_lost_its_end_is_reported(address: str, expected: str | None) -> None:
    for text in (
        f"{GOOD}![rain]({address})\n",
        GOOD.replace("---\n<div>", f"image: '{address}'\n---\n<div>"),
    ):
        found = of("IMG009", text)
        assert len(found) == (expected is not None)
        if expected is not None:
            assert fixed(found[0], text) == text.replace(address, expected)


@pytest.mark.parametrize(
    "host", ["rain.xyz", "a.rain.top", "r.date", "r.fun", "r.pw", "i.rain.cc", "r.club", "r.xxx"]
)
def test_weserv_refuses_some_top_level_domains(host: str) -> None:
    assert in_body("PRX008", f"![](https://wsrv.nl/?url={host}/a.jpg)")
    assert in_body("PRX008", f"![](https://images.weserv.nl/?url=https%3A%2F%2F{host}%2Fa.jpg&w=9)")
    assert not in_body("PRX008", f"![](https://images.weserv.nl/?url={host}.example/a.jpg)")
    assert not in_body("PRX008", f"![](https://i0.wp.com/{host}/a.jpg)")


@pytest.mark.parametrize(
    ("target", "severity", "expected"),
    [
        ("a.jpg?il", "warning", "a.jpg&amp;il"),
        ("a.jpg?output=webp&q=9", "warning", "a.jpg&amp;output=webp&q=9"),
        ("a.jpg?we", "warning", "a.jpg&amp;we"),
        ("a.jpg?w=300", "info", "a.jpg&amp;w=300"),
        ("a.jpg?q=80&amp;w=300", "info", "a.jpg&amp;q=80&amp;w=300"),
        ("a.jpg?v=4", "", ""),
        ("a.jpg?width=300", "", ""),
        ("a.jpg%3Fw=300", "", ""),
        ("a.jpg&il", "", ""),
        ("a.jpg?w=300&token=1", "", ""),
    ],
)
def test_a_parameter_that_is_glued_to_the_target_is_reported(
    target: str, severity: str, expected: str
) -> None:
    image = '<img src="https://wsrv.nl/?url=m.example/{}" alt="">'
    text = f"{GOOD}{image.format(target)}\n"
    found = of("PRX010", text)
    assert [finding.severity for finding in found] == [severity] * bool(severity)
    if found:
        assert not of("PRX003", text)
        assert fixed(found[0], text) == f"{GOOD}{image.format(expected)}\n"


P = "https://i0.wp.com/m.example"


@pytest.mark.parametrize(
    ("image", "places", "expected"),
    [
        (f'<img src="{P}/a.jpg?w=9" srcset="{P}/a.jpg?w=3 300w, {P}/a.jpg?w=9 900w" sizes="50vw" alt="">', 3, '<img src="https://m.example/a.jpg" alt="">'),
        (f'<img srcset="{P}/a.jpg?w=3 300w, {P}/a.jpg?w=9 900w" src="https://m.example/b.jpg">', 2, '<img srcset="https://m.example/a.jpg" src="https://m.example/b.jpg">'),
        (f'<img sizes="50vw" srcset="{P}/a.jpg 1x, {P}/b.jpg 2x">', 2, '<img sizes="50vw" srcset="https://m.example/a.jpg 1x, https://m.example/b.jpg 2x">'),
        (f'<img src="{P}/a.jpg" srcset="{P}/a.jpg?w=3 300w, {P}/a.jpg 9" sizes="50vw">', 2, '<img src="https://m.example/a.jpg" srcset="https://m.example/a.jpg 300w, https://i0.wp.com/m.example/a.jpg 9" sizes="50vw">'),
        (f'<picture><source srcset="{P}/a.webp?w=3 300w, {P}/a.webp 900w"><img src="{P}/a.jpg"></picture>', 3, '<picture><source srcset="https://m.example/a.webp"><img src="https://m.example/a.jpg"></picture>'),
    ],
)  # fmt: skip
def test_candidates_that_become_one_url_are_one(image: str, places: int, expected: str) -> None:
    text = f"{GOOD}{image}\n"
    [finding] = of("PRX007", text)
    assert len(finding.related) == places - 1
    assert f"(first of {places} places)" in finding.message
    assert fixed(finding, text) == f"{GOOD}{expected}\n"


CHAIN = "https://i2.wp.com/miro.medium.com/max/1067/a.jpeg"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (f'<img data-lazy-src="{CHAIN}" srcset="{NOTHING[0]}" alt="">', f'<img src="{CHAIN}" data-lazy-src="{CHAIN}" alt="">'),
        (f'<img src="{NOTHING[0]}" data-src="{CHAIN}">', f'<img src="{CHAIN}" data-src="{CHAIN}">'),
        (f'<img src="#" data-srcset="{CHAIN} 1x">', f'<img src="{CHAIN}" data-srcset="{CHAIN} 1x">'),
        ('<img data-src="https://wsrv.nl/?w=9">', '<img src="https://wsrv.nl/?w=9" data-src="https://wsrv.nl/?w=9">'),
        ('<img data-src="https://wsrv.nl/?url=i.imgur.com/a.jpg">', '<img src="https://wsrv.nl/?url=i.imgur.com/a.jpg" data-src="https://wsrv.nl/?url=i.imgur.com/a.jpg">'),
    ],
)  # fmt: skip
def test_a_fix_is_not_undone_for_what_was_wrong_with_the_hidden_url(image: str, expected: str) -> None:
    assert repaired(f"{GOOD}{image}\n") == (f"{GOOD}{expected}\n", [])


PIXEL = '<img src="https://feeds.feedburner.com/~r/rain/~4/a" width="1" height="1">'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<div>{PIXEL}</div>", "<div></div>"),
        (f"<p>Rain over the harbour</p>{PIXEL}", "<p>Rain over the harbour</p>"),
        (f'<p>It rained. <a href="https://a.example/b"> {PIXEL} </a></p>', "<p>It rained. </p>"),
        ("It rained. [![](https://pixel.wp.com/a)](https://a.example/b)", "It rained. "),
        (f'<a href="https://a.example/b">{PIXEL} It rained.</a>', '<a href="https://a.example/b"> It rained.</a>'),
    ],
)  # fmt: skip
def test_the_fix_of_a_pixel_is_not_undone_for_what_it_hid(body: str, expected: str) -> None:
    start = GOOD[: GOOD.index("<div>")]
    assert repaired(f"{start}{body}\n") == (f"{start}{expected}\n", [])
