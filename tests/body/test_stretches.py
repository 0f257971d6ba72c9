"""What is remembered of paragraphs while a post is edited: the same is read as without."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive.builders.markdown import KRAMDOWN, PYTHON, Markdown
from lint.post import stretches
from lint.post.kramdown import read_kramdown
from lint.post.many import MANY
from lint.post.markdown import Reading
from lint.primitives.source import Span

_PIECES = (
    "rain", " ", "\n", "\n\n", "    ", "- ", "> ", "`", "``", "$$", "\\", "\\<", "<", "<!--", "-->", "<b>", "</b>", "<p>", "</p>\n", "|",
    "[", "]", "![", "(", ")", "(/a)", "[a](/b)", "![c](<d e> 'f')", "[h]", "[h][]", "[h]: /i\n\n", "[^j]", "[^j]: k\n\n", "'", '"',
    "{::comment}", "{:/}", "{: .a}", "<https://rain.example/>", "<a@rain.example>", "&amp;", "~~~\n", "雨",
    "```\n", "# ", "1. ", "\n    ", "\r\n", "<p>x</p>\n", "<div>", "</div>\n\n", '<div markdown="1">\n', "<a\n", "rain\n\n", "snow\n\n",
    '{::options parse_block_html="true" /}\n', "{::comment}\n", "{:/}\n", "$$\n", "<p>", "<hr>\n",
)  # fmt: skip
_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 6), st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    stretches.remember(lasting=False)


def _read(text: str, markdown: Markdown) -> tuple[list[object], ...]:
    reading: Reading = read_kramdown(text, Span(0, len(text)), markdown)
    return tuple(list(each) for each in reading)


def _both(texts: list[str], markdown: Markdown) -> tuple[list[object], list[object]]:
    """Return what is read of each text, first without what is remembered of the others."""
    stretches.remember(lasting=False)
    anew: list[object] = [_read(text, markdown) for text in texts]
    stretches.remember()
    return anew, [_read(text, markdown) for text in texts]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), _EDITS, st.sampled_from((KRAMDOWN, PYTHON))
)
def test_edits_read_what_a_first_reading_does(
    text: str, edits: list[tuple[float, int, str]], markdown: Markdown
) -> None:
    texts = [text]
    for part, removed, added in edits:
        before = texts[-1]
        at = int(part * len(before))
        texts.append(before[:at] + added + before[at + removed :])
    anew, remembered = _both(texts, markdown)
    assert remembered == anew


_PARAGRAPH = "The [wind](/a) `blew` <https://rain.example/> over ![ships](<b c>), 1 < 2 \\< 3 and $$x$$.\n\n"


_BLOCKS = (
    "> fog\n\n- a [b](/c)\n\n  d `e`\n\n    f\n\n<p>g</p>\n<p>h</p>\n<div>\n\nfog\n\n</div>\n<div>\n\nwind\n\n</div>\n"
    "\n~~~\nrain\n\nfog\n~~~\n\n[i]: /j\n[k]: /l\n\nSee [i] and [k][].\n\n    code\n\n# fog [m](/n)\n\nThe end.\n\n"
)


@pytest.mark.parametrize(
    "texts",
    [
        [_PARAGRAPH, "It rained.\n\n" + _PARAGRAPH * 2],
        ["See [h].\n\n", "See [h].\n\n[h]: /i\n", "A day. See [h].\n\n[h]: /i\n"],
        ["See[^j].\n\n[^j]: [k](/l)\n"] * 2,
        ["a ` b`\n\n", "a` b`\n\n"],
        ["| a | [b](/c) |\n|---|---|\n| `d` | e |\n", "\n\n| a | [b](/c) |\n|---|---|\n| `d` | e |\n"],
        ["x" * stretches.LONGEST + _PARAGRAPH] * 2,
        ["[a](/b)\n\n" * MANY, "\n" + "[a](/b)\n\n" * MANY],
        ["\n" + _BLOCKS, "\nSnow.\n\n" + _BLOCKS * 2, "\n" + _BLOCKS.replace("fog", "mist")],
        ["\n" + _BLOCKS.replace("\n", "\r\n"), "\r\nSnow.\r\n\r\n" + _BLOCKS.replace("\n", "\r\n")],
        # What is not closed, or goes on in the next line, depends on what is elsewhere.
        ["\n~~~\nfog\n\nsnow\n", "\n~~~\nfog\n\nsnow\n~~~\n\n[a](/b)\n"],
        ["\n<!-- fog\n\n[a](/b)\n", "\n<!-- fog\n\n[a](/b)\n\n-->\n"],
        ["\n$$ fog\n\n[a](/b)\n", "\n$$ fog\n\n[a](/b)\n\n$$\n"],
        ["\n{::comment}\nfog\n\n[a](/b)\n\n", "\n{::comment}\nfog\n\n[a](/b)\n\n{:/}\n"],
        ["\n<p>a</p>\n<a\n\n[c](/d)\n", "\n<p>a</p>\n<a\n\nb='>'>[c](/d)</a>\n"],
        ["\n<p>a</p>\n    fog\n<p>b</p>\n\nrain\n", "\n<p>a</p>\n    fog\nb\n\nrain\n"],
        ["\n{::options parse_block_html='true' /}\n\n<p>[a](/b)</p>\n", "\n<p>[a](/b)</p>\n"],
        ['\n{::options parse_block_html="true" /}\n\n<p>[a](/b)</p>\n\nc\n', "\n<p>[a](/b)</p>\n\nc\n"],
    ],
)
@pytest.mark.parametrize("markdown", [KRAMDOWN, PYTHON])
def test_what_is_remembered_is_where_it_is_now(texts: list[str], markdown: Markdown) -> None:
    anew, remembered = _both(texts, markdown)
    assert remembered == anew


def test_what_was_not_read_lately_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_MOST", 10)
    kept: stretches.Stretches[stretches.Found] = stretches.Stretches()
    rain, wind, snow, hail, fog = ((4, text) for text in ("rain", "wind", "snow", "hail", "fogs"))
    for key in (rain, wind, snow):
        kept.put(key, stretches.NOTHING, 4)
    assert kept.get(wind) is stretches.NOTHING  # and is new again
    for key in (hail, fog):
        kept.put(key, stretches.NOTHING, 4)
    assert [kept.get(key) for key in (rain, wind, fog)] == [None, stretches.NOTHING, stretches.NOTHING]


def test_few_contexts_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "_MOST_CONTEXTS", 2)
    assert stretches.known("a") is None
    stretches.remember()
    first = stretches.known("a")
    assert stretches.known("a") is first
    stretches.known("b")
    stretches.known("c")
    assert stretches.known("a") is not first
