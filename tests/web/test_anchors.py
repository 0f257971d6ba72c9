"""Which anchors a page has, and to which fragments that says something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.anchors import anchor_in, has_anchor, packed
from lint.web.answer import MOST, Answer
from lint.web.judgement import judge
from lint.web.page_anchors import anchors_of
from lint.web.verdict import Kind, State

URL = "https://docs.example.org/rain"
TEXT = "<p>" + "It rained all day. " * 40
SCRIPT = "<script src=/a.js></script>"


def page(body: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> Answer:
    html = f"<!DOCTYPE html><html><head><title>Rain</title></head><body>{body}</body></html>"
    return Answer(URL, status, {"content-type": kind}, html.encode(), is_whole=True)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("rain", "rain"),
        ("cite_note-foo:1", "cite_note-foo:1"),
        ("History_(1990s)", "History_(1990s)"),
        ("Gew\u00e4sser", "Gew%C3%A4sser"),
        ("rain:~:text=all%20day", "rain"),
        *((other, "") for other in (
            "", "top", "TOP", ":~:text=all%20day", "/route", "!/route", "!rain", "t=30", "gid=0&range=A1", "page=3", "L10",
            "L10-L20", "10", "comment-12", "issuecomment-99", "disqus_thread", "respond", "discussion_r12",
        )),
    ],
)  # fmt: skip
def test_fragments_that_are_judged(fragment: str, expected: str) -> None:
    assert anchor_in(f"{URL}#{fragment}") == expected


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="gew\u00e4sser">', "<h2 id='gew\u00e4sser'>", "<h2 id=gew\u00e4sser>", "<h2\nID = gew\u00e4sser\n>", '<a name="gew\u00e4sser">',
        "<h2 id=gew&auml;sser>", '<h2 id="user-content-gew\u00e4sser">',
        # Scripts may put there what they hold.
        '<script>{"text":"<a id=\\"user-content-gew\u00e4sser\\" href=\\"#gew\u00e4sser\\">"}</script>' + TEXT, '<script>[{"id":"gew\u00e4sser"}]</script>' + TEXT,
        '<script>a = \'<h2 id="gew\u00e4sser">\'</script>' + TEXT, "<template><h2 id=gew\u00e4sser></template>",
    ],
)  # fmt: skip
def test_anchors_of_pages(body: str) -> None:
    anchors = anchors_of(page(body))
    assert anchors is not None
    assert has_anchor(anchors, anchor_in(f"{URL}#gew\u00e4sser"))
    assert not has_anchor(anchors, "wind")


def test_case_counts() -> None:
    anchors = anchors_of(page("<h2 id=Rain>")) or b""
    assert has_anchor(anchors, "Rain")
    assert not has_anchor(anchors, "rain")


@pytest.mark.parametrize(
    "answer",
    [
        page(TEXT)._replace(is_whole=False),
        page(TEXT)._replace(fragment="#elsewhere"),
        page(TEXT, "application/pdf"),
        page(TEXT, "text/plain"),
        page(SCRIPT),
        page(f'{TEXT}<div id="root"></div>{SCRIPT}'),
        page(f"{TEXT}<main class='a' id=__next data-a></main>{SCRIPT}"),
        page(f"{TEXT}<my-app></my-app>{SCRIPT}"),
        page("<noscript>" + TEXT + "</noscript>" + SCRIPT),
        page("<frameset><frame src=a.html></frameset>"),
        page('<meta http-equiv=refresh content="0; url=/other">' + TEXT),
    ],
)
def test_pages_that_are_not_judged(answer: Answer) -> None:
    assert anchors_of(answer) is None


def test_only_what_lives_has_anchors() -> None:
    body = page("<h2 id=rain>" + TEXT)
    for kind, status, expected in (
        (Kind.ANCHORS, 200, True), (Kind.PAGE, 200, False), (Kind.ANCHORS, 404, False), (Kind.ANCHORS, 503, False),
    ):  # fmt: skip
        verdict = judge(URL, kind, body._replace(status=status), now=1.0)
        assert (verdict.anchors is not None) == expected
        assert verdict.state is judge(URL, Kind.PAGE, body._replace(status=status), now=1.0).state


def test_a_long_page_gets_the_verdict_of_its_start() -> None:
    late = page("<p>rain</p>" * MOST + "<h1>Page not found</h1><h2 id=late>")
    verdict = judge(URL, Kind.ANCHORS, late, now=1.0)
    assert verdict.state is State.ALIVE
    assert has_anchor(verdict.anchors or b"", "late")


@given(st.lists(st.text(min_size=1)))
def test_what_is_packed_is_found(anchors: list[str]) -> None:
    assert all(has_anchor(packed(anchors), each) for each in anchors)


@given(
    st.lists(
        st.sampled_from(
            [
                '<div id="',
                "<div id=root>",
                "</div>",
                "id=",
                "name='",
                '"',
                " " * 30,
                "<script>",
                "<!--",
                "a",
                ">",
            ]
        )
    ).map("".join)
)
def test_no_page_raises(body: str) -> None:
    anchors_of(page(body))
