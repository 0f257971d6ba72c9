"""`extends`: the nearest file wins, and a message names the file that holds the wrong key."""

import os
import tomllib
from pathlib import Path

import pytest

from lint.config.bases import PRESETS
from lint.config.config import Config
from lint.config.fields import FieldRules
from lint.config.layers import PRESET
from lint.config.reader import ConfigError, check_values, load_file
from lint.rule import registry
from tests.conftest import GOOD, Archive

POST = "site/_posts/2021-05-03-rain.md"
# Reported as DTE004.
WRONG_DAY = GOOD.replace("2021-05-03T", "2021-05-09T")


def loaded(archive: Archive, text: str, **files: str) -> Config:
    for name, content in files.items():
        archive.write(f"{name}.toml", content)
    archive.write("site/lint.toml", text)
    config = load_file("site/lint.toml")
    assert config is not None
    return config


@pytest.mark.parametrize(
    ("base", "own", "field", "expected"),
    [
        ('select = ["FMT"]', 'select = ["DTE"]', "select", ("DTE",)),
        ('select = ["FMT"]', "", "select", ("FMT",)),
        ('extend-select = ["TAG004"]', 'extend-select = ["IMG007"]', "extend_select", ("TAG004", "IMG007")),
        ('ignore = ["FMT"]', 'ignore = ["DTE"]', "ignore", ("FMT", "DTE")),
        ('ignore = ["FMT", "DTE"]', 'extend-select = ["FMT"]', "ignore", ("DTE",)),
        ('ignore = ["FMT"]', 'select = ["FMT"]\nignore = ["FMT"]', "ignore", ("FMT",)),
        ('ignore-links = ["a"]', 'ignore-links = ["b"]', "ignore_links", ("a", "b")),
        ('exclude = ["a"]', 'exclude = ["b"]', "exclude", ("b",)),
        ('extend-exclude = ["a"]', 'extend-exclude = ["b"]', "extend_exclude", ("a", "b")),
        ('tags = ["a"]', 'tags = ["b"]', "tags", ("b",)),
        ('fail-on = "never"', 'fail-on = "error"', "fail_on", "error"),
        (
            '[severity]\nDTE = "off"\nFMT = "info"',
            '[severity]\nDTE = "error"',
            "severity",
            {"DTE": "error", "FMT": "info"},
        ),
        (
            '[rules.PRX009]\nrequired = "weserv"\nallowed = ["a"]',
            '[rules.PRX009]\nrequired = "photon"',
            "rules",
            {"PRX009": {"required": "photon", "allowed": ["a"]}},
        ),
        (
            '[fields.mood]\nrequired = true\ntype = "text"',
            "[fields.mood]\nrequired = false",
            "fields",
            {"mood": FieldRules(required=False, type="text")},
        ),
        ('[[proxies]]\nname = "a"', '[[proxies]]\nname = "b"', "proxies", ({"name": "a"}, {"name": "b"})),
    ],
)
def test_the_nearest_file_wins_and_lists_that_extend_add(
    archive: Archive, base: str, own: str, field: str, expected: object
) -> None:
    config = loaded(archive, f'extends = "../base.toml"\n{own}', base=base)
    assert getattr(config, field) == expected


def test_a_later_file_of_a_list_is_nearer_and_each_may_extend_others(archive: Archive) -> None:
    config = loaded(
        archive,
        'extends = ["../one.toml", "../two.toml"]',
        base='fail-on = "info"\nyaml = "1.1"\nextra = "forbid"',
        one='extends = "base.toml"\nfail-on = "error"\nyaml = "1.2"',
        two='fail-on = "never"',
    )
    assert (config.fail_on, config.yaml, config.extra) == ("never", "1.2", "forbid")
    assert [os.path.basename(each.path) for each in config.layers] == [
        "lint.toml", "two.toml", "one.toml", "base.toml",
    ]  # fmt: skip


def test_patterns_start_from_the_file_that_extends_but_a_schema_from_the_file_that_names_it(
    archive: Archive,
) -> None:
    archive.write(POST, WRONG_DAY)
    archive.write("site/lint.toml", 'extends = "../common/base.toml"\n')
    archive.write("common/base.toml", 'schema = "s.json"\n[per-file-ignores]\n"_posts/" = ["DTE"]\n')
    archive.write("common/s.json", '{"required": ["mood"]}')
    assert archive.check(".").codes == ["FMT005"]


def test_a_table_of_pyproject_is_extended(archive: Archive) -> None:
    config = loaded(archive, 'extends = "../pyproject.toml"', pyproject='[tool.lint]\nfail-on = "info"\n')
    assert config.fail_on == "info"
    archive.write("pyproject.toml", "[tool.lint]\nfail-on = 3\n")
    with pytest.raises(ConfigError, match=r"pyproject.toml: tool.lint.fail-on: 3 is not valid"):
        load_file("site/lint.toml")


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("select = 3", "base.toml: select: 3 is not valid; expected a list of strings"),
        ("select = [", "base.toml: not valid TOML"),
        ('ignore = ["XYZ"]', "base.toml: ignore: 'XYZ' is not a rule code, prefix or name"),
        ('severity.XYZ = "off"', "base.toml: severity: 'XYZ' is not a rule code, prefix or name"),
        ('per-file-ignores.a = ["XYZ"]', "base.toml: per-file-ignores.\"a\": 'XYZ' is not a rule code"),
        ("rules.PRX009.x = 1", "base.toml: rules.PRX009.x: unknown key"),
        ('schema = "none"', "base.toml: schema: schema 'none' is unknown"),
        ('[[proxies]]\nname = "a"', "base.toml: proxies: proxy 'a': expected `name` and `hosts`"),
        ('extends = "no.toml"', "base.toml: extends: 'no.toml' cannot be read: No such file or directory"),
        ('extends = "site"', "base.toml: extends: 'site' cannot be read: it is not a regular file"),
        (
            'extends = "pyproject.toml"',
            "base.toml: extends: 'pyproject.toml' is not valid; expected a file with a table [tool.lint]",
        ),
        (
            'extends = "https://example.org/base.toml"',
            "extends: 'https://example.org/base.toml' is not valid; expected the relative path of a file, or one",
        ),
        (
            'extends = "archive-lint:strickt"',
            "archive-lint:all; did you mean 'archive-lint:strict'?",
        ),
        ('extends = "a\\u0000"', "base.toml: extends: 'a\\x00' is not valid; expected the relative path"),
        ('extends = [""]', 'base.toml: extends: [""] is not valid; expected a string or a list of strings'),
        (
            'extends = ["x.toml", "site/lint.toml"]',
            "a file that does not lead back here, as in site/lint.toml → base.toml → site/lint.toml",
        ),
    ],
)
def test_a_message_names_the_file_that_is_wrong(archive: Archive, base: str, message: str) -> None:
    archive.write(POST)
    archive.write("pyproject.toml", "")
    archive.write("base.toml", base + "\n")
    archive.write("site/lint.toml", 'extends = ["archive-lint:strict", "../base.toml"]\n')
    result = archive.lint(".")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_a_message_names_the_nearest_file_of_several(archive: Archive) -> None:
    archive.write(POST)
    archive.write("base.toml", 'ignore = ["FMT"]\n')
    archive.write("site/lint.toml", 'extends = "../base.toml"\nignore = ["XYZ"]\n')
    assert archive.lint(".").err.startswith("lint: site/lint.toml: ignore: 'XYZ' is not a rule code")
    archive.write("site/lint.toml", "")
    assert "lint: --ignore: 'ABC'" in archive.lint("--ignore", "ABC", ".").err


def test_files_that_extend_each_other_again_and_again_are_refused(archive: Archive) -> None:
    archive.write("0.toml", "")
    for number in range(1, 10):
        archive.write(f"{number}.toml", f'extends = ["{number - 1}.toml", "{number - 1}.toml"]\n')
    with pytest.raises(ConfigError, match="expected at most 50 files that extend each other"):
        load_file("9.toml")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
def test_a_loop_by_links_is_one(archive: Archive) -> None:
    archive.write("lint.toml", 'extends = "loop/lint.toml"\n')
    os.symlink(".", "loop")
    with pytest.raises(ConfigError, match=r"as in .*lint.toml → loop/lint.toml"):
        load_file("lint.toml")


def test_settings_say_where_each_value_comes_from(archive: Archive) -> None:
    archive.write(POST)
    archive.write("base.toml", 'ignore = ["FMT"]\nextra = "forbid"\n[severity]\nDTE = "off"\n')
    archive.write(
        "site/lint.toml", 'extends = ["archive-lint:strict", "../base.toml"]\nseverity.SRC = "off"\n'
    )
    out = archive.lint("--show-settings", "--ignore", "TAG", ".").out
    site, base = (str(archive.root / name) for name in ("site/lint.toml", "base.toml"))
    assert f"config    {site}, which extends {base} and archive-lint:strict\n" in out
    assert f'extra = "forbid" (set in {base})\n' in out
    assert 'fail-on = "info" (set in archive-lint:strict)\n' in out
    assert f'ignore = ["FMT", "TAG"] (set by --ignore and set in {base})\n' in out
    assert f"(set in {site} and set in {base})\n" in out


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_valid_and_selects_rules_by_their_names(archive: Archive, name: str) -> None:
    archive.write(POST)
    archive.write("site/lint.toml", f'extends = "{name}"\n')
    assert archive.lint("site").code in (0, 1)
    config = load_file("site/lint.toml")
    assert config is not None
    assert config.changed().keys() > {"extends"}
    named = {*(config.select or ()), *config.extend_select, *config.ignore, *config.severity}
    assert named <= {"all", "SRC", *(rule.name for rule in registry.load())}


def test_each_preset_is_documented() -> None:
    folder = Path(__file__).parent.parent
    page = (folder / "docs" / "configuration.md").read_text(encoding="utf-8")
    files = {path.stem for path in (folder / "lint" / "config" / "presets").iterdir()}
    assert {PRESET + name for name in files} == set(PRESETS)
    assert all(f"`{name}`" in page for name in PRESETS)
    for path in (folder / "lint" / "config" / "presets").iterdir():
        assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("indexed")
def test_what_a_configuration_extends_decides_results_that_are_stored(archive: Archive) -> None:
    archive.write(POST, WRONG_DAY)
    archive.write("site/old/2021-05-03-rain.md", WRONG_DAY)
    archive.write("base.toml", "")
    archive.write("site/lint.toml", 'extends = "../base.toml"\n')
    assert "DTE004" in archive.check(".").codes
    archive.write("base.toml", 'extend-exclude = ["old"]\n[severity]\nDTE004 = "error"\n')
    assert {(f["filename"], f["severity"]) for f in archive.check(".").findings if f["code"] == "DTE004"} == {
        (POST, "error")
    }


def test_a_program_extends_nothing() -> None:
    with pytest.raises(ConfigError, match="extends: only a file may extend another"):
        check_values(Config(extends=("base.toml",)))
