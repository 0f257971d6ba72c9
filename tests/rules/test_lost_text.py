"""Text and URLs that were damaged on their way into an archive: encoded twice, glued, garbled, or lost."""

import time

import pytest

from lint import Config, Finding, lint_text
from tests.conftest import GOOD
from tests.rules.test_not_reported import MIRROR, OWN, POST


def findings(code: str, body: str, post: str = GOOD, config: Config = MIRROR) -> list[Finding]:
    return [each for each in lint_text(f"{post}{body}\n", POST, config) if each.code == code]


def fixed(code: str, body: str, post: str = GOOD) -> str:
    """Return the body after all fixes of one rule."""
    text = f"{post}{body}\n"
    edits = [edit for each in findings(code, body, post) if each.fix for edit in each.fix.edits]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text[len(post) : -1]


@pytest.mark.parametrize(
    ("path", "once"),
    [
        ("search/heavy%2520rain", "search/heavy%20rain"),
        ("tags/%2523rain", "tags/%23rain"),
        ("%257Ewind/cloud%2527s", "%7Ewind/cloud%27s"),
        ("rain%2528film%2529?ref=a%2520b", "rain%28film%29?ref=a%2520b"),
        ("rain%2520/snow%2520%25E9%259B%25A8#a%2520b", "rain%20/snow%20%E9%9B%A8#a%2520b"),
        ("%25E9%259B%25A8/a%2520b", "%E9%9B%A8/a%20b"),
        ("%25252520rain", "%20rain"),
        ("100%2525-rain", "100%25-rain"),
        ("rain%252Cwind%252F", "rain%2Cwind%2F"),
    ],
)  # fmt: skip
def test_a_path_that_is_encoded_twice_is_decoded_once(path: str, once: str) -> None:
    body = f"[rain](https://rain.example/{path})"
    (finding,) = findings("LNK015", body)
    assert str(finding.severity) == "warning"
    assert fixed("LNK015", body) == f"[rain](https://rain.example/{once})"


@pytest.mark.parametrize(
    "url",
    [
        "https://rain.example/heavy%20rain",
        "https://rain.example/100%25-rain",
        "https://rain.example/100%2550",
        "https://rain.example/printf/%2502d",
        "https://rain.example/?q=heavy%2520rain",
        "https://rain.example/#/heavy%2520rain",
        "https://www.google.com/url?q=https%3A%2F%2Frain.example%2Fa%2520b",
        "https://web.archive.org/web/2020/https://rain.example/a%2520b",
        "https://out.example/to/https%253A%252F%252Frain.example%252Fa%252520b",
        "https://out.example/to/https%3A%2F%2Frain.example%2Fa%2520b",
        "https://out.example/www.rain.example/a%2520b",
        "https://ci.example/job/rain/job/fix%252F%2523123/",
        "https://images.example/image/upload/l_text:Arial_20:Heavy%252C%2520rain/a.jpg",
        "https://lh3.googleusercontent.com/rain%2B%25281%2529.png",
    ],
)  # fmt: skip
def test_a_url_that_is_meant_to_be_encoded_twice_is_not_reported(url: str) -> None:
    assert not findings("LNK015", f'<a href="{url}">rain</a>')


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="https://a.example/rainhttps://a.example/rain">x</a>', '<a href="https://a.example/rain">x</a>'),
        ('<a href="http://a.example/rainhttps://www.a.example/rain/">x</a>', '<a href="https://www.a.example/rain/">x</a>'),
        ("[x](https://a.example/1http://a.example/1http://a.example/1)", "[x](https://a.example/1)"),
        ("[a.example/1](https://a.example/1https://b.example/2)", "[a.example/1](https://a.example/1)"),
        ("[https://b.example/2](https://a.example/1https://b.example/2)", "[https://b.example/2](https://b.example/2)"),
        ("[x](http://rainhttps://b.example/2)", "[x](https://b.example/2)"),
        ("[x](https://a.example/watch?v=abc%20https://a.example/watch?v=abc)", "[x](https://a.example/watch?v=abc)"),
    ],
)  # fmt: skip
def test_glued_urls_become_one_where_it_is_clear_which(link: str, expected: str) -> None:
    assert fixed("LNK021", link) == expected


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://a.example/rahttps://a.example/rain)",
        "[x](https://a.examplehttps://b.example/2)",
        "[x](https://a.example/1%22https://b.example/2%22)",
        "[x](https://a.example/1%20https://b.example/2)",
        "[x](https://a.example/?p=12https://b.example/2)",
        "[x](https://a.example/#rainhttps://b.example/2)",
        "[x](https://a.example/雨https://b.example/2)",
        "[x](https://a.example/%E9%9B%A8https://b.example/2)",
        "[x](https://a.example/rainhttps%3A%2F%2Fb.example%2F2)",
        "[a.example/1 and b.example/2](https://a.example/1https://b.example/2)",
        "[a.example/12](https://a.example/1https://b.example/2)",
        "<https://a.example/1https://b.example/2>",
    ],
)  # fmt: skip
def test_glued_urls_are_only_reported_where_nothing_tells_which_is_meant(link: str) -> None:
    (finding,) = findings("LNK021", link)
    assert (str(finding.severity), finding.fix) == ("warning", None)


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/2020id_/https://a.example/",
        "https://archive.example/*/https://a.example/",
        "https://out.example/?https://a.example/",
        "https://out.example/?u=https://a.example/",
        "https://out.example/v3/__https://a.example/__;!!x",
        "https://out.example/cache:x-https://a.example/",
        "https://out.example/?u%3Dhttps://a.example/",
        "https://out.example/go%3Fu%3Dhttps%3A%2F%2Fa.example",
        "https://social.example/compose?text=Heavy%20rain%20https://a.example/",
        "https://social.example/compose?status=Rainhttps://a.example/",
        "https://twitter.com/intent/tweet?url=xhttps://a.example/",
        "https://a.example/#:~:text=rainhttps://b.example/",
        "https://a.example/docs/nohttp://",
        "https://a.example/why-https-matters",
        "rainhttps://a.example/",
        "https://social.example/submit?text=[rain](https://a.example/)",
        "https://out.example/search?k=%5Brain%5D(https://a.example/)",
        "https://out.example/?u=(https://a.example/)",
    ],
)  # fmt: skip
def test_a_url_inside_another_is_not_glued(url: str) -> None:
    found = [each for each in findings("LNK021", f'<a href="{url}">rain</a>') if not url.endswith("http://")]
    assert not found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/rain](https://a.example/rain)", "https://a.example/rain"),
        ("https://a.example/Rain_(film)](https://a.example/Rain_(film))", "https://a.example/Rain_(film)"),
        ("http://a.example/rain%5D(https://a.example/rain)", "https://a.example/rain"),
        ("https://a.example/rain](https://a.example/rain)%E3%80%82", "https://a.example/rain"),
        ("https://a.example/rain](https://a.example/rain", "https://a.example/rain"),
        ("https://a.example/?q=rain](https://a.example/?q=rain)", "https://a.example/?q=rain"),
        ("https://a.example/rain](https://b.example/wind)", None),
    ],
)
def test_the_rest_of_a_markdown_link_in_a_url_is_glued(url: str, expected: str | None) -> None:
    body = f'<p>[<a href="{url}">rain</a></p>'
    assert len(findings("LNK021", body)) == 1
    if expected is not None:
        assert fixed("LNK021", body) == f'<p>[<a href="{expected}">rain</a></p>'


def test_what_follows_a_markdown_link_in_a_url_is_part_of_that_finding() -> None:
    body = '<a href="https://a.example/rain](https://a.example/rain)%E3%80%82">rain</a>'
    config = MIRROR.with_options(select=("LNK008", "LNK021"))
    (finding,) = lint_text(f"{GOOD}{body}\n", POST, config)
    assert [finding.code, *(each.code for each in finding.related)] == ["LNK021", "LNK008"]
    other = '<a href="https://a.example/wind](https://a.example/wind)">wind</a>'
    (finding,) = lint_text(f"{GOOD}{body} {other}\n", POST, config)
    assert [each.code for each in finding.related] == ["LNK008", "LNK021"]


def test_alike_glued_links_are_one_finding() -> None:
    (finding,) = findings("LNK021", "[x](https://a.example/1https://b.example/2) " * 3)
    assert "(first of 3 places)" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "雨\ue2e5天", "Sz\uf02dch", "rain\uf0b7", "Schiavo\ue011Campo",
        "rain \ufffc and wind", "an image:\ufffc", "caf\u00c3\u00a9", "don\u00e2??t", "l'\u00c3?tat",
        "\u00e2\u20ac?rain", "\u00e3?\u00a2\u00e3??", "\u00ef??\u00e3?\u00a9rain", "\u00e5\u00b1\u00a4\u00e3??",
        "\u00f0\u0178\u02dc\u20ac", "\u00f0\u009f\u0098\u0080", "\u00d0\u00bf\u00d1\u0080\u00d0\u00b8",
        "\u00ed\u2022\u0153\u00ea\u00b5\u00ad", "\u00eb?\u00b9\u00ec??",
        "it\u0092s", "rain \u0096 wind", "\u0093rain\u0094",
    ],
)  # fmt: skip
def test_lost_and_garbled_characters_are_reported(text: str) -> None:
    for post in (GOOD, OWN):
        assert "warning" in [str(each.severity) for each in findings("FIL010", text, post)]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("press \uf179 to begin", ["info"]),
        ("a \uf8ff Watch", ["info"]),
        ('<i class="icon">\uf015</i> home', []),
        ('<span class="icon">\ue60d</span> home', []),
        ("`\ue0b0` begins a prompt", []),
        ("~~~\n\ue0b0 ~/rain \ufffc\n~~~", []),
        ("The glyph U+E0B0 is \ue0b0.", []),
        ("U+FFFC is \ufffc, and &#xFFFC; too", []),
        ('<script>const icon = "\ue9cb";</script>', []),
        ("<style>a::before { content: '\uf015' }</style>", []),
    ],
)  # fmt: skip
def test_an_icon_on_the_authors_own_site_is_not_lost(text: str, severities: list[str]) -> None:
    assert [str(each.severity) for each in findings("FIL010", text, OWN)] == severities


@pytest.mark.parametrize(
    "text",
    [
        "Où ? à là ! déjà… Hâlâ?? É bom? AMANHÃ? Não?? Já é??",
        "«\u00a0naïve\u00a0» ? Ça, là\u00a0? É\u00a0? Ï",
        "Tiếng Việt: ã, â, é, à? Nhã? Quê nhà??",
        "Það??? Ðức Ñandú Ømø 3×4, Ø 5 mm",
        "Größe?? für öde äöü?",
        "雨天？？ 图：",
        "한국어 ??",
    ],
)  # fmt: skip
def test_writing_is_not_garbled(text: str) -> None:
    assert not findings("FIL010", text)
    assert not findings("FIL011", text)


def test_each_kind_of_loss_is_one_finding() -> None:
    body = "雨\ue2e5天\ue2e6 \ufffc and \ufffc\n\nit\u0092s \u0093rain\u0094 \u00e3?\u00a2\u00e3?? \u00e3?\u00a2\u00e3??"
    counts = [each.message.partition(" (first of ")[2] for each in findings("FIL010", body)]
    assert sorted(counts) == ["2 places)", "2 places)", "2 places)", "3 places)"]


def test_a_sign_of_windows_1252_within_garbled_text_is_one_finding() -> None:
    assert len(findings("FIL010", "\u00e2\u20ac\u009d and \u00f0\u009f\u0098\u0080")) == 1


@pytest.mark.parametrize(
    ("text", "expected", "is_safe"),
    [
        ("雨\u00ad天", "雨天", True),
        ("<p>\u00ad\u00adRain</p>", "<p>Rain</p>", True),
        ("in 7\u00ad月", "in 7月", True),
        ("Regen\u00adschirm", "Regenschirm", False),
        ("[x](https://a.example/ra\u00adin/\u00ad1)", "[x](https://a.example/rain/1)", False),
        ('<b title="雨\u00ad天">x</b>', '<b title="雨天">x</b>', False),
        ("\u00ad# Rain", "# Rain", False),
        ("\u00ad“Rain”", "“Rain”", True),
        ("rain\n\u2028\nwind", "rain\n\nwind", True),
        ("\u200b# Rain", "# Rain", False),
        ("rain\n\u200b1. wind", "rain\n1. wind", False),
        ("\ufeffRain\u200b", "Rain", True),
        ("rain  \u00ad\nwind", "rain  \nwind", False),
        ("for \u2028Rain", "for Rain", True),
        ("rain.\u2028\n", "rain.\n", True),
        ("[\u2028Rain](https://a.example/)", "[Rain](https://a.example/)", True),
        ("rain\u2028\u2028wind", "rain wind", False),
        ("雨\u2029天", "雨 天", False),
        ("\u2028- rain", "- rain", False),
    ],
)  # fmt: skip
def test_soft_hyphens_and_separators_are_notes(text: str, expected: str, is_safe: bool) -> None:  # noqa: FBT001
    found = findings("FIL011", text)
    assert {str(each.severity) for each in found} == {"info"}
    assert all(each.fix and (str(each.fix.applicability) == "safe") == is_safe for each in found)
    assert fixed("FIL011", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Regen&shy;schirm",
        "`a\u00adb`",
        "~~~\na\u2028b\n~~~",
        '<script>const rain = "\u2028";</script>',
        "ภาษา\u200bไทย",
    ],
)
def test_invisible_characters_in_code_are_not_reported(text: str) -> None:
    assert not findings("FIL011", text)


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.example/" + "rainhttps://" * 20_000 + ")",
        "[x](https://a.example/" + "%25" * 50_000 + ")",
        "[x](https://a.example/" + "%2520" * 50_000 + "?)",
        "\u00e3?" * 50_000, "\u00c3?" * 50_000, "\u00f0\u0178" * 50_000, "<pre " * 20_000 + "\ufffd",
        "\ue000 `\ufffc` " * 5_000, "\u00ad \t" * 30_000, "\u2028" + " " * 100_000, "<i " * 30_000 + "\ue000",
    ],
)  # fmt: skip
def test_hostile_text_costs_linear_time(text: str) -> None:
    began = time.process_time()
    lint_text(f"{GOOD}{text}\n", POST, MIRROR.with_options(select=("LNK015", "LNK021", "FIL010", "FIL011")))
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("\x96", "U+0096 is '–' in Windows-1252"),
        ("\x92", "U+0092 is '’' in Windows-1252"),
        ("\x80", "U+0080 is '€' in Windows-1252"),
        ("\x9d", "U+009D is a control character"),
    ],
)
def test_the_message_tells_what_a_sign_was(sign: str, expected: str) -> None:
    (found,) = findings("FIL010", f"the rain{sign} ends")
    assert found.message == f"a character was lost: {expected}"
