"""What a cheap test decides is what the whole reading would have said."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive.builders.markdown import KRAMDOWN
from lint.post import kramdown, opening
from lint.post.bare_urls import bare_urls, may_have_bare_urls
from lint.post.html import scan
from lint.post.kramdown import read_kramdown
from lint.post.many import PlaceList, disjoint
from lint.post.mdx_signs import looks_like_mdx
from lint.post.opening import read_opening
from lint.primitives.lazy import Lazy
from lint.primitives.source import Span

HTML = st.lists(
    st.sampled_from([
        "<a href='http://x.y/z'>", "</a>", "<p>", "< 5", "</", "<", "<!-- c -->", "<!--", "<script>", "</SCRIPT >",
        "<textarea", ">", "<br/>", "<iframe/>", "İ", '"', "text", "http://", "HTTPS://a.b", "\u017f", " ",
    ]),
    max_size=12,
).map("".join)  # fmt: skip
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=6).map(
    lambda pairs: disjoint([Span(start, start + length) for start, length in pairs])
)


@given(text=HTML, self_closing=st.booleans())
def test_tags_are_the_same_before_and_after_the_last_hidden_place(*, text: str, self_closing: bool) -> None:
    span = Span(0, len(text))
    one_by_one = scan(text, span, [Span(len(text), len(text))], self_closing=self_closing)
    assert scan(text, span, self_closing=self_closing) == one_by_one


def test_tags_after_a_hidden_place_are_read() -> None:
    text = "`<i>` <b>x</b> `<u>` <s>"
    found = scan(text, Span(0, len(text)), [Span(0, 5), Span(15, 20)])
    assert [(tag.name, tag.closing) for tag in found.tags] == [("b", False), ("b", True), ("s", False)]


@given(HTML, PLACES, PLACES)
def test_no_bare_url_is_missed(text: str, hidden: list[Span], also: list[Span]) -> None:
    span = Span(0, len(text))
    found = list(bare_urls(text, text, span, "", ([], []), (hidden, also)))
    assert may_have_bare_urls(text, span, "", hidden) or not found


def test_a_post_whose_urls_are_all_in_tags_has_no_bare_urls() -> None:
    text = '<a href="https://x.example/a">y</a>'
    assert not may_have_bare_urls(text, Span(0, len(text)), "", [Span(0, 31), Span(32, 36)])
    assert may_have_bare_urls(text, Span(0, len(text)), "", [Span(32, 36)])


@given(
    st.lists(
        st.sampled_from([
            "<div>", "<div class='a'>", "<p markdown='1'>", "<div markdown='0'>", "<br>", "<a>", "<img/>", "<Div\n", ">",
            "<雨>", "</雨>", "</div>", "</DIV >", "</p>", "<!-- c -->", "<script>", "<!", "a", "[b](c)", "|", "# ", "- ",
            "> ", "    ", " ", "\t", "\r", "\n", "\n\n", "\u3000", "\x0b", "{:.a}", "```", "markdown",
        ]),
        max_size=8,
    ).map("".join),
    st.integers(0, 2),
    st.sampled_from(["<div>{}</div>\n", "\n\n<div>\n{}</div>", "\n<p>{}", "{}"]),
)  # fmt: skip
def test_a_body_that_is_one_element_is_read_as_any_other(inside: str, cut: int, around: str) -> None:
    text = around.format(inside)
    span = Span(min(cut, len(text)), len(text))
    found = read_kramdown(text, span, KRAMDOWN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kramdown, "_only_element", lambda *_: None)
        assert read_kramdown(text, span, KRAMDOWN) == found


def test_a_mirrored_body_is_not_divided_into_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kramdown, "Blocks", None)
    text = "\n<div>\n<p>Rain</p>\n\n[a](b)</div>\n \n"
    assert read_kramdown(text, Span(0, len(text)), KRAMDOWN).blocks == [Span(1, len(text) - 3)]


@given(
    st.text(alphabet="ab[]()<>\\` \t\x7f\u3000", max_size=20),
    st.text(alphabet="ab[]()<>\\` \x00", max_size=20),
)
def test_a_plain_heading_is_read_as_any_other(title: str, url: str) -> None:
    text = f"[{title}]({url})\n----\n"
    found = read_opening(text, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_PLAIN", re.compile(r"(?!)"))
        assert read_opening(text, 0) == found


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=12))
def test_joined_places_hide_what_the_places_hide(pairs: list[tuple[int, int]]) -> None:
    places = PlaceList("Q")
    for start, length in pairs:
        places.add(start, start + length)
    joined = disjoint(places.found())
    assert [*joined] == sorted(joined)
    assert all(one.end <= other.start for one, other in pairwise(joined))
    hidden = {offset for start, length in pairs for offset in range(start, start + length)}
    assert {offset for place in joined for offset in range(*place)} == hidden


@pytest.mark.parametrize(
    ("text", "is_mdx"),
    [
        ("We import tea.\n", False),
        ("import Tea from 'tea'\n", True),
        ("Text.\n\nimport 'tea'\n", True),
        ("important\nimport taxes rise\n", False),
        ("<a style={{}}>", True),
    ],
)
def test_signs_of_mdx(*, text: str, is_mdx: bool) -> None:
    assert looks_like_mdx(text, Span(0, len(text))) == is_mdx


def test_a_lazy_attribute_is_made_once() -> None:
    class Post:
        made = 0

        @Lazy
        def words(self) -> int:
            """The number of words."""
            self.made += 1
            return self.made

    post = Post()
    assert (post.words, post.words) == (1, 1)
    assert Post.words.__doc__ == "The number of words."
