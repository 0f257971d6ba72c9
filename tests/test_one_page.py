"""Which addresses lead to one page, so that two posts which name them have one source."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.rules.arc.one_page import one_page

SAME = [
    ("https://a.example/amp/rain", "https://a.example/rain"),
    ("https://a.example/rain/amp/", "https://a.example/rain"),
    ("https://a.example/rain/index.html", "https://a.example/rain/"),
    ("https://a.example/rain/index.htm?utm_source=feed", "http://www.a.example/rain"),
    ("https://en.m.wikipedia.org/wiki/Rain", "https://en.wikipedia.org/wiki/Rain"),
    ("https://web.archive.org/web/20200101000000/https://a.example/rain", "https://a.example/rain"),
    ("http://web.archive.org/web/2020id_/http://a.example/rain?a=1&b=2", "https://a.example/rain?b=2&a=1"),
    ("https://youtu.be/abcdefghi-k?si=x", "https://www.youtube.com/watch?v=abcdefghi-k"),
    ("https://www.youtube.com/watch?feature=share&v=abcdefghi-k&t=5s", "https://youtu.be/abcdefghi-k"),
    ("https://m.youtube.com/shorts/abcdefghi-k", "https://youtube.com/embed/abcdefghi-k"),
    ("https://x.com/oki/status/15?s=20", "https://mobile.twitter.com/oki/status/15/photo/1"),
    ("https://old.reddit.com/r/rain/comments/1/a", "https://www.reddit.com/r/rain/comments/1/a/"),
    (
        "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=q&chksm=1&scene=27",
        "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1&sn=q&chksm=2",
    ),
    ("https://a.example/rain?from=x&isappinstalled=0", "https://a.example/rain?from=x"),
]
OTHER = [
    ("https://a.example/amp", "https://a.example/"),
    ("https://a.example/rain/index.html?id=1", "https://a.example/rain/?id=2"),
    ("https://a.example/web/2020/https://b.example/", "https://b.example/"),
    ("https://www.youtube.com/watch?v=AAAAAAAAAAA", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),
    ("https://www.youtube.com/playlist?list=A", "https://www.youtube.com/playlist?list=B"),
    ("https://www.youtube.com/oki_of_harb", "https://youtu.be/oki_of_harb"),
    ("https://x.com/oki", "https://x.com/mizu"),
    ("https://x.com/oki/status/15", "https://x.com/oki/status/16"),
    ("https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=1", "https://mp.weixin.qq.com/s?__biz=A&mid=1&idx=2"),
    ("https://mp.weixin.qq.com/s?src=11&signature=a", "https://mp.weixin.qq.com/s?src=11&signature=b"),
    ("https://mp.weixin.qq.com/s/Ab", "https://mp.weixin.qq.com/s/aB"),
    ("https://m.example/rain", "https://example/rain"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert one_page(one) == one_page(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert one_page(one) != one_page(other)


@pytest.mark.parametrize("url", [url for pair in SAME for url in pair])
def test_what_stands_for_a_page_stands_for_itself(url: str) -> None:
    page = one_page(url)
    assert one_page(f"https://{page}") == page


@given(
    st.lists(
        st.sampled_from(
            (
                "www.",
                "m.",
                "en.m.",
                "a.example",
                "youtube.com",
                "x.com",
                "web.archive.org",
                "/",
                "//",
                "/web/2020/https:/",
                "rain",
                "amp",
                "Rain",
                "index.html",
                "watch?v=abcdefghi-k",
                "?",
                "&",
                "=",
                "m=1",
                "#",
                "%41",
                " ",
                "é",
                ":80",
                "/status/15",
                ".",
            )
        ),
        max_size=6,
    )
)
@example(["www.", "youtube.com", "/", "watch?v=abcdefghi-k"])
@example(["m.", "a.example", "/", "rain", "/"])
@example(["www.", "/", "rain"])
def test_a_usual_address_stands_for_the_page_that_any_spelling_does(parts: list[str]) -> None:
    url = "https://" + "".join(parts)
    assert one_page(url) == one_page(f"{url}#unusual")
