"""A small archive to count and to query: copies from two newspapers, and posts of its keeper's own."""

from __future__ import annotations

import pytest

from tests.conftest import Archive

_COPY = """---
layout: post
title: "{title}"
date: {date}T08:30:00.000Z
author: {author}
from: https://{host}/{path}
tags: [ {tags} ]
categories: [ {author} ]
---
<div>
{body}
</div>
"""
_POSTS = (
    ("2021-04-28", "The ferry is late", "Harbour Post", "harbour.example.org", "Ferry, Harbour",
     ('<p>It waits for <a href="https://weather.example.net/today">the storm</a>.</p>'
     '<img src="https://i0.wp.com/harbour.example.org/ferry.jpg">')),
    ("2021-05-03", "Rain in the morning", "Harbour Post", "harbour.example.org", "Weather",
     ('<p>See <a href="https://weather.example.net/rain">the forecast</a>.</p>'
     '<img src="https://images.example.com/rain.jpg"><img src="https://wsrv.nl/?url=harbour.example.org/b.jpg">')),
    ("2021-05-09", "Rain  in the evening", "Harbour Post", "harbour.example.org", "Weather, Harbour",
     '<p>More at <a href="http://localhost:4000/rain">our desk</a>.</p>'),
    ("2021-05-20", "A bridge opens", "Valley News", "valley.example.com", "Roads",
     ('<p><a href="https://weather.example.net/">Sun</a>, and <a href="https://roads.example.org/12">a map</a>.</p>'
     '<img src="https://i0.wp.com/valley.example.com/bridge.jpg">')),
    ("2021-06-01", "A bridge  closes", "Valley News", "valley.example.com", "Roads",
     "<p>It is closed for <a href='https://roads.example.org/12'>repairs</a>.</p>"),
)  # fmt: skip


@pytest.fixture
def small(archive: Archive) -> Archive:
    """The archive of `docs/queries.md` and `docs/stats.md`: five copied posts of two newspapers."""
    archive.write("_config.yml", "title: Rain\ntimezone: UTC\n")
    for date, title, author, host, tags, body in _POSTS:
        words = title.lower().split()
        path = f"{date.replace('-', '/')}/{words[-1]}.html"
        text = _COPY.format(title=title, date=date, author=author, host=host, path=path, tags=tags, body=body)
        archive.write(f"_posts/{date}-{'-'.join(words)}.md", text)
    return archive
