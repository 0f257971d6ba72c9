"""The configuration as written: its values, and where each comes from."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

from lint.config.keys import ADDING, KEYS, Values
from lint.config.layers import PRESET, Layer, joined
from lint.config.overrides import Override
from lint.primitives.bounds import Bounds


class Config(Values):
    """The configuration as written; `lint.engine.scope` works out the rest from the archive.

    Parameters:
        path: its file; `None` for the defaults.
        root: the folder that relative paths and patterns start from.
        layers: what its file says, and those that this extends, the nearest first.
        given: the values that the command line set, by field.
        bounds: the archive that it came with; `None` for a program's own.
        trusted: whether it may name code; the command line and a program always may.

    The other parameters are the keys of `lint.toml`, with underscores for dashes.
    """

    __slots__ = ()

    def __hash__(self) -> int:
        """Hash the path and the root only, as tables are not hashable."""
        return hash((self.path, self.root))

    def with_options(self, **options: object) -> Self:
        """Return the configuration with command-line options, which override it.

        `ignore`, `extend_select` and `extend_exclude` add to their key, any other option replaces it, and
        `None` changes nothing.
        """
        given = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in options.items()
            if value is not None
        }
        if not given:
            return self
        changes: dict[str, Any] = dict(given)
        for name, value in given.items():
            if KEYS[name.replace("_", "-")].adds:
                changes[name] = getattr(self, name) + value
        return self._replace(**changes, given={**self.given, **given})

    def overridden(self, entries: Iterable[Override]) -> Self:
        """Return the configuration of the files that some entries of `overrides` hold for."""
        config = self._replace(overrides=())
        for entry in entries:
            # The command line wins.
            values = {
                field: value
                for field, value in entry.values.items()
                if KEYS[field.replace("_", "-")].adds or field not in self.given
            }
            inner = joined(config._asdict(), values, KEYS.values())
            for field in self.given.keys() & ADDING:
                inner[field] += tuple(each for each in self.given[field] if each not in inner[field])
            of = next((each for each in self.layers if entry in each.values.get("overrides", ())), None)
            path, prefix = (of.path, of.prefix) if of is not None else ("", "")
            layer = Layer(path, entry.values, prefix + entry.prefix)
            config = config._replace(**{**inner, "layers": (layer, *config.layers)})
        return config

    def origin(self, key: str) -> str:
        """Return where a key that is not the default was set, as a reason."""
        name = key.replace("-", "_")
        if name in self.given and not KEYS[key].adds:
            return f"set by --{key}"
        said = [f"set by --{key}"] * (name in self.given)
        whole = KEYS[key].adds or isinstance(getattr(self, name), Mapping)
        layers = [each for each in self.layers if each.sets(name)][: None if whole else 1]
        return " and ".join([*said, *(f"set in {each.origin}" for each in layers)]) or "set in the program"

    def place(self, key: str, selector: str | None = None) -> str:
        """Return how a message on a key, or a selector in it, begins: `--select` or `lint.toml: select`."""
        name = key.partition(".")[0].replace("-", "_")
        if name in self.given and (selector is None or selector in self.given[name]):
            return f"--{key}"
        layer = next((each for each in self.layers if each.sets(name, selector)), None)
        return layer.place(key) if layer is not None else key

    def bounds_of(self, key: str) -> Bounds | None:
        """Return the archive that a file must be in that a key names; `None` if the user vouches for it."""
        return None if self.trusted or key.replace("-", "_") in self.given else self.bounds

    def changed(self) -> dict[str, object]:
        """Return the keys that differ from their defaults, named as in a file."""
        values = {name: getattr(self, key.field) for name, key in KEYS.items()}
        return {name: value for name, value in values.items() if value != KEYS[name].default}

    def bases_in(self, folder: str) -> list[str]:
        """Return the files that it extends, if its own file is in this folder."""
        if self.path is None or os.path.dirname(self.path) != folder:
            return []
        return [each.path for each in self.layers[1:] if not each.path.startswith(PRESET)]

    def deciding(self) -> Iterator[tuple[str, object]]:
        """Yield the values that findings may depend on, by name."""
        yield "root", self.root
        for name, key in KEYS.items():
            if key.decides_findings:
                yield name, getattr(self, key.field)
