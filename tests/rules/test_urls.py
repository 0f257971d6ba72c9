"""URLs that went wrong on the way: what is reported, how bad it is, and what the fix makes of it."""

from __future__ import annotations

import pytest

from lint import Config, lint_text
from lint.primitives.finding import Finding, apply_edits
from tests.conftest import GOOD

POST = "_posts/2021-05-03-x.md"
MIRROR = Config(schema="news-mirror", dialect="jekyll")
SHARE = "https://twitter.com/share?url=https://news.example.org/a"


def findings(code: str, body: str, front: str = GOOD, config: Config = MIRROR) -> list[Finding]:
    return [finding for finding in lint_text(f"{front}{body}\n", POST, config) if finding.code == code]


def fixed(code: str, body: str) -> str | None:
    """Return what all fixes make of a body; `None` without a fix."""
    fixes = [finding.fix for finding in findings(code, body) if finding.fix is not None]
    if not fixes:
        return None
    edits = sorted({edit for fix in fixes for edit in fix.edits})
    return apply_edits(f"{GOOD}{body}\n", edits).removeprefix(GOOD).removesuffix("\n")


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("[rain](undefined)", "error"),
        ("![rain](undefined/rain.png)", "error"),
        ("[rain](/null)", "error"),
        ("[rain](https://undefined/rain)", "error"),
        ("[rain](//null:8080/rain)", "error"),
        ("[rain](NaN)", "error"),
        ("[rain](None)", "error"),
        ("[rain](/[object%20Object]/rain)", "error"),
        ("![rain](https://news.example.org/a/%5Bobject%20Object%5D)", "error"),
        ("[rain](about:blank)", "error"),
        ("![rain](blob:https://news.example.org/0b5e-1)", "error"),
        ("![rain](cid:image001.png@01D7)", "error"),
        ("![rain](upload://aB3x.png)", "error"),
        ("[rain](__GHOST_URL__/rain/)", "error"),
        ("[rain](https://__GHOST_URL__/rain/)", "error"),
        ("[rain](https://news.example.org/undefined)", "warning"),
        ("[rain](https://news.example.org/nullnull?a=1)", "warning"),
        ("![rain](https://news.example.org/@keeper/undefined)", "warning"),
        ("[rain](https://news.example.org/wp-content/uploads/undefined)", "warning"),
        ("[rain](%%GLOBAL_ShopPath%%/rain)", "warning"),
        ("[rain](@@PLUGINFILE@@/rain.pdf)", "warning"),
        ("[rain](%7B%7Bsite.url%7D%7D/rain)", "warning"),
        ("[https://news.example.org/null](https://news.example.org/null)", "warning"),
    ],
)
def test_a_placeholder_is_no_address(body: str, severity: str) -> None:
    assert [finding.severity.value for finding in findings("LNK020", body)] == [severity]


@pytest.mark.parametrize(
    "body",
    [
        "[`null`](null) and [the value undefined](/undefined)",
        "[NaN](https://docs.example.org/NaN)",
        "[about:blank](about:blank)",
        "[rain](https://docs.example.org/reference/undefined) [wind](https://docs.example.org/types/null/)",
        "[rain](undefined.md) [wind](nullable) [sun](https://null-island.example.org/) [snow](none/)",
        "[rain](https://undefined.example/) [wind](#undefined) [sun](?page=null) [snow](/a__B__/c)",
        '<iframe src="about:blank"></iframe>',
        '<img src="about:blank" data-src="https://news.example.org/a.jpg" alt="rain">',
        "`[rain](undefined)`",
        "[rain]({{ site.url }}/undefined)",
    ],
)
def test_a_page_may_have_such_a_name(body: str) -> None:
    assert findings("LNK020", body) == []


def test_one_placeholder_is_one_finding() -> None:
    (finding,) = findings("LNK020", "![](__GHOST_URL__/a.png) [b](__GHOST_URL__/b/) [c](__GHOST_URL__/c/)")
    assert "first of 3 places" in finding.message


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "[https://a.example/2xT](https://a.example/2xT%EF%BC%88%E5%A4%87%E7%94%A8%EF%BC%89)",
            "[https://a.example/2xT](https://a.example/2xT)",
        ),
        ("[a.example/2xT](https://a.example/2xT（备用）)", "[a.example/2xT](https://a.example/2xT)"),
        (
            '<a href="https://a.example/2xT（备用）">https://a.example/2xT</a>',
            '<a href="https://a.example/2xT">https://a.example/2xT</a>',
        ),
        ("[rain](https://a.example/2xT，每日降雨。)", "[rain](https://a.example/2xT)"),
        ("[rain](https://a.example/2xT%E3%80%82%E8%B0%A2%E8%B0%A2%EF%BC%81)", None),
        ("[rain](https://a.example/2xT%E3%80%82)", "[rain](https://a.example/2xT)"),
        ("[rain](https://zh.example/rain（雨）)", None),
        ("[rain](https://zh.example/a/雨，雪。)", "[rain](https://zh.example/a/雨，雪)"),
        ("[rain](https://zh.example/?q=a，雨。)", None),
        ("[rain](https://zh.example/rain%EF%BC%9B)", "[rain](https://zh.example/rain)"),
        ("[rain](https://zh.example/rain%EF%BC%89%EF%BC%9A)", "[rain](https://zh.example/rain)"),
        ("[rain](https://zh.example/rain！)", "[rain](https://zh.example/rain)"),
        ("[rain](https://zh.example/wiki/下雨了！)", None),
        ("[rain](https://zh.example/wiki/下雨了？！)", None),
    ],
)
def test_a_remark_is_not_a_part_of_the_url(body: str, expected: str | None) -> None:
    assert fixed("LNK008", body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("""<a href='https://a.example/"&gt;rain&lt;/a&gt;'>x</a>""", "<a href='https://a.example/'>x</a>"),
        ("""<a href="https://a.example/&quot; target=&quot;_blank&quot;>rain">x</a>""", '<a href="https://a.example/">x</a>'),
        ("""<a href="https://a.example/rain'&gt;rain&lt;/a&gt;">x</a>""", '<a href="https://a.example/rain">x</a>'),
        ("""<a href="https://a.example/rain”&gt;rain&lt;/a&gt;">x</a>""", '<a href="https://a.example/rain">x</a>'),
        ("""<a href="https://a.example/rain' /&gt;rain&lt;/a&gt;">x</a>""", '<a href="https://a.example/rain">x</a>'),
        ("""<a href="https://a.example/rain<br />">x</a>""", '<a href="https://a.example/rain">x</a>'),
        ("""<a href="&lt;a href=&quot;https://a.example/&quot;&gt;">x</a>""", None),
    ],
)  # fmt: skip
def test_markup_is_cut_whole_or_not_at_all(body: str, expected: str | None) -> None:
    assert findings("LNK004", body)
    assert fixed("LNK004", body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p><a href+https://a.example/rain>rain</a></p>",
            '<p><a href="https://a.example/rain">rain</a></p>',
        ),
        (
            '<p><a href"https://a.example/rain">rain</a></p>',
            '<p><a href="https://a.example/rain">rain</a></p>',
        ),
        ("<p><a https://a.example/rain>rain</a></p>", '<p><a href="https://a.example/rain">rain</a></p>'),
        ('<p><a src="https://a.example/rain" class="b">rain</a></p>', None),
        ('<p><a class="b" data-url="https://a.example/rain">rain</a></p>', None),
        ('<p><a class="b">rain</a></p>', "<p>rain</p>"),
    ],
)
def test_an_address_in_a_tag_is_not_lost(body: str, expected: str | None) -> None:
    assert findings("LNK001", body)
    assert fixed("LNK001", body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Help us [pass it on]({SHARE}) today.", "Help us pass it on today."),
        (
            f"<p>Please <a href='{SHARE}'><b>tell</b> your friends</a>!</p>",
            "<p>Please <b>tell</b> your friends!</p>",
        ),
        (f"欢迎[转发本文]({SHARE})的朋友。", "欢迎转发本文的朋友。"),
        (
            f"Read on.\n\n[Tweet]({SHARE}) [Facebook](https://www.facebook.com/sharer.php?u=a)",
            "Read on.\n\n ",
        ),
        (f"- [Share on X]({SHARE})\n- rain", "- rain"),
        (f"<ul><li><a href='{SHARE}'><i class='x'></i></a></li><li>rain</li></ul>", "<ul><li>rain</li></ul>"),
        (f"[![rain over the hills](rain.jpg)]({SHARE})", "![rain over the hills](rain.jpg)"),
        (f"[rain][share] over the hills\n\n[share]: {SHARE}", None),
        (f"Go to <{SHARE}> today", None),
    ],
)
def test_a_share_link_in_a_sentence_keeps_its_words(body: str, expected: str | None) -> None:
    assert fixed("LNK013", body) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?__xts__[0]=68.ARB&__tn__=K-R", ""),
        ("?__xts__%5B0%5D=68.ARB&id=7", "?id=7"),
        ("?id=7&__cft__[0]=AZ&__cft__[1]=BZ", "?id=7"),
        ("?utm_source=a&amp;amp;utm_medium=b", ""),
        ("?xts[0]=1", None),
    ],
)
def test_no_half_of_a_parameter_is_left(query: str, expected: str | None) -> None:
    body = f'<a href="https://social.example.org/a{query}">rain</a>'
    assert fixed("LNK010", body) == (None if expected is None else body.replace(query, expected))


def test_a_footnote_keeps_its_parameters() -> None:
    body = "Rain.[^1] [b](https://a.example/?fbclid=2)\n\n[^1]: [A source](https://a.example/?utm_source=x)."
    assert len(findings("LNK010", body)) == 2
    assert fixed("LNK010", body) == body.replace("?fbclid=2", "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\x1b[1;31mb\x1b[0m", "ab"),
        ("a\x1b]0;rain\x07b\x1b]8;;https://a.example/\x1b\\c", "abc"),
        ("a\x1b(Bb\x1b=c", "abc"),
        ("a\x9b31mb\x9b0m", "ab"),
        ("N\bNO\bO and _\br", "NO and r"),
        ("`\x1b[1mrain\x1b[0m`", "`rain`"),
        ("`a\x1f\x01b`", None),
        ("a\x1b]0;rain", None),
    ],
)
def test_a_terminal_sequence_goes_whole(body: str, expected: str | None) -> None:
    assert findings("FIL009", body)
    assert fixed("FIL009", body) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://pay.example/QBXTWPayPal打赏", None),
        ("https://pay.example/4821Gauge更多", None),
        ("https://pay.example/RainGauge更多", None),
        ("https://pay.example/gauge2021年", None),
        ("https://pay.example/123456更多", "https://pay.example/123456 更多"),
        ("https://pay.example/rain.html更多", "https://pay.example/rain.html 更多"),
        ("https://youtu.be/aB3dE5gHiJk更多", "https://youtu.be/aB3dE5gHiJk 更多"),
    ],
)
def test_a_space_goes_only_where_its_place_is_certain(url: str, expected: str | None) -> None:
    assert findings("HTM007", f"<p>{url}</p>")
    assert fixed("HTM007", f"<p>{url}</p>") == (None if expected is None else f"<p>{expected}</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "https://rain.example/a雨https://wind.example/b風",
            "https://rain.example/a 雨https://wind.example/b 風",
        ),
        (
            "https://rain.example/a1https://wind.example/b2https://snow.example/c雪",
            "https://rain.example/a1 https://wind.example/b2 https://snow.example/c 雪",
        ),
        (
            "https://rain.example/aRAINGauge雨https://wind.example/b1https://snow.example/c",
            "https://rain.example/aRAINGauge雨https://wind.example/b1 https://snow.example/c",
        ),
        (
            "https://youtu.be/aB3dE5gHiJkMore雨https://youtu.be/aB3dE5gHiJl雪",
            "https://youtu.be/aB3dE5gHiJk More雨https://youtu.be/aB3dE5gHiJl 雪",
        ),
    ],
)
def test_each_url_of_a_chain_is_reported_at_once(text: str, expected: str) -> None:
    found = findings("HTM007", f"<p>{text}</p>")
    assert len(found) == text.count("://") - text.endswith("c")
    assert fixed("HTM007", f"<p>{text}</p>") == f"<p>{expected}</p>"
    left = findings("HTM007", f"<p>{expected}</p>")
    assert {finding.message for finding in left} <= {finding.message for finding in found}


def test_a_long_chain_of_urls_is_read_in_linear_time() -> None:
    assert len(findings("HTM007", "https://rain.example/a雨-" * 4000)) == 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rain \ufffc and wind", "rain and wind"),
        ("\ufffc rain \ufffc \ufffc wind \ufffc", "rain wind"),
        ('"\ufffc rain"', '"rain"'),
        ("rain\ufffcwind", "rainwind"),
    ],
)
def test_a_removed_character_leaves_no_two_spaces(text: str, expected: str) -> None:
    assert fixed("FIL010", f"<p>\n{text}\n</p>") == f"<p>\n{expected}\n</p>"


@pytest.mark.parametrize(
    "heading",
    [
        "### [](#names)[Rain](https://news.example.org/a/1.html)",
        "## [Part 1](https://news.example.org/a/1.html), [part 2](https://news.example.org/a/1.html)",
        "## [Rain] and [wind](https://news.example.org/a/1.html)",
        "## [How to write `a]b`](https://news.example.org/a/1.html)",
        "## [Rain](https://news.example.org/a/1.html) [¶](#rain)",
    ],
)
def test_no_heading_is_destroyed(heading: str) -> None:
    assert findings("FMT011", heading) == []


@pytest.mark.parametrize(
    ("date", "timezone", "expected"),
    [
        ("2018-05-07 20:34", None, None),
        ('"2018-05-07 8:34 pm"', "UTC", ("unsafe", "2018-05-07 20:34:00 +00:00")),
        ("2018-05-07 20:34", "Asia/Shanghai", ("unsafe", "2018-05-07 20:34:00 +08:00")),
        ("2018-10-28 02:30", "Europe/Berlin", None),  # twice
        ("2018-02-30 10:00 +0000", None, None),  # not a day
        ("Mon, 07 May 2018 20:34:05 GMT", None, ("safe", "2018-05-07 20:34:05 +00:00")),
    ],
)
def test_a_timestamp_is_the_same_moment(
    date: str, timezone: str | None, expected: tuple[str, str] | None
) -> None:
    front = GOOD.replace("2021-05-03T22:59:03.000Z", date)
    config = Config(schema="news-mirror", dialect="jekyll", timezone=timezone)
    (finding,) = findings("DTE002", "It rained.", front, config)
    fix = finding.fix
    assert (fix and (fix.applicability.value, fix.edits[0].content)) == expected


def test_milliseconds_are_kept() -> None:
    front = GOOD.replace("2021-05-03T22:59:03.000Z", "2021-05-03T22:59:03.250-0700")
    (finding,) = findings("DTE002", "It rained.", front, Config(dialect="vitepress"))
    assert "expected 2021-05-03 22:59:03.250 -07:00" in finding.message


def test_a_title_keeps_one_space_where_an_invisible_character_was() -> None:
    front = GOOD.replace("title: ", "title: Rain \u200b at ", 1)
    (found,) = findings("FIL011", "It rained  \u200b  here.", front)
    assert found.fix is not None
    after = apply_edits(f"{front}It rained  \u200b  here.\n", found.fix.edits)
    assert "title: Rain at " in after
    assert "It rained    here." in after


@pytest.mark.parametrize(
    "source",
    [
        "https://asciinema.org/a/14.js",
        "//codepen.io/assets/embed/ei.js",
        "https://cdn1.stackshare.io/javascripts/client-code.js",
        "https://speakerdeck.com/assets/embed.js",
    ],
)
def test_a_script_that_writes_what_is_nowhere_else_is_kept(source: str) -> None:
    (found,) = findings("HTM011", f'<p>Rain</p><script async src="{source}"></script>')
    assert (found.severity, found.fix) == ("info", None)


def test_an_invisible_character_between_a_url_and_a_word_becomes_a_space() -> None:
    assert fixed("FIL011", "https://rain.example/a\u200b雨") == "https://rain.example/a 雨"
    assert fixed("FIL011", "<p>https://rain.example/a\u200b</p>") == "<p>https://rain.example/a</p>"
    assert fixed("FIL011", "rain\u200b雨") == "rain雨"


def test_all_bases_are_removed_since_the_next_one_would_count() -> None:
    body = '<base href="https://rain.example/a/"><a href="b">rain</a><base href="/c/">'
    assert fixed("HTM021", body) == '<a href="https://rain.example/a/b">rain</a>'


def test_an_absolute_link_needs_no_valid_source() -> None:
    text = GOOD.replace("https://news.example.org/a/1.html", "http:///[x/") + "\n[a](HTTPS://example.org/b)\n"
    codes = {
        finding.code for finding in lint_text(text, "_posts/2021-05-03-x.md", Config(schema="news-mirror"))
    }
    assert "LNK003" not in codes
