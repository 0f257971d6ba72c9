"""The keys of the configuration: their kinds, their JSON Schema, and that both say the same."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import jsonschema
import pytest

from lint.config.config import Config
from lint.config.dialects import SCHEMAS
from lint.config.fields import FieldRules
from lint.config.keys import KEYS
from lint.config.kinds import Integer, WrongValueError, kind_of, kinds_of
from lint.config.nearest import ConfigCache
from lint.config.reader import ConfigError, load_file, read_table
from lint.config.tables import Record, Table
from tests.conftest import Archive
from tools import configuration

ROOT = os.path.dirname(os.path.dirname(__file__))
SCHEMA = json.loads(Path(ROOT, "schemas", "lint.json").read_text(encoding="utf-8"))

VALID = [
    "",
    'select = ["FMT", "all"]\nignore = []',
    'severity = {}\nextend-select = ["TAG004"]',
    '[severity]\nFMT = "off"\nDTE001 = "info"',
    '[per-file-ignores]\n"*-rain.md" = ["DTE"]\n"old/" = []',
    'exclude = ["a"]\nextend-exclude = ["b"]\nposts = ["c"]\ntags = ["", "rain"]',
    'schema = "package.module:Model"\nextra = "forbid"\ndialect = "plain"\nyaml = "1.2"',
    '[fields.mood]\nrequired = true\ntype = "url"\nchoices = ["a", 1, true]\npattern = "^a"\n[fields.other]',
    '[roles]\ntitle = "t"\ndate = "d"\nauthor = "a"\nsource = "from"\ntags = "x"\ncategories = "y"',
    'timezone = "Asia/Shanghai"\nfail-on = "never"\nrespect-gitignore = false\nmax-file-size = 1',
    '[rules.PRX009]\nrequired = "weserv"\n[rules.proxy-policy]',
    'extends = "../base.toml"',
    'extends = ["base.toml", "archive-lint:all"]',
    '[[overrides]]\nfiles = ["old/"]\nselect = ["FMT"]\n[overrides.rules.PRX009]\nrequired = "weserv"',
    '[[proxies]]\nname = "ours"\nhosts = ["img.example.org"]\nquery = ["u"]\nwrap = "https://img.example.org/?u={url}"',
]
INVALID = [
    "selct = []",
    "fail_on = 'never'",
    "select = 'FMT'",
    "select = [1]",
    "ignore = {}",
    "posts = true",
    "severity = 3",
    "severity.FMT = 'eror'",
    "severity.FMT = []",
    "per-file-ignores = []",
    "per-file-ignores.a = 'FMT'",
    "per-file-ignores.a = [true]",
    "schema = ''",
    "schema = 1",
    "fields = []",
    "fields.mood = 1",
    "fields.mood.requird = true",
    "fields.mood.required = 'yes'",
    "fields.mood.type = 'txt'",
    "fields.mood.pattern = ''",
    "fields.mood.choices = 3",
    "fields.mood.choices = []",
    "fields.mood.choices = [1.5]",
    "roles.sorce = 'x'",
    "roles.source = ''",
    "extra = true",
    "dialect = 'jekyl'",
    "dialect = ['jekyll']",
    "yaml = 1.1",
    "timezone = 8",
    "tags = 'rain'",
    "fail-on = 'eror'",
    "respect-gitignore = 'no'",
    "respect-gitignore = 0",
    "max-file-size = 0",
    "max-file-size = true",
    "max-file-size = '1 MB'",
    "rules = []",
    "rules.PRX009 = 'weserv'",
    "extends = 3",
    "extends = ['']",
    "extends = ''",
    "overrides = 1",
    "overrides = [1]",
    "[[overrides]]",
    "[[overrides]]\nfiles = []",
    "[[overrides]]\nfiles = ['a']\ndialect = 'hugo'",
    "[[overrides]]\nfiles = ['a']\nignore = 'FMT'",
    "proxies = 1",
    "proxies = ['ours']",
]


def accepted(table: Mapping[str, Any]) -> bool:
    try:
        read_table(table)
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize(("text", "valid"), [(t, True) for t in VALID] + [(t, False) for t in INVALID])
def test_reader_and_json_schema_agree(text: str, valid: bool) -> None:  # noqa: FBT001 - a column of the table
    table = tomllib.loads(text)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert (accepted(table), validator.is_valid(table)) == (valid, valid)


def test_the_json_schema_is_one_and_documents_each_key() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:archive-lint:schema:lint.toml"
    assert list(SCHEMA["properties"]) == list(KEYS)
    assert all(key["description"] for key in SCHEMA["properties"].values())
    assert SCHEMA["properties"]["fail-on"]["default"] == "warning"
    assert all(name in KEYS["schema"].doc for name in SCHEMAS)


def test_defaults_are_valid(archive: Archive) -> None:
    stated = {name: key["default"] for name, key in SCHEMA["properties"].items() if "default" in key}
    config = Config(**read_table(stated))
    assert config.changed() == {}
    archive.write("lint.toml", "".join(f"{name} = {json.dumps(value)}\n" for name, value in stated.items()))
    loaded = load_file("lint.toml")
    assert loaded is not None
    assert loaded.changed() == {}


def test_the_documented_examples_are_valid() -> None:
    page = Path(ROOT, "docs", "configuration.md").read_text(encoding="utf-8")
    examples = [each.split("```")[0] for each in page.split("\n```toml\n")[1:]]
    assert len(examples) > 4
    for example in examples:
        jsonschema.Draft202012Validator(SCHEMA).validate(tomllib.loads(example))
        read_table(tomllib.loads(example))


@pytest.mark.parametrize("tool", ["tools.configuration", "tools.schemas"])
def test_what_is_made_from_the_keys_has_not_drifted(tool: str) -> None:
    run = subprocess.run([sys.executable, "-m", tool, "--check"], cwd=ROOT, check=False)
    assert run.returncode == 0


def test_an_outdated_table_is_reported_and_regenerated(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "PAGE", "page.md")
    archive.write("page.md", "before\n<!-- keys -->\nold\n<!-- /keys -->\nafter\n")
    assert configuration.main(["--check"]) == 1
    assert configuration.main([]) == 0
    assert configuration.main(["--check"]) == 0
    text = Path("page.md").read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- keys -->\n| key |")
    assert text.endswith("|\n<!-- /keys -->\nafter\n")
    archive.write("page.md", "no markers\n")
    with pytest.raises(ValueError, match="expected <!-- keys -->"):
        configuration.main([])


@pytest.mark.parametrize(
    ("annotation", "value", "read"),
    [
        (str, "a", "a"),
        (bool, True, True),
        (int, 3, 3),
        (float, 2, 2),
        (float, 2.5, 2.5),
        (Literal["a", "b"], "b", "b"),
        (tuple[str, ...], ["a", ""], ("a", "")),
        (str | None, "a", "a"),
        (Literal["a"] | None, "a", "a"),
        (Annotated[int | None, Integer(1, "a number of days")], 1, 1),
        (Annotated[int, "anything else"], 0, 0),
    ],
)
def test_an_annotation_tells_the_kind(annotation: object, value: object, read: object) -> None:
    kind = kind_of(annotation)
    assert kind.read(value) == read
    jsonschema.Draft202012Validator(dict(kind.json_schema)).validate(value)


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        (str, 1, "a string"),
        (str, "", "a string"),
        (bool, 1, "true or false"),
        (int, True, "a whole number"),
        (int, 1.5, "a whole number"),
        (float, "1", "a number"),
        (float, False, "a number"),
        (Literal["jpeg", "png"], "jpg", "one of jpeg, png; did you mean 'jpeg'?"),
        (tuple[str, ...], "a", "a list of strings"),
        (Annotated[int, Integer(1, "a number of days")], 0, "a number of days, at least 1"),
    ],
)
def test_a_wrong_value_is_reported_with_what_was_expected(
    annotation: object, value: object, expected: str
) -> None:
    kind = kind_of(annotation)
    with pytest.raises(WrongValueError) as error:
        kind.read(value)
    assert (str(error.value), error.value.key) == (expected, "")
    assert not jsonschema.Draft202012Validator(dict(kind.json_schema)).is_valid(value)


@pytest.mark.parametrize("annotation", [list[str], dict[str, str], bytes, int | str, None, Literal[1]])
def test_an_annotation_without_a_kind_is_refused(annotation: object) -> None:
    with pytest.raises(TypeError, match="expected str, bool, int"):
        kind_of(annotation)


def test_a_field_without_a_kind_is_named() -> None:
    class Options(NamedTuple):
        most: int
        names: list[str]

    with pytest.raises(TypeError, match=r"names: list\[str\]"):
        kinds_of(Options)


def test_a_wrong_value_in_a_table_is_placed() -> None:
    with pytest.raises(WrongValueError) as error:
        Table(Record(FieldRules)).read({"mood": {"required": "yes"}})
    assert (str(error.value), error.value.key) == ("true or false", "mood.required")


def test_configurations_are_keys_by_value() -> None:
    one, same = (Config(path="a", rules={"PRX009": {"required": "weserv"}}) for _ in range(2))
    assert {one: 1}[same] == 1
    assert one.with_options(ignore=["FMT"]) not in {one: 1}


def test_a_finding_depends_on_all_but_what_says_otherwise() -> None:
    other = Config(
        path="x",
        exclude=("a",),
        extend_exclude=("b",),
        fail_on="error",
        respect_gitignore=False,
        given={"fail_on": "error"},
    )
    assert list(other.deciding()) == list(Config().deciding())
    for changed in (Config(root="/x"), Config(tags=("a",)), Config(max_file_size=1), Config(posts=("a",))):
        assert list(changed.deciding()) != list(Config().deciding())


def test_an_option_of_the_command_line_is_one_of_a_key(archive: Archive) -> None:
    page = archive.lint("check", "--help").out
    optional = {name: key.option for name, key in KEYS.items() if key.option is not None}
    assert all(f"--{name} " in page for name in optional)
    config = ConfigCache(Config(ignore=("a",), select=("a",)), ignore=("b",), select=("b",))
    for_folder = config.for_folder("/")
    assert (for_folder.ignore, for_folder.select) == (("a", "b"), ("b",))
