"""Files with data, in YAML, TOML or JSON."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

YAML = (".yml", ".yaml")
_DEEPEST = 100
# What the loaders of YAML, TOML and JSON raise for a file that is damaged, or made to harm.
ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, MemoryError)


def parse(path: str, text: str) -> object:
    """Return what a text in YAML, TOML or JSON holds, by the suffix of its path.

    It raises one of several errors for a text that is damaged, or made to harm.
    """
    if path.endswith(YAML):
        import yaml  # only if a site's configuration must be parsed

        try:
            _refuse_depth(yaml.parse(text, _yaml_loader()))
            return yaml.load(text, _yaml_loader())  # noqa: S506 - a kind of SafeLoader
        except yaml.YAMLError as error:
            raise ValueError(str(getattr(error, "problem", None) or error)) from error
    if path.endswith(".toml"):
        import tomllib  # only if a site's configuration must be parsed

        return tomllib.loads(text)
    return json.loads(text)


def _refuse_depth(events: Iterable[object]) -> None:
    """Raise ValueError for deep nesting, at which some versions of PyYAML's loader crash."""
    from yaml.events import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError(f"it is nested over {_DEEPEST} levels deep")


@cache
def _yaml_loader() -> Any:  # noqa: ANN401 - the class is made on demand
    import yaml

    class Loader(yaml.CSafeLoader):
        """Builds plain values; a tag of another program gives `None`."""

        def flatten_mapping(self, node: yaml.MappingNode) -> None:
            """Leave merge keys alone: nested ones double a mapping at each level."""

    Loader.add_multi_constructor("", lambda *_: None)
    return Loader
