"""A user's own module with a model: imported, and its errors named with their place in it."""

import importlib
import importlib.util
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from typing import NoReturn

import pydantic
from pydantic import BaseModel

from lint.primitives import interrupts
from lint.primitives.text import one_line
from lint.schema.validator import SchemaError

_LONGEST = 200
_PYTHON = os.path.join(os.path.dirname(os.__file__), "")
_OWN = tuple(
    os.path.join(os.path.dirname(each), "") for each in (os.path.dirname(__file__), pydantic.__file__)
)


def import_model(spec: str, folder: str) -> type[BaseModel]:
    """Import a model, as in `package.module:Model`.

    An installed module comes first. One that is not installed may be in the folder, which is never on
    `sys.path`: nothing else there can take the place of a module.

    Raises:
        SchemaError: when there is no such model.
        BaseException: whatever the module raises.
    """
    name, _, attribute = spec.partition(":")
    outer = name.partition(".")[0]
    if outer not in sys.modules and importlib.util.find_spec(outer) is None:
        _load(outer, folder)
    model = getattr(importlib.import_module(name), attribute, None)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise SchemaError(f"schema {spec!r} is not a pydantic model")
    return model


def _load(name: str, folder: str) -> None:
    found = PathFinder.find_spec(name, [folder])
    if found is None or found.loader is None:
        raise ModuleNotFoundError(f"module {name!r} is neither installed nor in {folder}")
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    try:
        found.loader.exec_module(module)
    except BaseException as error:
        sys.modules.pop(name, None)
        if isinstance(error, SyntaxError):
            error.filename = error.filename or found.origin  # none for a NUL character
        raise


@contextmanager
def errors_of(what: str) -> Iterator[None]:
    """Turn whatever a user's module raises into a SchemaError, even `SystemExit`.

    Parameters:
        what: how the message begins.
    """
    try:
        yield
    except SchemaError:
        raise
    except BaseException as error:  # noqa: BLE001 - a module may raise anything
        raise_error_of(what, error)


def raise_error_of(what: str, error: BaseException) -> NoReturn:
    """Raise a SchemaError with the place in the user's module, or the error itself if it is a Ctrl-C."""
    if interrupts.is_real(error):
        raise error
    message = one_line(f"{type(error).__name__}: {error}".removesuffix(": "), _LONGEST)
    raise SchemaError(f"{what}: {_place(error)}{message}") from error


def _place(error: BaseException) -> str:
    """Return the last place outside Python, pydantic and this package, as `file:row: `, if any."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno or 1}: "
    frames = [each for each in traceback.extract_tb(error.__traceback__) if not _is_library(each.filename)]
    return f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""


def _is_library(file: str) -> bool:
    return file.startswith(("<", *_OWN)) or (file.startswith(_PYTHON) and "site-packages" not in file)
