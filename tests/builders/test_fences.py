"""A front matter is found where the builders find it, and reported where they do not."""

import pytest

from tests.builders.reading import STOPS, front_matter_of, stops
from tests.builders.tables import Row, all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows()})


def found(row: Row) -> object:
    front_matter = front_matter_of(row.builder, row.input, is_post=row.kind == "fences")
    if stops(row.builder, front_matter):
        # Jekyll logs an error and builds a page without its fields; for posts, the tables call that a stop.
        logged = row.kind == "page fences" and front_matter is not None and front_matter.problem is not None
        return {"probe": None, "front": True} if logged else STOPS
    if front_matter is None or front_matter.defects:
        return {"probe": None, "front": False}
    value = front_matter.data.get("probe")
    return {"probe": "found" if value in ("found", ["found"]) else None, "front": True}


def told(row: Row) -> object:
    return row.gives if row.gives == STOPS else {key: row.gives[key] for key in ("probe", "front")}


@pytest.mark.parametrize("kind", ["fences", "page fences"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_fences(builder: str, kind: str) -> None:
    wrong = [
        f"{row}: {ours!r}, the builder {told(row)!r}"
        for row in rows(kind)
        if row.builder == builder and (ours := found(row)) != told(row)
    ]
    assert not wrong, "\n".join(wrong)
