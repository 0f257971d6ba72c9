"""Reading the data files of packages."""

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from lint.primitives.package_data import read_text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which packages are looked for; what was imported from it is forgotten."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return tmp_path


def write(folder: Path, name: str, *, init: str | None = "") -> None:
    (folder / name / "data").mkdir(parents=True)
    (folder / name / "data" / "rain.txt").write_text("雨\n", encoding="utf-8")
    if init is not None:
        (folder / name / "__init__.py").write_text(init)


def test_of_a_package_which_is_not_imported(folder: Path) -> None:
    write(folder, "weather_data", init="raise AssertionError")
    assert read_text("weather_data", "data", "rain.txt") == "雨\n"


def test_of_a_package_in_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "packages.zip"
    with ZipFile(path, "w") as file:
        file.writestr("zipped_data/__init__.py", "")
        file.writestr("zipped_data/data/rain.txt", "雨\n")
    monkeypatch.syspath_prepend(path)
    assert read_text("zipped_data", "data", "rain.txt") == "雨\n"


def test_of_a_package_without_code(folder: Path) -> None:
    write(folder, "bare_data", init=None)
    assert read_text("bare_data", "data", "rain.txt") == "雨\n"


def test_a_file_that_is_missing(folder: Path) -> None:
    write(folder, "dry_data")
    with pytest.raises(OSError, match=r"sun\.txt"):
        read_text("dry_data", "data", "sun.txt")
