"""Options of a rule: declared in one place, refused where they are wrong, shown on its page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from lint.post.settings import Settings
from lint.rule import Document, Issue, Issues, Rule, option, rule
from lint.rule.manual import page
from lint.rule.options import OptionError, read_options
from lint.schema import load
from lint.testing import check_examples


@dataclass(frozen=True)
class Options:
    """How long a title may be."""

    most: int = option(60, "characters that a title may have")
    words: tuple[str, ...] = option((), "words that no title may have")


def _long(document: Document, *, options: Options) -> Issues:
    title = document.field("title")
    if title is not None and isinstance(title.value, str):
        if len(title.value) > options.most:
            yield Issue(title.span, f"the title has {len(title.value)} characters")
        for word in options.words:
            if word in title.value:
                yield Issue(title.span, f"the title says {word}")


MANUAL = """A title is too long.

```yaml bad
title: ⟦⟪rain ⟫×20⟧
```

```yaml bad option.most=5
title: ⟦It rained⟧
```

```yaml bad option.words='["rain"]'
title: ⟦It rained⟧
```

```yaml good
title: It rained
```
"""


def make(manual: str, options: Any = Options) -> Rule:
    def long_title(document: Document, *, options: Options) -> Issues:
        yield from _long(document, options=options)

    long_title.__doc__ = manual
    return rule("XYZ001", severity="info", options=options)(long_title)


def test_examples_can_have_options_and_long_input() -> None:
    bad = MANUAL.replace("⟦⟪rain ⟫×20⟧", "⟦⟪rain ⟫×20rain⟧")
    assert check_examples(make(bad)) == []
    assert "found nothing" in check_examples(make(bad.replace("×20", "×2")))[0]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("option.most=many", r"rules\.XYZ001\.most: 'many' is not valid; expected a whole number"),
        ("option.least=5", r"rules\.XYZ001\.least: unknown key; expected one of most, words"),
    ],
)
def test_an_example_with_a_wrong_option_fails(stated: str, expected: str) -> None:
    manual = MANUAL.replace("option.most=5", stated)
    failures = check_examples(make(manual))
    assert any(expected.replace("\\", "") in failure for failure in failures), failures


@dataclass
class Thawed:
    """Not frozen."""

    most: int = option(60, "x")


@dataclass(frozen=True)
class Undocumented:
    """No documentation."""

    most: int = 60


@dataclass(frozen=True)
class Strange:
    """A type that TOML does not have."""

    most: set[int] = option(frozenset(), "x")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"most": int}, "expected a class with @dataclass"),
        (Thawed, "expected a class with @dataclass"),
        (Undocumented, "option most: expected most: … = option"),
        (Strange, "option most: "),
    ],
)
def test_wrong_options_are_refused_when_the_rule_is_made(options: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        make(MANUAL, options)


def test_a_rule_that_forgets_the_parameter_is_refused() -> None:
    def x(document: Document) -> Issues:
        """X."""
        yield Issue(document.body, "x")

    with pytest.raises(ValueError, match=r"x has the wrong parameters; expected \(document, \*, options\)"):
        rule("XYZ001", severity="info", options=Options)(x)


def test_the_page_lists_the_options() -> None:
    shown = page(make(MANUAL))
    assert "| `most` | a whole number | `60` | characters that a title may have |" in shown
    assert "| `words` | a list of strings | `[]` | words that no title may have |" in shown


def test_a_check_receives_the_settings() -> None:
    def check(value: str, settings: Settings) -> str | None:
        return None if value == settings.site.name else f"the dialect, {settings.site.name}"

    @dataclass(frozen=True)
    class Own:
        """One option."""

        own: str = option("jekyll", "x", check=check)

    def x(document: Document, *, options: Own) -> Issues:
        """X.

        ```md bad option.own=hugo
        x
        ```

        ```md good
        x
        ```
        """
        if options.own != "jekyll":
            yield Issue(document.body, "x")

    failures = check_examples(rule("XYZ001", severity="info", options=Own)(x))
    assert failures == [
        "XYZ001, line 3 of the manual: rules.XYZ001.own: 'hugo' is not valid; expected the dialect, jekyll"
    ]


def test_options_that_contradict_each_other_are_refused() -> None:
    @dataclass(frozen=True)
    class Range:
        """Two options."""

        least: int = option(1, "x")
        most: int = option(9, "x")

        def check(self, settings: Settings) -> str | None:
            return (
                f"most of at least {self.least} for {settings.site.name}" if self.most < self.least else None
            )

    settings = Settings(schema=load("plain"), now=datetime(2026, 1, 1, tzinfo=UTC))
    assert read_options(Range, {"least": 9}, settings, "x") == Range(least=9)
    with pytest.raises(
        OptionError, match="x: the options contradict each other; expected most of at least 10"
    ):
        read_options(Range, {"least": 10}, settings, "x")
