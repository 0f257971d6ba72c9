"""The built-in schemas as a run uses them: pydantic is loaded only for a front matter that may not fit.

Most front matters fit, and simple checks can tell; without them a run on one new post takes a third longer.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from lint.schema.fields import BUILT_IN
from lint.schema.validator import Problem, Validator, roles_of
from lint.values.dates import parse


def _is_text(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()  # pydantic rejects lone surrogates, which escapes in JSON can produce
    except UnicodeEncodeError:
        return False
    return True


FITS: Mapping[str, Callable[[object], bool]] = {
    "null": lambda value: value is None,
    "text": _is_text,
    "filled text": lambda value: isinstance(value, str) and value.strip() != "" and _is_text(value),
    "date": lambda value: isinstance(value, date) or parse(value) is not None,
    "texts": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "boolean": lambda value: isinstance(value, bool),
    "whole number": lambda value: type(value) is int,
    "mapping": lambda value: isinstance(value, dict) and all(map(_is_text, value)),
}


class BuiltIn:
    """A built-in schema; a role that is not in `roles` is played by the key of its name."""

    def __init__(self, name: str, roles: Mapping[str, str]) -> None:
        self.name = name
        kinds = {key: field.kinds.split(" or ") for key, field in BUILT_IN[name].fields.items()}
        self.keys = frozenset(kinds)
        self.required = frozenset(key for key in kinds if "null" not in kinds[key])
        self.roles: Mapping[str, str] = roles_of(self.keys, roles)
        self._fits = {key: [FITS[kind] for kind in kinds[key]] for key in kinds}

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Return what does not fit; at most one problem per place."""
        return () if self.surely_fits(data) else self._model.validate(data)

    def surely_fits(self, data: Mapping[str, object]) -> bool:
        """Return whether a front matter certainly fits; the model decides the others."""
        if not self.required <= data.keys():
            return False
        for key, value in data.items():
            for check in self._fits.get(key, ()):
                if check(value):
                    break
            else:
                if key in self._fits or not _is_text(key):
                    return False
        return True

    def json_schema(self) -> dict[str, object]:
        """Return the schema as JSON Schema 2020-12."""
        return self._model.json_schema()

    @cached_property
    def _model(self) -> Validator:
        from lint.schema.custom import load_model  # most front matters need no pydantic

        return load_model(self.name, {}, self.roles, ".", forbid_extra=False)
