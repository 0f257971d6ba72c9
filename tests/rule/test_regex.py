"""Patterns that are compiled when they are first searched."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import lint
from lint.primitives.patterns import found_by, is_text_pattern, regex


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_a_pattern_does_what_a_compiled_one_does(flags: int) -> None:
    text, given = "rain and Rain", r"(?P<first>r)ain"
    one, other = regex(given, flags), re.compile(given, flags)
    assert [match.span() for match in one.finditer(text)] == [match.span() for match in other.finditer(text)]
    assert (one.sub("snow", text), one.split(text)) == (other.sub("snow", text), other.split(text))
    assert (one.findall(text), one.search(text[1:]) is None) == (other.findall(text), flags == 0)
    assert (one.match(text) is not None, one.fullmatch("RAIN") is None) == (True, flags == 0)
    assert (one.groups, one.groupindex) == (other.groups, other.groupindex)


def test_a_pattern_is_compiled_when_it_is_searched() -> None:
    wrong = regex("(")
    assert (wrong.pattern, wrong.flags) == ("(", 0)
    with pytest.raises(re.error):
        wrong.search("rain")


def test_a_pattern_is_of_text_or_of_bytes() -> None:
    values = (regex("a"), re.compile("a"), regex(b"a"), "a", None)
    assert [is_text_pattern(each) for each in values] == [True, True, False, False, False]
    assert regex(b"a").search(b"ba")


def _patterns() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    for info in pkgutil.walk_packages(lint.__path__, "lint."):
        if info.name != "lint.__main__":
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                for each in value.values() if isinstance(value, dict) else (value,):
                    if is_text_pattern(each):
                        yield f"{info.name}.{name}", each


def test_the_patterns_of_all_modules_compile() -> None:
    found = dict(_patterns())
    assert len(found) > 400
    for name, each in found.items():
        assert re.compile(each.pattern, each.flags), name


def test_a_match_tells_its_pattern() -> None:
    one, other = regex("rain"), regex("rai[n]")
    match = one.search("rain")
    assert match is not None
    assert (found_by(match, one), found_by(match, other)) == (True, False)
