"""One cause is one finding, whose fix covers every place."""

import pytest

from lint import Config, lint_text
from lint.primitives.finding import Finding, apply_edits
from tests.conftest import GOOD

POST = "_posts/2021-05-03-x.md"
MIRROR = Config(schema="news-mirror", dialect="jekyll")
MEDIA = "https://media.example.org"
PHOTON = "https://i0.wp.com/media.example.org"


def findings(code: str, body: str) -> list[Finding]:
    return [finding for finding in lint_text(f"{GOOD}{body}\n", POST, MIRROR) if finding.code == code]


def fixed(finding: Finding, body: str) -> str:
    assert finding.fix is not None
    return apply_edits(f"{GOOD}{body}\n", finding.fix.edits).removeprefix(GOOD).removesuffix("\n")


@pytest.mark.parametrize(
    ("code", "body", "expected"),
    [
        ("FIL009", "a\bb\bc", ["U+0008 in the text (first of 2 places)"]),
        ("FIL009", "a\bb\x03\x1b[1;31mc", ["U+0008 in the text (first of 2 places)"]),
        ("FIL011", "a\u200bb\ufeffc", ["U+200B (first of 2 places)"]),
        ("LNK006", "[a](//a.example/b) [b](//a.example/c)", ["`https:` (first of 2 places)"]),
        ("LNK006", "[a](//a.example/b) [b](//b.example/c)", ["`https:`", "`https:`"]),
        ("LNK009", "[a](https://bit.ly/b) [b](https://bit.ly/c)", ["'bit.ly' (first of 2 places)"]),
        ("LNK009", "[a](https://bit.ly/b) [b](https://t.co/c)", ["'bit.ly'", "'t.co'"]),
        ("LNK010", "[a](https://a.example/?fbclid=1) [b](https://b.example/?gclid=1)", ["fbclid (first of 2 places)"]),
        ("IMG004", "![a](http://a.example/b) ![b](//a.example/c)", ["`https:` (first of 2 places)"]),
        ("IMG004", "![a](http://a.example/b) ![b](//b.example/c)", ["`https:`", "`https:`"]),
        ("HTM011", '<p onclick="a()"></p><b onclick="b()"></b>', ["of <p> runs a script (first of 2 places)"]),
        ("HTM011", '<p onclick="a()"></p><b onload="b()"></b>', ["of <p> runs a script", "of <b> runs a script"]),
    ],
)  # fmt: skip
def test_what_is_alike_is_counted(code: str, body: str, expected: list[str]) -> None:
    messages = [finding.message for finding in findings(code, body)]
    assert len(messages) == len(expected)
    assert all(message.endswith(end) for message, end in zip(messages, expected, strict=True))


@pytest.mark.parametrize(
    ("body", "count", "result"),
    [
        (f'<img src="{PHOTON}/a.jpg">', 1, f'<img src="{MEDIA}/a.jpg">'),
        (
            f'<img src="{PHOTON}/a.jpg" srcset="{PHOTON}/b.jpg 1x, {PHOTON}/c.jpg 2x">',
            3,
            f'<img src="{MEDIA}/a.jpg" srcset="{MEDIA}/b.jpg 1x, {MEDIA}/c.jpg 2x">',
        ),
        (
            f'<img src="{PHOTON}/a.jpg" srcset="{PHOTON}/a.jpg?w=3 300w, {PHOTON}/a.jpg?w=9 900w" alt="">',
            3,
            f'<img src="{MEDIA}/a.jpg" alt="">',
        ),
        (
            f'<picture><source srcset="{PHOTON}/a.webp"><img src="{PHOTON}/a.jpg"></picture>',
            2,
            f'<picture><source srcset="{MEDIA}/a.webp"><img src="{MEDIA}/a.jpg"></picture>',
        ),
        (f'<img src="{MEDIA}/a.jpg" srcset="{PHOTON}/b.jpg 2x">', 1, f'<img src="{MEDIA}/a.jpg" srcset="{MEDIA}/b.jpg 2x">'),
    ],
)  # fmt: skip
def test_an_image_and_its_candidates_depend_on_a_proxy_once(body: str, count: int, result: str) -> None:
    (finding,) = findings("PRX007", body)
    assert finding.message.endswith(f"(first of {count} places)" if count > 1 else "'photon'")
    assert fixed(finding, body) == result


def test_two_images_depend_on_a_proxy_twice() -> None:
    image = f'<img src="{PHOTON}/a.jpg">'
    assert len(findings("PRX007", f"{image} {image}")) == 2
    assert len(findings("PRX007", f"<picture>{image}</picture> {image} <picture>{image}</picture>")) == 3


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ("?utm_source=a&p=1", "?p=1"),
        ("?utm_source=a&#45;b&p=1", "?p=1"),
        ("?utm_source=a&#0045;b&#x2D;c&amp;p=1", "?p=1"),
        ("?p=a&hyphen;b&amp;utm_source=c", "?p=a&hyphen;b"),
        ("?p=caf&eacute;&utm_source=c&#038;q=1", "?p=caf&eacute;&#038;q=1"),
        ("?utm_source=a&#45;b#top", "#top"),
    ],
)
def test_a_character_reference_is_no_joint_of_parameters(query: str, result: str) -> None:
    body = f'<a href="https://a.example/{query}">a</a>'
    (finding,) = findings("LNK010", body)
    assert fixed(finding, body) == f'<a href="https://a.example/{result}">a</a>'


def test_a_terminal_sequence_is_removed_as_a_whole() -> None:
    body = "\x1b[35m\x1b[1mIt rained\x1b[0m, [1m wide"
    (finding,) = findings("FIL009", body)
    assert fixed(finding, body) == "It rained, [1m wide"
