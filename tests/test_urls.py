"""URLs are read as browsers read them (https://url.spec.whatwg.org/#url-parsing)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.values.urls import host_of, is_whole, parse

BASE = "https://blog.example.org/2014/a.html"


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        # Names that begin like a scheme are names.
        ("http-faq.html", BASE, "https://blog.example.org/2014/http-faq.html"),
        ("https-setup/", BASE, "https://blog.example.org/2014/https-setup/"),
        ("https", BASE, "https://blog.example.org/2014/https"),
        ("http2/frames", BASE, "https://blog.example.org/2014/http2/frames"),
        ("http%3A//a.example/", BASE, "https://blog.example.org/2014/http%3A//a.example/"),
        # Without slashes, a scheme that is also the base's leads on from there; another does not.
        ("https:b.html", BASE, "https://blog.example.org/2014/b.html"),
        ("https:/b.html", BASE, "https://blog.example.org/b.html"),
        ("http:/1.1.1.1", BASE, "http://1.1.1.1/"),
        ("http:/1.1.1.1", "http://blog.example.org/2014/", "http://blog.example.org/1.1.1.1"),
        ("http:b.html", BASE, "http://b.html/"),
        ("https:b.html", None, "https://b.html/"),
        ("https://a.example/b", BASE, "https://a.example/b"),
        ("HTTPS://A.example/b", BASE, "https://a.example/b"),
        ("https:///a.example/b", BASE, "https://a.example/b"),
        ("https:\\\\a.example/b", BASE, "https://a.example/b"),
    ],
)
def test_links_that_begin_like_a_scheme(url: str, base: str | None, expected: str) -> None:
    found = parse(url, base)
    assert found is not None
    assert found.href == expected


@given(
    st.builds(
        "{}{}".format,
        st.sampled_from(("http", "https", "http:", "https:/", "https://", "HTTP://")),
        st.text(),
    )
)
def test_what_is_whole_needs_no_base(url: str) -> None:
    if is_whole(url):
        assert parse(url, BASE) == parse(url, "http://other.example/") == parse(url)


@given(
    st.builds(
        "{}://{}{}{}/{}".format,
        st.sampled_from(("http", "https")),
        st.sampled_from(("", "user@", "user:pass@", "a@b:c@", "a:b:c@")),
        st.sampled_from(
            ("a.example", "[::1]", "[2001:DB8::1]", "127.1", "0x7f.1", "a.example.", "b\u00fccher.example")
        ),
        st.sampled_from(("", ":80", ":443", ":8080", ":")),
        st.text("a/:@[]?#\\%", max_size=6),
    )
)
def test_the_host_of_a_normalised_url_needs_no_parser(url: str) -> None:
    parsed = parse(url)
    assert parsed is not None
    assert host_of(parsed.href) == parsed.host


def test_only_the_web_has_hosts() -> None:
    others = ("", "mailto:a@b.example", "ftp://a.example/", "//a.example/")
    assert not any(host_of(url) for url in others)
