"""The built-in schemas as a run needs them: pydantic is loaded only for a front matter that may not fit.

Most front matters fit, and plain checks can tell: without them a run on one new post takes a third longer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from lint.schema.fields import BUILT_IN
from lint.schema.validator import Problem, Validator, roles_of
from lint.values.dates import parse


def _is_text(value: object) -> bool:
    # pydantic refuses half of a surrogate pair, which escapes in JSON can make.
    return isinstance(value, str) and (value.isascii() or _is_unicode(value))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and not value.isspace() and value != "" and _is_text(value)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_mapping(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(key) for key in value)


FITS: Mapping[str, Callable[[object], bool]] = {
    "nothing": lambda value: value is None,
    "text": _is_text,
    "filled text": _is_filled,
    "date": lambda value: parse(value) is not None,
    "texts": _is_list_of_texts,
    "flag": lambda value: isinstance(value, bool),
    "whole number": lambda value: type(value) is int,
    "mapping": _is_mapping,
}


class BuiltIn:
    """A built-in schema.

    Parameters:
        name: which one.
        roles: which key plays which role; the others are played by keys of their own name.
    """

    def __init__(self, name: str, roles: Mapping[str, str]) -> None:
        self.name = name
        kinds = {key: field.kinds.split(" or ") for key, field in BUILT_IN[name].fields.items()}
        self.keys = frozenset(kinds)
        self.required = frozenset(key for key in kinds if "nothing" not in kinds[key])
        self.roles: Mapping[str, str] = roles_of(self.keys, roles)
        self._fits = {key: [FITS[kind] for kind in kinds[key]] for key in kinds}

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Give what does not fit; at most one problem a place."""
        return () if self.surely_fits(data) else self._model.validate(data)

    def surely_fits(self, data: Mapping[str, object]) -> bool:
        """Say whether a front matter fits beyond doubt; the model decides the others."""
        if not self.required <= data.keys():
            return False
        fits = self._fits
        for key, value in data.items():
            checks = fits.get(key)
            if checks is None:
                if not _is_text(key):
                    return False
                continue
            for check in checks:
                if check(value):
                    break
            else:
                return False
        return True

    def json_schema(self) -> dict[str, object]:
        """Give the schema as JSON Schema 2020-12."""
        return self._model.json_schema()

    @cached_property
    def _model(self) -> Validator:
        from lint.schema.custom import load_model  # most front matters need no pydantic

        return load_model(self.name, {}, self.roles, ".", forbid_extra=False)
