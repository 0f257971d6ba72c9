"""Kinds of values that hold patterns of files, as in `.gitignore`."""

from collections.abc import Iterable, Mapping

from lint.config.kinds import Texts, WrongValueError, problem_of
from lint.config.tables import Table


class Patterns(Texts):
    """A list of patterns; on the command line, separated by commas.

    git passes over a pattern that can match nothing, such as `[a`. In a configuration it is an error.
    """

    def read(self, value: object) -> tuple[str, ...]:
        """Return the patterns."""
        patterns = super().read(value)
        _refuse_malformed(patterns)
        return patterns

    def parse(self, text: str) -> tuple[str, ...]:
        """Return the patterns between the commas."""
        patterns = super().parse(text)
        _refuse_malformed(patterns)
        return patterns


class ByPattern(Table):
    """A table whose keys are patterns."""

    def read(self, value: object) -> dict[str, object]:
        """Return the table with its values read."""
        if isinstance(value, Mapping):
            _refuse_malformed(value, key='"{}"')
        return super().read(value)


def _refuse_malformed(patterns: Iterable[str], key: str = "") -> None:
    from lint.primitives.ignore_pattern import PatternError, parse  # only a run with patterns needs it

    for pattern in patterns:
        try:
            parse(pattern.encode("utf-8", "surrogateescape"), strict=True)
        except (PatternError, UnicodeError) as error:
            reason = "as Unicode text" if isinstance(error, UnicodeError) else error
            expected = f"a pattern as in .gitignore {reason}"
            raise WrongValueError(expected, key.format(pattern), problem_of(pattern, expected)) from error
