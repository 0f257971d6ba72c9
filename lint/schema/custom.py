"""Custom schemas: a user's pydantic model, and models with the configuration's rules for fields."""

import os
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, create_model

from lint.config.fields import FieldRules
from lint.config.patterns import parsed
from lint.primitives.text import one_line
from lint.schema.fields import BUILT_IN
from lint.schema.model_validator import ModelValidator
from lint.schema.models import PostDate, built_in_model
from lint.schema.users_code import errors_of, import_model
from lint.schema.validator import SchemaError

_LONGEST = 300
_TYPES: Mapping[str, Any] = {
    "text": str, "integer": StrictInt, "number": StrictInt | StrictFloat, "boolean": StrictBool,
    "date": PostDate, "list": list[Any], "mapping": dict[str, Any],
    "url": Annotated[str, Field(pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]")],
}  # fmt: skip


def load_model(
    spec: str, fields: Mapping[str, FieldRules], roles: Mapping[str, str], root: str, *, forbid_extra: bool
) -> ModelValidator:
    """Load a model: a built-in one by its name, or the user's by `package.module:Model`.

    Parameters:
        spec: the name.
        fields: the configuration's rules for single fields.
        roles: which key plays which role.
        root: the folder in which a module may be that is not installed.
        forbid_extra: whether a key that the model does not list is an error.

    Raises:
        SchemaError: when the model does not import, or a field's rules are invalid.
    """
    if spec in BUILT_IN:
        model = built_in_model(spec)
        if fields or forbid_extra:
            model = _tighten(model, fields, forbid_extra=forbid_extra)
        return ModelValidator(spec, model, roles)
    with errors_of(f"schema {spec!r} cannot be imported"):
        model = import_model(spec, os.path.abspath(root))
        if fields or forbid_extra:
            model = _tighten(model, fields, forbid_extra=forbid_extra)
        return ModelValidator(spec, model, roles)


def _tighten(
    model: type[BaseModel], fields: Mapping[str, FieldRules], *, forbid_extra: bool
) -> type[BaseModel]:
    known = {field.alias or key: (key, field) for key, field in model.model_fields.items()}
    changed: dict[str, Any] = {}
    for name, rules in fields.items():
        key, field = known.get(name, (f"field_{len(changed)}_", None))
        annotation: Any = field.rebuild_annotation() if field is not None else Any
        if rules.type is not None:
            annotation = _TYPES[rules.type]
        if rules.choices is not None:
            annotation = Literal[tuple(rules.choices)]
        if rules.pattern is not None:
            try:
                parsed(rules.pattern)
                annotation = Annotated[str, Field(pattern=rules.pattern)]
                create_model("_Probe", probe=(annotation, ...))
            except Exception as error:
                reason = f"is {rules.pattern!r}; expected a regular expression: {one_line(str(error), 300)}"
                raise SchemaError(f"`fields.{name}.pattern` {reason}") from error
        required = rules.required if rules.required is not None else field is not None and field.is_required()
        description = field.description if field is not None else None
        type_, default = (annotation, ...) if required else (annotation | None, None)
        changed[key] = (type_, Field(default, alias=name, description=description))
    extra: Literal["forbid", "allow"] = "forbid" if forbid_extra else "allow"
    base = type(model.__name__, (model,), {"model_config": ConfigDict(extra=extra), "__module__": __name__})
    return cast("type[BaseModel]", create_model(model.__name__, __base__=base, **changed))
