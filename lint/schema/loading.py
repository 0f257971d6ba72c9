"""Load a schema by its name."""

from collections.abc import Mapping

from lint.config.fields import ROLES, FieldRules
from lint.primitives.bounds import Bounds
from lint.primitives.text import did_you_mean, shown_key
from lint.schema.built_in import BuiltIn
from lint.schema.fields import BUILT_IN
from lint.schema.validator import SchemaError, Validator


def load(
    spec: str,
    *,
    fields: Mapping[str, FieldRules] | None = None,
    roles: Mapping[str, str] | None = None,
    forbid_extra: bool = False,
    root: str = ".",
    bounds: Bounds | None = None,
) -> Validator:
    """Load a schema.

    Parameters:
        spec: a built-in name, `package.module:Model`, or the path of a JSON Schema ending in `.json`.
        fields: the configuration's rules for single fields.
        roles: the keys that play a role; they override the schema's.
        forbid_extra: whether a key that the schema does not list is an error.
        root: the folder that relative paths and modules are resolved against.
        bounds: the archive that a JSON Schema must be in; `None` if it may be anywhere.

    Raises:
        SchemaError: when there is no such schema, or a field's rules are invalid.
    """
    roles = dict(roles or {})
    for role in roles:
        if role not in ROLES:
            raise SchemaError(f"role {role!r} is unknown; expected one of {', '.join(ROLES)}")
    if spec.endswith(".json"):
        return _json_schema(spec, fields or {}, roles, root, bounds)
    if spec in BUILT_IN:
        roles = {**BUILT_IN[spec].roles, **roles}
        if not fields and not forbid_extra:
            return BuiltIn(spec, roles)
    elif ":" not in spec:
        raise SchemaError(
            f"schema {shown_key(spec)!r} is unknown; expected {', '.join(BUILT_IN)}, auto,"
            f" package.module:Model or a path ending in .json{did_you_mean(spec, BUILT_IN)}"
        )
    from lint.schema.custom import load_model  # pydantic takes a quarter of a run on one post

    return load_model(spec, fields or {}, roles, root, forbid_extra=forbid_extra)


def _json_schema(
    spec: str,
    fields: Mapping[str, FieldRules],
    roles: Mapping[str, str],
    root: str,
    bounds: Bounds | None,
) -> Validator:
    from lint.schema.json_files import SchemaFiles  # few archives have one
    from lint.schema.json_schema import JSONSchemaValidator  # needs an optional package

    if fields:
        raise SchemaError(f"schema {spec!r} is a JSON Schema, which `fields` cannot extend")
    files = SchemaFiles(spec, root, bounds)
    return JSONSchemaValidator(spec, files.schema, roles, files)
