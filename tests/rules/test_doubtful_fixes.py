"""Findings whose fix would be a guess: they are reported, and left alone."""

from pathlib import Path

import pytest

from lint import lint_text
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-x.md"


def fixes(code: str, post: str) -> list[str]:
    found = [finding for finding in lint_text(post, POST) if finding.code == code]
    assert found
    return [finding.fix.applicability.value for finding in found if finding.fix is not None]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("media.example.org/a.jpg", ["safe"]),
        ("media.example.org:8080/a.jpg", []),
        ("keeper@media.example.org:8080/a.jpg", []),
        ("203.0.113.7/a.jpg", []),
        ("[2001:db8::1]/a.jpg", []),
        ("localhost/a.jpg", []),
        ("rain.onion/a.jpg", []),
    ],
)
def test_https_is_not_suggested_where_it_cannot_work(origin: str, expected: list[str]) -> None:
    assert fixes("IMG004", f'{GOOD}<img src="http://{origin}" alt="rain">\n') == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021-05-03 22:59 +0200", ["safe"]),
        ("2021-05-03 10:59 pm", []),  # Jekyll reads a text in the site's timezone, and a timestamp in UTC
        ("2021-05-03 22:59:03 AEST", []),
        ("05/03/21", []),  # its year is 2021 in JavaScript and 2005 in Ruby
        ("2021-05-03 10:59:03 PM AEST", []),
        ("Mon, 03 May 2021 22:59:03 EST", ["safe"]),
        ("Mon, 03 May 2021 22:59:03 CET", []),
        ('"2021-05-03 22:59:03 KST"', []),
    ],
)
def test_a_timezone_that_is_not_known_is_not_replaced(date: str, expected: list[str]) -> None:
    assert fixes("DTE002", GOOD.replace("2021-05-03T22:59:03.000Z", date)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("token=1&expires=2", ["safe"]), ("token=1&expires=2&w=900", ["unsafe"]), ("token=1&w=900", [])],
)
def test_parameters_that_the_proxy_may_know_make_the_fix_unsafe(query: str, expected: list[str]) -> None:
    url = f"https://images.weserv.nl/?url=media.example.org/a.jpg?{query}"
    assert fixes("PRX003", f'{GOOD}<img src="{url}" alt="rain">\n') == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("543531143679", ["safe"]),  # ae@b-
        ("54357d14367a312c3539243831", []),  # a)@b.example: the link would end at its parenthesis
    ],
)
def test_an_address_that_breaks_its_link_is_not_written(code: str, expected: list[str]) -> None:
    assert fixes("HTM013", f"{GOOD}Write to [us](/cdn-cgi/l/email-protection#{code}).\n") == expected


def test_fixing_a_lazy_image_may_reveal_its_proxy(archive: Archive) -> None:
    lazy = "https://i0.wp.com/media.example.org/a.jpg"
    image = f'<img src="data:image/gif;base64,R0lGODlh" data-lazy-src="{lazy}" alt="rain">'
    archive.write(POST, f"{GOOD}{image}\n")
    assert archive.check("--schema", "news-mirror").codes == ["IMG002", "PRX007"]
    assert archive.lint("--schema", "news-mirror", "--fix").err == ""
    assert f'src="{lazy}" data-lazy-src' in Path(POST).read_text(encoding="utf-8")
