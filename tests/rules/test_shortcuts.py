"""What a rule tells at a glance is what its whole work says."""

import json
import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Source
from lint.archive.builders import named
from lint.post.settings import Settings
from lint.rule import Document
from lint.rules.htm import body_equals_title, unbalanced_tags
from lint.rules.img import image_no_source
from lint.rules.lnk.sharing import may_be_share, shared_with
from lint.rules.tag import tags_empty_or_duplicate
from lint.schema import load
from lint.values.urls import parse

TAGS = (
    "<b>", "</b>", "<B>", "</B>", "<Bold>", "<b/>", "<b class=a>", "<p>", "</p>", "<svg>", "</svg>", "<a=1>", "<div=x>", "</div>",
    "<script>", "</script>", "<b", "`<b>`", "{% if a %}<b>{% endif %}", "\n\n", "x", "<a href='b'c='d'>", "<!-- <b> -->", "<a/>",
)  # fmt: skip
IMAGES = (
    "<img>", "<img src=a.jpg>", "<img src='a&amp;b.jpg'>", "<img src=' data:x'>", "<img data-src=a.jpg src=blank.gif>", "<img src=''>",
    "<img :src=\"'a.jpg'\" data-src=b.jpg>", '<img src="blank.gif\nx">', "<img src={'a.jpg'}>", "<img src=a.jpg src=data:x>",
    "<picture>", "</picture>", "<source srcset=a.jpg>", "<source data-srcset=a.jpg>", "<img src=\u3000>", "<noscript>", "</noscript>",
    "![a]()", "![a](data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7)", "`<img>`", "\n\n",
    "<img src='{{ a }}'>", "<img src=x alt=' src=data:'>",
)  # fmt: skip
LETTERS = "aAbBß\u0345\u0399İŉ_<>&;/. \u4e00"


TAG_LISTS = (
    " a",
    "a",
    "b",
    "1",
    "''",
    "' '",
    "null",
    "[a]",
    "{a: b}",
    "2021-05-03",
    "true",
    "é",
    "'a'",
    "\u00a0a",
)
URLS = (
    "http://", "https://", "HTTPS://", "www.", "m.", "mobile.", "twitter.com", "x.com", "t.me", "TWITTER.com", "a.b", ":80", ".", "/share",
    "/share/url", "?share=x", "&share=email", "#", "/", "?", "\\", "%74.me", "\t", "\u3002", "a@", "/intent/tweet",
)  # fmt: skip


def joined(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=8).map("".join)


def post(body: str, dialect: str = "jekyll", tags: str = "[a]", title: str = '"Rain"') -> Document:
    text = f"---\ntitle: {title}\ndate: 2021-05-03\nfrom: https://news.example.org/a\ntags: {tags}\n---\n{body}\n"
    settings = Settings(schema=load("news-mirror"), site=named(dialect)())
    return Document(Source("2021-05-03-x.md", text.encode()), settings)


@given(joined(TAGS))
def test_tags_that_all_have_a_partner_are_told_at_a_glance(body: str) -> None:
    made = post(body)
    found = list(unbalanced_tags.unbalanced_tags.find(made))
    with mock.patch.object(unbalanced_tags, "_is_balanced", return_value=False):
        assert list(unbalanced_tags.unbalanced_tags.find(made)) == found


@pytest.mark.parametrize("dialect", ["plain", "jekyll", "vitepress", "docusaurus"])
@given(body=joined(IMAGES))
def test_links_tell_which_images_have_a_source(dialect: str, body: str) -> None:
    made = post(body, dialect)
    found = list(image_no_source.image_no_source.find(made))
    with mock.patch.object(image_no_source, "_loaded", return_value=()):
        assert list(image_no_source.image_no_source.find(made)) == found


@given(st.lists(st.sampled_from(TAG_LISTS), max_size=4))
def test_values_tell_that_nothing_is_wrong_with_tags(tags: list[str]) -> None:
    made = post("", tags=f"[{', '.join(tags)}]")
    field = made.field("tags")
    find = tags_empty_or_duplicate.tags_empty_or_duplicate.find
    found = list(find(field, made))
    with mock.patch.object(tags_empty_or_duplicate, "_are_fine", return_value=False):
        assert list(find(field, made)) == found


@given(
    st.text(LETTERS, max_size=6), st.text(LETTERS, max_size=2), st.sampled_from(("{}", "<b>{}</b>", "<1>{}."))
)
def test_an_article_that_begins_with_another_letter_is_not_the_title(
    title: str, more: str, shape: str
) -> None:
    made = post(more + shape.format(title.swapcase()), title=json.dumps(title))
    rule = body_equals_title.body_equals_title
    match = re.search(r"\w", title)
    found = list(rule.find(match, made.field("title"), made)) if match is not None else []
    with mock.patch.object(body_equals_title, "_first_letter", return_value=""):
        assert (list(rule.find(match, made.field("title"), made)) if match is not None else []) == found


@given(joined(URLS))
def test_no_share_button_is_missed_before_it_is_parsed(url: str) -> None:
    made = parse(url)
    assert may_be_share(url) or made is None or shared_with(made) is None
