"""The configuration: valid keys take effect, and invalid ones are reported."""

import os
import re
from collections.abc import Mapping
from typing import Any

import pytest

from lint import lint_paths, lint_text
from lint.config.config import Config
from lint.config.fields import FieldRules
from lint.config.nearest import ConfigCache
from lint.config.reader import ConfigError, load_file
from lint.primitives.errors import UserError
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-rain.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("selct = []", "selct: unknown key; did you mean 'select'?"),
        ("per_file_ignores = {}", "per_file_ignores: unknown key; did you mean 'per-file-ignores'?"),
        ("zzz = 1", "zzz: unknown key; expected one of select, extend-select"),
        ('select = "FMT"', "lint: lint.toml: select: 'FMT' is not valid; expected a list of strings\n"),
        ("select = [1]", "select: [1] is not valid; expected a list of strings"),
        ('schema = ""', "schema: '' is not valid; expected a string"),
        (
            'dialect = "jekyl"',
            (
                "dialect: 'jekyl' is not valid; expected one of auto, jekyll, hugo, hexo, eleventy, astro,"
                " docusaurus, vitepress, zola, pelican, quarto, obsidian, plain; did you mean 'jekyll'?"
            ),
        ),
        ('timezone = "Asia/Shanghia"', "did you mean 'Asia/Shanghai'?"),
        ('timezone = "x"', "expected an IANA timezone such as Asia/Shanghai"),
        ('respect-gitignore = "no"', "respect-gitignore: 'no' is not valid; expected true or false"),
        ("max-file-size = 0", "max-file-size: 0 is not valid; expected a number of bytes, at least 1"),
        ("severity = 3", "severity: 3 is not valid; expected a table"),
        (
            '[severity]\nFMT = "eror"',
            "severity.FMT: 'eror' is not valid; expected one of error, warning, info, off; did you mean 'error'?",
        ),
        ('[roles]\nsorce = "x"', "roles.sorce: unknown key; did you mean 'source'?"),
        ("[fields.author]\nrequird = true", "fields.author.requird: unknown key; did you mean 'required'?"),
        (
            '[fields.author]\nrequired = "yes"',
            "fields.author.required: 'yes' is not valid; expected true or false",
        ),
        ('[fields.author]\ntype = "txt"', "fields.author.type: 'txt' is not valid; expected one of text"),
        ("[fields]\nauthor = 1", "fields.author: 1 is not valid; expected a table"),
        ("proxies = 1", "proxies: 1 is not valid; expected a list of tables"),
        ("x = ", "not valid TOML"),
        ("x = " + 3000 * "[", "cannot be read: it is nested too deeply"),
    ],
)
def test_a_wrong_configuration_names_file_key_and_expectation(
    archive: Archive, text: str, expected: str
) -> None:
    archive.write("lint.toml", text)
    archive.write(POST)
    result = archive.lint()
    assert result.code == 2
    assert "lint.toml: " in result.err
    assert expected in result.err
    assert len(result.err.splitlines()) == 1


_LONG = "k" * 2000


@pytest.mark.parametrize(
    "text",
    [
        f"{_LONG} = 1",
        f"[fields.{_LONG}]\nx = 5",
        f"[rules.{_LONG}]\nx = 5",
        f"[rules.LNK001]\n{_LONG} = 5",
        f'select = ["{_LONG}"]',
        f"[per-file-ignores]\n{_LONG} = 5",
        f'schema = "{_LONG}"',
        f"[[proxies]]\n{_LONG} = 5",
        f'[[proxies]]\nname = "{_LONG}"\nhosts = 1',
        f'[[proxies]]\nname = "x"\nhosts = "{_LONG}"',
        f'[[proxies]]\nname = "x"\nhosts = ["{_LONG}*"]',
        f'[[proxies]]\nname = "x"\nhosts = ["a.example"]\nwrap = "{{{_LONG}}}"',
    ],
)
def test_a_long_key_or_value_is_cut(archive: Archive, text: str) -> None:
    archive.write("lint.toml", text)
    archive.write(POST)
    result = archive.lint()
    assert result.code == 2
    assert "k" * 50 in result.err
    assert len(result.err) < 600


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"dialect": "jekyl"}, "dialect: 'jekyl' is not valid; expected one of auto, jekyll, hugo"),
        ({"yaml": "1.3"}, "yaml: '1.3' is not valid; expected one of auto, 1.1, 1.2"),
        ({"timezone": "x"}, "timezone: 'x' is not valid; expected an IANA timezone"),
        ({"select": "FMT"}, "select: 'FMT' is not valid; expected a list of strings"),
        ({"severity": {"FMT": "eror"}}, "severity.FMT: 'eror' is not valid; expected one of error"),
        ({"fields": {"mood": 1}}, "fields.mood: 1 is not valid; expected a table"),
        ({"rules": {"PRX009": 1}}, "rules.PRX009: 1 is not valid; expected a table"),
    ],
)
def test_a_wrong_configuration_in_a_program_names_the_key(
    archive: Archive, values: Mapping[str, Any], expected: str
) -> None:
    archive.write(POST)
    config = Config(**values)
    with pytest.raises(UserError, match=re.escape(expected)):
        lint_text(GOOD, POST, config)
    with pytest.raises(UserError, match=re.escape(expected)):
        list(lint_paths(["."], config))


def test_a_configuration_in_a_program_may_hold_any_key() -> None:
    config = Config(
        select=("all",),
        dialect="hugo",
        timezone="Asia/Tokyo",
        fields={"mood": FieldRules(type="text")},
        proxies=({"name": "ours", "hosts": ["img.example.org"]},),
        severity={"FMT": "off"},
    )
    assert lint_text(GOOD, POST, config) == lint_text(GOOD, POST, config._replace(root=os.getcwd()))


def test_pyproject_counts_only_with_its_table(archive: Archive) -> None:
    archive.write("pyproject.toml", "[project]\nname = 'x'\n")
    assert load_file("pyproject.toml") is None
    assert archive.lint("--config", "pyproject.toml").code == 2
    archive.write("pyproject.toml", "[tool.lint]\nselct = []\n")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: tool\.lint\.selct: unknown key"):
        load_file("pyproject.toml")
    archive.write("pyproject.toml", "[tool]\nlint = 1\n")
    with pytest.raises(ConfigError, match=r"tool\.lint: 1 is not valid; expected a table"):
        load_file("pyproject.toml")
    archive.write("pyproject.toml", b"\xff")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load_file("pyproject.toml")


@pytest.mark.parametrize(
    ("toml", "arguments", "expected"),
    [
        ('select = ["DTF"]', [], "lint.toml: select: 'DTF' "),
        ('extend-select = ["DTF"]', [], "lint.toml: extend-select: 'DTF' "),
        ('ignore = ["DTF"]', [], "lint.toml: ignore: 'DTF' "),
        ('ignore = ["DTF"]', ["--ignore", "FMT"], "lint.toml: ignore: 'DTF' "),
        ('ignore = ["FMT"]', ["--ignore", "DTF"], "--ignore: 'DTF' "),
        ('select = ["DTF"]', ["--select", "FMT,SRD"], "--select: 'SRD' "),
        ('[severity]\nDTF = "off"', [], "lint.toml: severity: 'DTF' "),
        ('schema = "jekyl"', [], "lint.toml: schema"),
        ('schema = "jekyll"', ["--schema", "hug"], "--schema: "),
        ('[[proxies]]\nname = "a"\nhost = ["b"]', [], "lint.toml: proxies: proxy 'a': "),
        ('[per-file-ignores]\n"*.md" = "DTE"', [], "lint.toml: per-file-ignores.*.md: 'DTE' is not valid; "),
    ],
)
def test_an_error_names_file_and_key_or_the_option(
    archive: Archive, toml: str, arguments: list[str], expected: str
) -> None:
    archive.write(POST)
    archive.write("lint.toml", toml)
    result = archive.lint(*arguments)
    assert (result.code, result.err.startswith(f"lint: {expected}"), result.err.count("\n")) == (2, True, 1)


def test_an_error_names_the_table_of_pyproject(archive: Archive) -> None:
    archive.write(POST)
    archive.write("pyproject.toml", '[tool.lint]\nignore = ["DTF"]\n')
    assert archive.lint().err.startswith("lint: pyproject.toml: tool.lint.ignore: 'DTF' ")
    archive.write("_posts/x/a.md", GOOD)
    archive.write(".git/HEAD", "")
    os.chdir("_posts")
    assert archive.lint().err.startswith(f"lint: {archive.root / 'pyproject.toml'}: tool.lint.ignore: 'DTF' ")


def test_lint_toml_wins_over_pyproject_beside_it(archive: Archive) -> None:
    archive.write("pyproject.toml", '[tool.lint]\nfail-on = "never"\n')
    assert ConfigCache().for_folder(str(archive.root)).fail_on == "never"
    archive.write("lint.toml", 'fail-on = "error"\n')
    assert ConfigCache().for_folder(str(archive.root / "a" / "b")).fail_on == "error"


def test_the_command_line_has_the_last_word(archive: Archive) -> None:
    archive.write("lint.toml", 'select = ["FMT"]\nignore = ["FMT001"]\nextend-exclude = ["a"]\n')
    options: dict[str, Any] = {
        "select": ["DTE"],
        "ignore": ["DTE001"],
        "extend_exclude": ["b"],
        "schema": None,
    }
    config = ConfigCache(index=True, **options).for_folder(str(archive.root))
    assert (config.select, config.ignore, config.extend_exclude) == (
        ("DTE",),
        ("FMT001", "DTE001"),
        ("a", "b"),
    )
    assert config.changed() == {
        "select": ("DTE",),
        "ignore": ("FMT001", "DTE001"),
        "extend-exclude": ("a", "b"),
    }


def test_an_override_counts_everywhere() -> None:
    config = Config(fail_on="info")
    assert ConfigCache(config, ignore=["FMT"]).for_folder("/anywhere").ignore == ("FMT",)


def test_severities_are_as_configured(archive: Archive) -> None:
    archive.write(POST, GOOD.replace("title: ", 'title: " " #').replace("2021-05-03T", "2021-05-09T"))
    archive.write("lint.toml", '[severity]\nDTE = "info"\nDTE004 = "error"\nFMT007 = "off"\n')
    assert [(f["code"], f["severity"]) for f in archive.check().findings] == [("DTE004", "error")]


def test_files_are_spared_their_rules(archive: Archive) -> None:
    archive.write(POST, GOOD.replace("2021-05-03T", "2021-05-09T"))
    archive.write("_posts/2021-05-04-b.md")
    archive.write("lint.toml", '[per-file-ignores]\n"*-rain.md" = ["DTE"]\n')
    assert [f["filename"] for f in archive.check().findings] == ["_posts/2021-05-04-b.md"]
    archive.write("lint.toml", '[per-file-ignores]\n"*-rain.md" = ["DTF"]\n')
    assert "lint: lint.toml: per-file-ignores.\"*-rain.md\": 'DTF' is not a rule code" in archive.lint().err


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[rules.XYZ001]\na = 1", "lint: lint.toml: rules.XYZ001: 'XYZ001' is not a rule code"),
        (
            '[rules.PRX]\nrequired = "weserv"',
            "rules.PRX: 'PRX' matches more than one rule; expected a code or a name",
        ),
        ("[rules.FMT003]\nx = 1", "lint: lint.toml: rules.FMT003.x: unknown key; the rule has no options\n"),
        (
            '[rules.PRX009]\nforbiden = ["weserv"]',
            "rules.PRX009.forbiden: unknown key; did you mean 'forbidden'?",
        ),
        (
            '[rules.PRX009]\nforbidden = "weserv"',
            "rules.PRX009.forbidden: 'weserv' is not valid; expected a list of proxy names",
        ),
        (
            '[rules.proxy-policy]\nallowed = ["wesrv"]',
            "rules.proxy-policy.allowed: [\"wesrv\"] is not valid; expected the name of a proxy; did you mean 'weserv'?",
        ),
        (
            '[rules.PRX009]\nrequired = "weserv"\n[rules.proxy-policy]\n',
            "rules.proxy-policy: PRX009 already has a table",
        ),
        (
            "[rules.PRX009]\nrequired = 1",
            "rules.PRX009.required: 1 is not valid; expected the name of a proxy",
        ),
    ],
)
def test_wrong_options_of_a_rule_stop_the_run(archive: Archive, toml: str, message: str) -> None:
    archive.write(POST)
    archive.write("lint.toml", toml + "\n")
    result = archive.lint()
    assert (result.code, message in result.err) == (2, True)


@pytest.mark.parametrize("name", ["PRX009", "prx009", "proxy-policy"])
def test_options_belong_to_a_rule_by_code_or_name(archive: Archive, name: str) -> None:
    archive.write(
        POST, GOOD + '<img src="https://images.weserv.nl/?url=media.example.org/a.jpg" alt="rain">\n'
    )
    archive.write(
        "lint.toml",
        f'[rules.{name}]\nforbidden = ["mine", "weserv"]\n[[proxies]]\nname = "mine"\nhosts = ["p.example.org"]\n',
    )
    assert [f["code"] for f in archive.check("--select", "PRX009").findings] == ["PRX009"]


@pytest.mark.parametrize(
    ("toml", "front_matter", "code", "message"),
    [
        (
            "[fields.mood]\nrequired = true",
            "title: x",
            "FMT005",
            "required key `mood` is missing; expected a value",
        ),
        ('[fields.mood]\ntype = "integer"', "mood: x", "FMT007", "`mood` is 'x'; expected a whole number"),
        (
            '[fields.mood]\ntype = "date"',
            "mood: x",
            "FMT007",
            "`mood` is 'x'; expected a date such as 2021-05-03T22:59:03Z",
        ),
        (
            '[fields.mood]\nchoices = ["a", "b"]',
            "mood: c",
            "FMT007",
            "`mood` is 'c'; expected 'a' or 'b'",
        ),
        (
            '[fields.mood]\npattern = "^a"',
            "mood: c",
            "FMT007",
            "`mood` is 'c'; expected text that matches ^a",
        ),
        (
            '[fields.mood]\ntype = "url"',
            "mood: c",
            "FMT007",
            "`mood` is 'c'; expected text that matches ^[Hh]",
        ),
        (
            'extra = "forbid"',
            "mood: c",
            "FMT006",
            "unknown key `mood`; the schema `plain` does not allow extra keys",
        ),
        ('[roles]\nsource = "link"', "link: /a", "SRC001", "`link` is '/a', which is not an http(s) URL"),
        ('tags = ["rain"]', "tags: [rian]", "TAG005", "rian"),
        (
            "[fields.title]\nrequired = true",
            "mood: c",
            "FMT005",
            "required key `title` is missing; expected the page's title",
        ),
    ],
)
def test_fields_are_tightened(
    archive: Archive, toml: str, front_matter: str, code: str, message: str
) -> None:
    archive.write("notes/a.md", f"---\n{front_matter}\n---\nIt rained.\n")
    archive.write("lint.toml", toml)
    (finding,) = archive.check().findings
    assert finding["code"] == code
    assert message in finding["message"]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("[fields.mood]\nchoices = []", "lint.toml: fields.mood.choices: [] is not valid; expected a list"),
        ("[fields.mood]\nchoices = 3", "lint.toml: fields.mood.choices: 3 is not valid; expected a list"),
        ('[fields.mood]\npattern = "("', "`fields.mood.pattern` is '('; expected a regular expression"),
        ('schema = "x.json"', "schema 'x.json' cannot be read"),
        ('schema = "nomodule:Model"', "schema 'nomodule:Model' cannot be imported"),
        ('schema = "json:JSONDecoder"', "schema 'json:JSONDecoder' is not a pydantic model"),
    ],
)
def test_impossible_constraints_are_reported(archive: Archive, toml: str, expected: str) -> None:
    archive.write(POST)
    archive.write("lint.toml", toml)
    result = archive.lint("--trust")
    assert result.code == 2
    assert expected in result.err
