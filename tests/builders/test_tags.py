"""The tags that TAG001 and its fixes expect are those that the builders make of a value."""

from datetime import date

import pytest

from tests.builders.reading import STOPS, front_matter_of, site_of, stops, tags_of
from tests.builders.tables import Row, all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows()})
_DATE = "Mon May 03 2021 00:00:00 GMT+0000 (Coordinated Universal Time)"


def shown(value: object, builder: str) -> str:  # noqa: PLR0911 - a case a kind of value
    """Return a tag as the builder's language writes it."""
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case date() if builder not in ("jekyll", "hugo"):
            return _DATE
        case float() if value.is_integer() and builder != "jekyll":
            return str(int(value))
        case list():
            return ",".join(shown(item, builder) for item in value)
        case dict() if builder == "jekyll":
            return "{" + ", ".join(f'"{key}"=>"{item}"' for key, item in value.items()) + "}"
        case dict() if builder == "hugo":
            return "map[" + " ".join(f"{key}:{item}" for key, item in value.items()) + "]"
        case dict():
            return "[object Object]"
    return str(value)


def tags(row: Row) -> object:
    front_matter = front_matter_of(row.builder, f"---\ntags:{row.input}\n---\nbodyword\n")
    assert front_matter is not None
    if stops(row.builder, front_matter):
        return STOPS
    fields = front_matter.data
    if site_of(row.builder).ignores_case_of_keys:
        fields = {str(key).lower(): value for key, value in fields.items()}
    found = tags_of(row.builder, fields.get("tags"))
    return STOPS if found is None else [shown(tag, row.builder) for tag in found]


@pytest.mark.parametrize("builder", BUILDERS)
def test_tags(builder: str) -> None:
    wrong = [
        f"{row}: {ours!r}, the builder {row.gives!r}"
        for row in rows("tags")
        if row.builder == builder and (ours := tags(row)) != row.gives
    ]
    assert not wrong, "\n".join(wrong)
