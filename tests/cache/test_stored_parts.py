"""What the cache stores of a file's text: reports read the same from it as from the file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.primitives.finding import Edit, Fix, Issue, Observation
from lint.primitives.fingerprint import alone
from lint.primitives.source import Source, Span
from lint.run import observations_codec
from lint.run.observations_codec import Groups
from lint.run.stored_source import StoredSource

TEXTS = st.text("ab 雨🙂\n", max_size=60) | st.text("a雨\n\r", max_size=60)


def places(data: st.DataObject, text: str) -> list[Span]:
    offsets = st.integers(0, len(text))
    pairs = st.lists(st.tuples(offsets, offsets), min_size=1, max_size=4)
    return [Span(*sorted(pair)) for pair in data.draw(pairs)]


@given(TEXTS, st.data())
def test_rows_and_columns_are_those_of_the_file(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text.encode())
    observations = []
    for span in places(data, text):
        fix = Fix("Replace", tuple(Edit(each, "x") for each in places(data, text)))
        issue = Issue(span, "It rained", fix if data.draw(st.booleans()) else None)
        at = Source("a.md", text.encode())  # which has no table of rows
        observations.append(Observation("XYZ001", issue, at.position(span.start), at.position(span.end)))
    hosts = ["-"] * len(observations)
    stored = observations_codec.encode(source, observations, (), lambda: Groups("-", "-", hosts))
    known = observations_codec.decode(stored, "a.md", "missing.md", source.digest, 1000)
    assert known.observations == observations
    assert isinstance(known.source, StoredSource)
    for _, issue, _, _ in observations:  # anything else would be read from a file that does not exist
        edited = [edit.span for edit in issue.fix.edits] if issue.fix is not None else []
        for offset in (offset for span in (issue.span, *edited) for offset in span):
            assert known.source.position(offset) == source.position(offset)
            assert known.source.byte_column(offset) == source.byte_column(offset)
        if issue.span.end:
            assert known.source.line(issue.span.start) == source.line(issue.span.start)
            assert known.source.part(*issue.span) == source.part(*issue.span)


@pytest.mark.parametrize(
    ("places", "known"),
    [
        ([(0, 3), (4, 7)], 2),  # each about a text of its own
        ([(0, 3), (0, 3)], 1),  # two at one place
        ([(0, 3), (8, 11)], 0),  # the same text at two places
        ([(0, 0), (3, 4)], 0),  # no text
    ],
)
def test_fingerprints_are_stored_that_do_not_depend_on_others(places: list[Any], known: int) -> None:
    source = Source("a.md", b"one two one")
    observations = [
        Observation("XYZ001", Issue(Span(*place), "m"), *map(source.position, place)) for place in places
    ]
    assert len(alone(source, observations)) == known
