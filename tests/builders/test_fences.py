"""A front matter is found where the builders find it, and reported where they do not."""

import pytest

from tests.builders.reading import STOPS, front_matter_of, site_of, stops
from tests.builders.tables import Row, all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows()})


def found(row: Row) -> object:
    front_matter = front_matter_of(row.builder, row.input, is_post=row.kind == "fences")
    if stops(row.builder, front_matter):
        # Jekyll logs an error and builds a page without its fields; for posts, the tables call that a stop.
        logged = row.kind == "page fences" and front_matter is not None and front_matter.problem is not None
        return {"probe": None, "front": True} if logged else STOPS
    if front_matter is None:
        # Pelican takes off a fence even if no field follows.
        return (
            {"probe": None} if site_of(row.builder).fences == "pelican" else {"probe": None, "front": False}
        )
    if front_matter.defects:
        # Its fields are read for the other rules.
        return {} if site_of(row.builder).fences == "pelican" else {"front": False}
    value = front_matter.data.get("probe")
    return {"probe": value if isinstance(value, str | list) else None, "front": True}


def agree(ours: object, theirs: object) -> bool:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(theirs[key] == ours[key] for key in ours)
    return ours == theirs


@pytest.mark.parametrize("kind", ["fences", "page fences"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_fences(builder: str, kind: str) -> None:
    wrong = [
        f"{row}: {ours!r}, the builder {row.gives!r}"
        for row in rows(kind)
        if row.builder == builder and not agree(ours := found(row), row.gives)
    ]
    assert not wrong, "\n".join(wrong)
