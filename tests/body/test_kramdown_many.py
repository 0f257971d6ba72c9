"""However many brackets, links or attributes a paragraph has, kramdown reads them all, and so must we."""

import pytest

from tests.body.test_flavours import post, urls

MANY = 2500  # more than are kept as objects


def test_the_outermost_of_many_open_brackets_is_the_link() -> None:
    assert urls("[" * MANY + "rain" + "](/in)" * (MANY - 1) + "](/out)", "jekyll") == ["/out"]


def test_many_brackets_that_stay_open_hide_no_link() -> None:
    assert urls("[" * MANY + "rain](/rain)", "jekyll") == ["/rain"]


def test_a_link_contains_any_number_of_images() -> None:
    assert urls("[" + "![](/in)" * MANY + "](/out)", "jekyll") == [*["/in"] * MANY, "/out"]


def test_a_link_contains_no_link_however_many_there_are() -> None:
    assert urls("[" + "[in](/in)" * MANY + "](/out)", "jekyll") == ["/out"]


@pytest.mark.parametrize("before", range(3))
def test_each_of_many_linked_images_is_linked(before: int) -> None:
    body = "![](/in)" * before + "[![](/in)](/out) " * MANY
    assert sorted(urls(body, "jekyll")) == ["/in"] * (before + MANY) + ["/out"] * MANY


def test_links_to_definitions_are_told_from_the_links_in_them() -> None:
    body = "[" + "[in]" * MANY + "](/out)\n\n" + "[rain] " * MANY + "\n\n[in]: /in\n[rain]: /rain\n"
    document = post(body, "jekyll")
    assert [link.value for link in document.links] == ["/out", "/rain"]


@pytest.mark.parametrize("attribute", [" a", " a=b", " a = 'b c'", '\na="b\n"'])
@pytest.mark.parametrize("count", [499, 500, 501, 1000, 1001, MANY])
def test_a_tag_has_any_number_of_attributes(attribute: str, count: int) -> None:
    body = f"Rain <i{attribute * count}>*fell*</i> <img src='/rain'{attribute * count} /> [a](/b)"
    assert urls(body, "jekyll") == ["/rain", "/b"]
    assert urls(f"<div{attribute * count}>\n[a](/b)\n</div>\n\n[c](/d)", "jekyll") == ["/d"]


def test_a_tag_of_many_attributes_that_does_not_end_is_text() -> None:
    attributes = " a" * MANY
    assert urls(f"Rain <i{attributes}! <img{attributes} src=/rain [a](/b)", "jekyll") == ["/b"]
