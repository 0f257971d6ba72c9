"""Sites of tools that are not known, whose extensions give ids, labels and texts of links: nothing is said of these."""

import pytest

from tests.conftest import Archive

PAGE = """# Rain

[The harbour](wind.md#harbour) and [wind][harbour.wind] of [](wind.md).

[hills]: https://hills.example.org/
"""
CODES = "--select", "ARC009,LNK018,LNK022"
FILES = ("docs/rain.md", "docs/wind.md")


@pytest.fixture
def docs(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write(FILES[0], PAGE)
    archive.write(FILES[1], "# Wind\n\n::: harbour\n")
    return archive


def codes(docs: Archive, *paths: str) -> list[str]:
    return [each["code"] for each in docs.check(*CODES, *paths).findings]


@pytest.mark.parametrize(
    "mark", ["mkdocs.yml", "zensical.toml", "conf.py", "myst.yml", "docs/_toc.yml", "docs/conf.py"]
)
@pytest.mark.parametrize("paths", [("docs",), (".",), FILES])
def test_ids_labels_and_texts_of_other_tools_are_not_judged(
    docs: Archive, mark: str, paths: tuple[str, ...]
) -> None:
    docs.write(mark, "project = 'Rain'\nextensions = []\n")
    assert codes(docs, *paths) == []


def test_without_one_they_are_judged_and_so_they_are_when_it_is_gone(docs: Archive) -> None:
    assert codes(docs, "docs") == ["ARC009", "LNK018", "LNK022"]
    docs.write("mkdocs.yml", "")
    assert codes(docs, "docs") == []
    (docs.root / "mkdocs.yml").unlink()
    assert codes(docs, "docs") == ["ARC009", "LNK018", "LNK022"]


def test_a_program_with_the_name_of_sphinxs_configuration_is_none(docs: Archive) -> None:
    docs.write("conf.py", "FEEDS = ['https://rain.example/feed']\n")
    assert codes(docs, "docs") == codes(docs, ".") == ["ARC009", "LNK018", "LNK022"]


def test_a_known_builder_decides_although_another_tool_is_there(docs: Archive) -> None:
    docs.write("_config.yml", "title: Rain\n")
    docs.write("conf.py", "extensions = []\n")
    assert codes(docs, ".") == ["ARC009", "LNK018", "LNK022"]
