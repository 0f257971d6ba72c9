"""A widened pattern is found wherever the pattern is, in Python and in a set of RE2."""

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.rule.registry import load
from lint.rule.widening import widened

re2 = pytest.importorskip("re2")

_CHARS = "abkisKS019_ -/.%\n\t\x00\x1cÀéſıİK漢　\u200b\U0001f600"
_ATOMS = (
    "a", "k", "S", "ſ", "é", "漢", r"\.", ".", r"\w", r"\W", r"\d", r"\s", r"\S", "[a-k]", "[^a-k]", "[^s]", r"[\w.]", r"[^\W_]",
    r"[^\s/]", "[é漢]", "[^é]", r"\b", r"\B", "^", "$", r"\A", r"\Z", "%2[Ff]",
)  # fmt: skip
_WRAPS = (
    "({})", "(?:{})", "(?:{})?", "(?:{})*", "(?:{})+?", "(?:{}){{2}}", "(?:{}){{0,200}}", "(?:{}){{9,}}", "(?={})",
    "(?!{})", "(?>{})", "(?:{})*+", "(?i:{})", "(?s:{})", "(?P<x>{})(?P=x)", "(a)?(?(1){}|b)",
)  # fmt: skip


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(lambda wrap, text: wrap.format(text), st.sampled_from(_WRAPS), inner),
        st.builds("{}|{}".format, inner, inner),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    )


_PATTERNS = st.recursive(st.sampled_from(_ATOMS), _wrapped, max_leaves=6)
_FLAGS = st.sampled_from([0, re.IGNORECASE, re.MULTILINE, re.DOTALL, re.ASCII, re.IGNORECASE | re.MULTILINE])


def _found(pattern: str, text: str) -> bool:
    options = re2.Options()
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    patterns.Add(pattern)
    patterns.Compile()
    return bool(patterns.Match(text.encode()))


@given(_PATTERNS, _FLAGS, st.text(_CHARS, max_size=12))
@example("(?<=a)k", 0, "ak")
@example("(?i:ſ)", 0, "S")
@example("[^ſ]", re.IGNORECASE, "s")
@example(r"\d", 0, "٣")
def test_it_is_found_wherever_the_pattern_is(pattern: str, flags: int, text: str) -> None:
    try:
        compiled = re.compile(pattern, flags)
    except re.error:
        return
    wide = widened(compiled)
    if wide is not None and compiled.search(text) is not None:
        assert re.search(wide, text) is not None
        assert _found(wide, text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a(?=b)", "a(?:b)"),  # what is wanted after a match is part of it at the end
        ("(?<=a)b", "(?:a)b"),
        ("a(?=b)c", "ac"),  # and is dropped elsewhere
        ("(?<!a)b(?!c)", "b"),
        (r"a\b", "a"),
        (r"\Aa\Z", "(?m:^)a(?m:$)"),
        ("(?i)k1", "[Kk\u212a]1"),
        ("a{3,2000}", "(?:a){3,}"),
        ("a{0,9}b", "(?:a)*b"),
        ("[^a]", "[\\x00-\\`b-\ud7ff\ue000-\U0010ffff]"),
        ("a*", None),  # matches everywhere
        ("(a)|", None),
        ("(?=a)", "(?:a)"),
        ("(a)\\1", "(?:a)[\\x00-\U0010ffff]*"),
    ],
)
def test_what_a_set_can_say_is_kept(pattern: str, expected: str | None) -> None:
    assert widened(pattern) == expected


def test_letters_without_case_match_what_python_matches() -> None:
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, sys.maxunicode + 1)))
    for code in range(0x80):
        pattern = re.compile(re.escape(chr(code)), re.IGNORECASE)
        wide = widened(pattern)
        assert wide is not None
        assert set(pattern.findall(everything)) == set(re.findall(wide, everything))


def test_what_every_rule_declares_can_be_searched() -> None:
    for rule in load():
        for pattern in (need for need in rule.trigger.needs if need not in (None, "proxies")):
            wide = widened(pattern)
            assert wide is not None, f"{rule.code}: the pattern matches everywhere"
            _found(wide, "")


def test_a_pattern_that_is_not_valid_is_an_error() -> None:
    with pytest.raises(re.error):
        widened("(")


def test_spaces_are_those_of_python() -> None:
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, sys.maxunicode + 1)))
    wide = widened(r"\s")
    assert wide is not None
    assert set(re.findall(r"\s", everything)) <= set(re.findall(wide, everything))
    assert not re.search(wide, "漢é_0")
