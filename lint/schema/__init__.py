"""What the fields of a post should be: built-in schemas and the user's own."""

from lint.config.fields import ROLES
from lint.schema.fields import BUILT_IN
from lint.schema.guessing import guess
from lint.schema.loading import load
from lint.schema.validator import Problem, SchemaError, Validator

__all__ = ["BUILT_IN", "ROLES", "Problem", "SchemaError", "Validator", "guess", "load"]
