"""Measures builders written for Node.js: runs a program of this folder beside the builder's packages."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.builders.inputs import INPUTS, LATE
from tools.builders.late import files as late_files
from tools.builders.rows import STOPS, Table, addresses, ids, this_year

_HERE = os.path.dirname(__file__)


@dataclass(frozen=True)
class Program:
    """A builder, and how `NAME.mjs` beside this file measures it.

    Attributes:
        name: The builder.
        package: Its package on npm.
        zone: The zone of the site.
        how: How rows are measured, for the table's header.
        kinds: The kinds that are measured; paths of files go with `files`.
        files: Paths for the kind `file`.
        headings: Inputs of this builder alone for the kind `heading`.
        late_headings: Late ones of this builder alone.
        own: Given the attributes of a link, says whether the builder made it itself.
        libraries: Other packages whose versions the header names.
    """

    name: str
    package: str
    how: str
    zone: str = "UTC"
    kinds: Sequence[str] = tuple(INPUTS)
    files: Sequence[str] = ()
    headings: Sequence[str] = ()
    late_headings: Sequence[str] = ()
    own: Callable[[dict[str, str]], bool] = lambda _: False
    libraries: Sequence[str] = ()

    def measure(self, programs: str | None) -> Table:
        """Measure the builder.

        Args:
            programs: The folder in which `install.sh` put the builders.

        Raises:
            ValueError: No folder was given: Node.js finds no packages on PATH.
        """
        if programs is None:
            raise ValueError(f"expected --programs, the folder in which install.sh put {self.name}")
        home = os.path.abspath(os.path.join(programs, self.name))
        table = Table(self.name, version(home, self.package), self.zone, self._how(home))
        alone = {"heading": self.headings, "file": self.files}
        kinds = (*self.kinds, "file") if self.files else self.kinds
        late = {
            "heading": self.late_headings,
            "file": late_files(self.name, self.files) if self.files else (),
        }
        inputs = {
            kind: [*INPUTS.get(kind, ()), *alone.get(kind, ()), *LATE.get(kind, ()), *late.get(kind, ())]
            for kind in kinds
        }
        measured = run(home, self.name, inputs)
        for kind in kinds:
            table.measure(
                kind,
                lambda kind, _: self._read(kind, measured[kind]),
                alone.get(kind, ()),
                late.get(kind, ()),
            )
        return table

    def _how(self, home: str) -> str:
        named = ", ".join(f"{name} {version(home, name)}" for name in self.libraries)
        return f"{self.how} With {named}." if named else self.how

    def _read(self, kind: str, results: Iterable[Any]) -> list[object]:
        if kind == "date":
            return [this_year(found) for found in results]
        if kind == "heading":
            return [found if found == STOPS else ids(found["html"]) for found in results]
        if kind == "body":
            return [found if found == STOPS else addresses(found["html"], self.own) for found in results]
        return list(results)


def version(home: str, package: str) -> str:
    """Return the version of an installed package of npm."""
    with open(os.path.join(home, "node_modules", package, "package.json"), encoding="utf-8") as file:
        return str(json.load(file)["version"])


def run(
    home: str, name: str, inputs: Mapping[str, Sequence[Any]], others: Sequence[str] = ()
) -> dict[str, list[Any]]:
    """Return what a program of this folder writes, by kind, run beside a builder's packages.

    Args:
        home: The folder with `node_modules`.
        name: The program without `.mjs`.
        inputs: What it reads, by kind.
        others: Files of this folder that it imports besides `common.mjs`.
    """
    for program in ("common.mjs", *others, f"{name}.mjs"):  # Node looks for packages beside the program
        shutil.copy(os.path.join(_HERE, program), home)
    with tempfile.TemporaryDirectory() as folder:
        results = os.path.join(folder, "results.json")
        with open(os.path.join(folder, "inputs.json"), "w+", encoding="utf-8") as file:
            json.dump(inputs, file)
            file.seek(0)
            subprocess.run(  # noqa: S603
                ["node", f"{name}.mjs", results],  # noqa: S607
                cwd=home,
                stdin=file,  # not a pipe: a builder may make that one non-blocking before it is read
                env={**os.environ, "TZ": "UTC", "NODE_ENV": "production"},  # as builds set it themselves
                stdout=subprocess.DEVNULL,
                check=True,
            )
        with open(results, encoding="utf-8") as file:
            measured: dict[str, list[Any]] = json.load(file)
    return measured
