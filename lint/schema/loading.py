"""From a schema's name to something that validates."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, create_model

from lint.errors import UserError
from lint.schema import models
from lint.schema.validator import ROLES, ModelValidator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.field_rules import FieldRules
    from lint.schema.validator import Validator

BUILT_IN: Mapping[str, tuple[type[BaseModel], Mapping[str, str]]] = {
    "news-mirror": (models.NewsMirror, {"source": "from"}),
    "jekyll": (models.Jekyll, {}),
    "hugo": (models.Hugo, {}),
    "plain": (models.Plain, {}),
}
_TYPES: Mapping[str, Any] = {
    "text": str,
    "integer": StrictInt,
    "number": StrictInt | StrictFloat,
    "boolean": StrictBool,
    "date": models.PostDate,
    "list": list[Any],
    "mapping": dict[str, Any],
    "url": Annotated[str, Field(pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]")],
}


class SchemaError(UserError):
    """A schema does not exist, does not load, or is tightened in a way that means nothing."""


def load(
    spec: str,
    *,
    fields: Mapping[str, FieldRules] | None = None,
    roles: Mapping[str, str] | None = None,
    forbid_extra: bool = False,
    root: str = ".",
) -> Validator:
    """Load a schema.

    Parameters:
        spec: a built-in name, `package.module:Model`, or the path of a JSON Schema ending in `.json`.
        fields: what the configuration demands of single fields.
        roles: keys that play a role, over the schema's own.
        forbid_extra: whether a key that the schema does not know is an error.
        root: the folder that relative paths and modules are looked up in.

    Raises:
        SchemaError: when there is no such schema, or a field's demands mean nothing.
    """
    roles = dict(roles or {})
    for role in roles:
        if role not in ROLES:
            raise SchemaError(f"role {role!r}: expected one of {', '.join(ROLES)}")
    if spec.endswith(".json"):
        return _json_schema(spec, fields or {}, roles, root)
    if spec in BUILT_IN:
        model, own_roles = BUILT_IN[spec]
        roles = dict(own_roles) | roles
    elif ":" in spec:
        model = _import(spec, root)
    else:
        near = get_close_matches(spec, BUILT_IN, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise SchemaError(
            f"schema {spec!r} is unknown: expected {', '.join(BUILT_IN)}, auto, package.module:Model"
            f" or a path ending in .json{hint}"
        )
    if fields or forbid_extra:
        model = _tighten(model, fields or {}, forbid_extra=forbid_extra)
    return ModelValidator(spec, model, roles)


def _import(spec: str, root: str) -> type[BaseModel]:
    module_name, _, attribute = spec.partition(":")
    added = os.path.abspath(root)
    sys.path.insert(0, added)
    try:
        model = getattr(importlib.import_module(module_name), attribute, None)
    except Exception as error:
        raise SchemaError(f"schema {spec!r} does not import: {type(error).__name__}: {error}") from error
    finally:
        sys.path.remove(added)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise SchemaError(f"schema {spec!r} is no pydantic model")
    return model


def _tighten(
    model: type[BaseModel], fields: Mapping[str, FieldRules], *, forbid_extra: bool
) -> type[BaseModel]:
    known = {field.alias or key: (key, field) for key, field in model.model_fields.items()}
    changed: dict[str, Any] = {}
    for name, rules in fields.items():
        key, field = known.get(name, (f"field_{len(changed)}_", None))
        annotation: Any = field.rebuild_annotation() if field is not None else Any
        if rules.type is not None:
            if rules.type not in _TYPES:
                near = get_close_matches(rules.type, _TYPES, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise SchemaError(
                    f"fields.{name}.type is {rules.type!r}: expected one of {', '.join(_TYPES)}{hint}"
                )
            annotation = _TYPES[rules.type]
        if rules.choices is not None:
            if not rules.choices or not all(isinstance(c, str | int | bool) for c in rules.choices):
                raise SchemaError(f"fields.{name}.choices: expected a list of texts, numbers or booleans")
            annotation = Literal[tuple(rules.choices)]
        if rules.pattern is not None:
            try:
                re.compile(rules.pattern)
                annotation = Annotated[str, Field(pattern=rules.pattern)]
                create_model("_Probe", probe=(annotation, ...))
            except Exception as error:
                raise SchemaError(
                    f"fields.{name}.pattern {rules.pattern!r} does not compile: {error}"
                ) from error
        required = rules.required if rules.required is not None else field is not None and field.is_required()
        description = field.description if field is not None else None
        if required:
            changed[key] = (annotation, Field(alias=name, description=description))
        else:
            changed[key] = (annotation | None, Field(None, alias=name, description=description))
    extra: Literal["forbid", "allow"] = "forbid" if forbid_extra else "allow"
    base = type(model.__name__, (model,), {"model_config": ConfigDict(extra=extra), "__module__": __name__})
    return cast("type[BaseModel]", create_model(model.__name__, __base__=base, **changed))


def _json_schema(
    spec: str, fields: Mapping[str, FieldRules], roles: Mapping[str, str], root: str
) -> Validator:
    from lint.schema.json_schema import JSONSchemaValidator  # needs an optional package

    if fields:
        raise SchemaError(f"schema {spec!r} is a JSON Schema: write the demands on fields into it")
    path = os.path.join(root, spec)
    try:
        with open(path, "rb") as file:
            schema = json.load(file)
    except OSError as error:
        raise SchemaError(f"schema {spec!r} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SchemaError(f"schema {spec!r} is no JSON: {error}") from error
    return JSONSchemaValidator(spec, schema, roles)
