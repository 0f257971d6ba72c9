"""What is told of an address stays true while nothing but the clock changes."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from lint.archive.builders import named
from lint.archive.builders.addresses import NOWHERE, Published, has_come
from tests.conftest import Archive

_HOUR = timedelta(hours=1)
_FAR = timedelta(days=8000)
# The builder, its configuration, a post, the key of the date, and whether the post is there before the date.
_SITES = [
    ("jekyll", "_config.yml", "", "_posts/2020-01-01-a.md", "date", False),
    ("hugo", "hugo.toml", "", "content/a.md", "date", False),
    ("hugo", "hugo.toml", "", "content/a.md", "publishDate", False),
    ("hugo", "hugo.toml", "", "content/a.md", "expiryDate", True),
]


def published(builder: str, post: str, when: datetime, key: str) -> Published | None:
    fields = {"title": "a", key: when.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return named(builder)(os.getcwd()).published(post, fields)


def test_a_moment_has_come_or_is_far_away_or_the_clock_will_tell() -> None:
    now = datetime.now(UTC)
    assert has_come(now - _HOUR) is True
    assert has_come(now + _HOUR) is None
    assert has_come(now + _FAR) is False


@pytest.mark.parametrize(("builder", "file", "content", "post", "key", "is_before"), _SITES)
def test_a_post_that_will_appear_or_expire_cannot_be_told(
    archive: Archive, builder: str, file: str, content: str, post: str, key: str, *, is_before: bool
) -> None:
    archive.write(file, content)
    archive.write(post, "")
    now = datetime.now(UTC)
    answers = [published(builder, post, now + each, key) for each in (-_HOUR, _HOUR, _FAR)]
    assert answers[1] is None
    assert [each == NOWHERE for each in answers] == [is_before, False, not is_before]


def test_an_article_of_pelican_that_will_be_no_draft_cannot_be_told(archive: Archive) -> None:
    archive.write("pelicanconf.py", "WITH_FUTURE_DATES = False\nTIMEZONE = 'UTC'\n")
    now = datetime.now(UTC)
    site = named("pelican")(os.getcwd())
    fields = [{"title": "a", "date": f"{now + each:%Y-%m-%d %H:%M}"} for each in (-_HOUR, _HOUR, _FAR)]
    answers = [site.published("content/a.md", each) for each in fields]
    assert answers == [Published(("/a.html",)), None, Published(("/drafts/a.html",))]
