"""Every command with every kind of input that nobody should have: never a traceback, never 1 without a finding."""

import json
import os
import sys
from collections.abc import Mapping

import pytest

from lint import Span
from lint.post.front_matter.toml_reader import read_toml
from tests.conftest import GOOD, Archive, Result

POST = "_posts/2021-05-03-rain.md"
DIGITS = "9" * 5_000
HEX = "0x" + "f" * 5_000
DEEP = "[" * 100_000
CLOSED = "[" * 400 + "]" * 400

# Commands that read an archive, with arguments that make them do so.
READING = {
    "check": ["check", "--no-cache", "--output-format", "json"],
    "fix": ["check", "--no-cache", "--fix", "--unsafe-fixes", "--output-format", "json"],
    "settings": ["check", "--show-settings"],
    "profile": ["check", "--profile"],
    "baseline": ["baseline"],
    "init": ["init", "--force"],
    "links": ["links"],
    "stats": ["stats", "--no-cache"],
    "cache": ["cache", "clean"],
}


def _yaml(value: str, key: str = "weight") -> str:
    return GOOD.replace("layout: post", f"layout: post\n{key}: {value}")


def _toml(value: str, key: str = "weight") -> str:
    return f'+++\ntitle = "Rain"\n{key} = {value}\n+++\nIt rained.\n'


def _json(value: str, key: str = "weight") -> str:
    return f'{{\n"title": "Rain",\n"{key}": {value}\n}}\nIt rained.\n'


def _schema(text: str) -> dict[str, str]:
    return {"lint.toml": "schema = 'schema.json'\n", "schema.json": text}


CONFIGURATIONS: dict[str, str] = {
    "integer": f"max-file-size = {DIGITS}",
    "hexadecimal": f"max-file-size = {HEX}",
    "65 bits": f"max-file-size = {1 << 64}",
    "infinity": "max-file-size = inf",
    "not a number": "max-file-size = nan",
    "of another key": f"[rules.PRX009]\nrequired = {HEX}",
    "in a list": f"tags = [[{DIGITS}]]",
    "deep": f"tags = {DEEP}",
    "deep and closed": f"tags = {CLOSED}",
    "dots": ".".join(["a"] * 20_000) + " = 1",
    "dots in a header": "[" + ".".join(["a"] * 20_000) + "]",
    "quoted dots": ".".join(["'a'"] * 20_000) + " = 1",
    "inline tables": "rules = " + "{a = " * 400 + "1" + "}" * 400,
    "NUL": "\0",
    "NUL in a path": 'schema = "a\\u0000.json"',
    "NUL in a module": 'schema = "a\\u0000:Model"',
    "NUL in a timezone": 'timezone = "a\\u0000"',
    "NUL in a suffix": 'extend-suffixes = ["\\u0000"]',
    "a path for a timezone": 'timezone = "../../etc/passwd"',
    "thousands of folders for a timezone": f'timezone = "{"a/" * 2000}b"',
    "a nested class": "[fields.title]\npattern = '[[a]'",
    "an open group": "[fields.title]\npattern = '" + "(" * 5_000 + "'",
    "a module without a name": "schema = ':'",
    "a relative module": "schema = '..a:b'",
}
SCHEMAS: dict[str, str] = {
    "integer": f'{{"properties": {{"weight": {{"maximum": {DIGITS}}}}}}}',
    "deep": DEEP,
    "deep and closed": '{"not": ' * 5_000 + "{}" + "}" * 5_000,
    "of itself": '{"$ref": "#"}',
    "in a circle": '{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"allOf": [{"$ref": "#"}]}}}',
    "required lists": '{"required": [1, []]}',
    "a number": "1",
    "nothing": "",
    "a lone surrogate": '{"properties": {"title": {"const": "\\ud800"}}}',
    "a pattern": '{"properties": {"title": {"pattern": "(((("}}}',
}
POSTS: dict[str, str] = {
    **{
        f"{kind} {name}": write(value, key)
        for kind, write, numbers in (
            (
                "YAML",
                _yaml,
                (DIGITS, HEX, "0x" + "f" * 3_900, "0b" + "1" * 20_000, ":".join(["59"] * 1_300), ".inf"),
            ),
            ("TOML", _toml, (DIGITS, HEX, "0b" + "1" * 20_000, "inf", "nan", "1e999", CLOSED)),
            ("JSON", _json, (DIGITS, "1" + "0" * 400 + ".5", "1e99999", CLOSED, DEEP)),
        )
        for key in ("weight", "date", "title", "tags")
        for name, value in ((f"{key} {number[:6]}", number) for number in numbers)
    },
    "dots": "+++\n" + ".".join(["a"] * 20_000) + " = 1\n+++\nIt rained.\n",
    "deep in YAML": _yaml(DEEP),
    "a date at the end of time": _yaml("9999-12-31T23:59:59-23:59", "published"),
    "a date at the start of time": _yaml("0001-01-01T00:00:00+14:00", "published"),
}
BASELINES: dict[str, str] = {
    "integer": f"{DIGITS}\n",
    "an integer in a line": f'{{"filename": "{POST}", "code": "DTE001", "fingerprint": {DIGITS}}}\n',
    "deep": f"{DEEP}\n",
    "NUL": f'{{"filename": "a\\u0000", "code": "DTE001", "fingerprint": "{"0" * 16}"}}\n',
    "a lone surrogate": f'{{"filename": "\\ud800", "code": "DTE001", "fingerprint": "{"0" * 16}"}}\n',
    "a list": "[]\n",
    "not a number": "NaN\n",
    "bytes": "\udcff\n",
}
SITES: dict[str, tuple[str, str]] = {
    "integer in YAML": ("_config.yml", f"timezone: {DIGITS}\nfuture: {HEX}\n"),
    "deep YAML": ("_config.yml", f"exclude: {DEEP}\n"),
    "types in YAML": ("_config.yml", "timezone: 1\nexclude: {}\ncollections: 2\ndefaults: 3\nsource: [a]\n"),
    "thousands of folders in YAML": ("_config.yml", f"timezone: {'a/' * 2000}b\n"),
    "NUL in YAML": ("_config.yml", 'timezone: "a\\0b"\nsource: "\\0"\ncollections_dir: "\\0"\n'),
    "integer in TOML": ("hugo.toml", f"timeZone = {DIGITS}\n"),
    "hexadecimal in TOML": ("hugo.toml", f"timeZone = {HEX}\ncontentDir = {HEX}\n"),
    "dots in TOML": ("hugo.toml", ".".join(["a"] * 20_000) + " = 1\n"),
    "NUL in TOML": ("hugo.toml", 'contentDir = "a\\u0000b"\n'),
    "integer in JSON": ("hugo.json", f'{{"timeZone": {DIGITS}}}'),
    "deep JSON": ("package.json", DEEP),
    "types in JSON": ("package.json", '{"dependencies": 1, "devDependencies": [], "name": {}}'),
}
INPUTS: dict[str, Mapping[str, str]] = {
    **{f"configuration: {name}": {"lint.toml": text} for name, text in CONFIGURATIONS.items()},
    "pyproject: integer": {"pyproject.toml": f"[tool.other]\nx = {DIGITS}\n"},
    "pyproject: deep": {"pyproject.toml": f"[tool.lint]\ntags = {DEEP}\n"},
    **{f"schema: {name}": _schema(text) for name, text in SCHEMAS.items()},
    **{f"post: {name}": {POST: text} for name, text in POSTS.items()},
    **{f"baseline: {name}": {".lint-baseline.jsonl": text} for name, text in BASELINES.items()},
    **{f"site: {name}": {file: text} for name, (file, text) in SITES.items()},
    **{
        f"folder: {name}": {f"{name}/x": ""}
        for name in (
            "lint.toml",
            ".lint.toml",
            "pyproject.toml",
            ".gitignore",
            ".lint-baseline.jsonl",
            "_config.yml",
        )
    },
}


def check_result(result: Result, *, finds: bool = False) -> None:
    """What holds for every command and every input."""
    assert result.code in (0, 1, 2)
    said = result.out + result.err
    for word in ("Traceback", "defect in lint", "crashed", "Warning:"):
        assert word not in said
    if result.code == 2:
        assert any(line.startswith("lint: ") for line in result.err.splitlines())
    if result.code == 1:
        assert finds
        assert json.loads(result.out)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", [name for name in INPUTS if not name.startswith("post: ")])
def test_each_command_with_a_hostile_file(archive: Archive, name: str) -> None:
    archive.write(POST)
    for command, arguments in READING.items():
        for path, text in INPUTS[name].items():
            archive.write(path, text.encode("utf-8", "surrogateescape"))
        check_result(archive.lint(*arguments), finds=command in ("check", "fix"))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", [name for name in INPUTS if name.startswith("post: ")])
def test_a_hostile_post_beside_a_good_one(archive: Archive, name: str) -> None:
    archive.write("_posts/2021-05-04-good.md")
    for path, text in INPUTS[name].items():
        archive.write(path, text)
    for command in ("check", "fix", "links", "settings"):
        check_result(archive.lint(*READING[command]), finds=command in ("check", "fix"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"max-file-size = {DIGITS}", "lint.toml: not valid TOML: an integer has too many digits"),
        (f"max-file-size = {HEX}", "lint.toml: not valid TOML: an integer has too many digits"),
        ("a." * 200 + "b = 1", "lint.toml: cannot be read: it is nested too deeply"),
        (f"tags = {DEEP}", "lint.toml: cannot be read: it is nested too deeply"),
    ],
)
def test_a_configuration_says_what_is_wrong(archive: Archive, text: str, place: str) -> None:
    archive.write("lint.toml", text)
    result = archive.lint()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"lint: {place}")


def test_dots_in_a_string_are_not_parts_of_a_key(archive: Archive) -> None:
    archive.write(POST)
    archive.write("lint.toml", f"exclude = ['{'a.' * 300}', \"{'b.' * 300}\"]\n# {'c.' * 50}\n")
    assert archive.lint("--no-cache").code == 0


@pytest.mark.parametrize("number", [DIGITS, HEX, "-" + DIGITS, "0b" + "1" * 20_000, "[1, " + HEX + "]"])
def test_a_number_that_no_program_writes_is_refused_in_toml(number: str) -> None:
    text = f"title = 'Rain'\nweight = {number}\n"
    problem = read_toml(text, Span(0, len(text))).problem
    assert problem is not None
    assert problem.message == "integer with too many digits"
    assert text[problem.span.start] == number.removeprefix("[1, ")[0]


ARGUMENTS = [
    "", "\0", "a\0b", "\udcff", "\ud800", DIGITS, "-1", "²", "٣", "1e999", "nan", "gone/../" * 60, "n" * 5_000, "[y-b]",
    "\n", "::", ":", "--", "@", "{0}", "%s", "/dev/null", "os:system", "x.json", "DTE001=" + DIGITS, "DTE001=nan%",
    "DTE001=²", "json:a\0b", "json:nowhere/x", f"sqlite:{POST}/x", "HEAD~" + DIGITS, "HEAD:", ":/x",
]  # fmt: skip
OPTIONS = [
    "--select", "--ignore", "--schema", "--dialect", "--timezone", "--extend-exclude", "--config", "--stdin-filename",
    "--since", "--baseline", "--output-format", "--output-file", "--by", "--color", "--fail-on", "--max-findings",
    "--jobs",
]  # fmt: skip


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_with_a_hostile_value(archive: Archive, option: str) -> None:
    archive.write(POST)
    for value in ARGUMENTS:
        check_result(archive.lint("check", "--no-cache", "--no-baseline", f"{option}={value}", POST))


@pytest.mark.parametrize("value", ARGUMENTS, ids=lambda value: ascii(value)[:20])
def test_a_command_with_a_hostile_argument(archive: Archive, value: str) -> None:
    archive.write(POST)
    for command in (
        "check",
        "baseline",
        "init",
        "links",
        "stats",
        "explain",
        "schema",
        "new-rule",
        "completion",
        "cache",
        "rules",
    ):
        check_result(archive.lint(command, "--", value))
    check_result(archive.lint("new-rule", "KEP001", value))
    check_result(archive.lint(value))


def test_an_option_takes_no_double_dash(archive: Archive) -> None:
    for option in ("--schema", "--timezone", "--select", "--output-file"):
        result = archive.lint(f"{option}=--", ".")
        assert (result.code, result.out) == (2, "")
        assert result.err == f"lint: {option}: '--' is not valid; expected a value\n"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system refuses such names")
def test_names_of_any_length_and_bytes(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-" + "n" * 230 + ".md")
    archive.write("_posts/2021-05-03-\udcff.md")
    archive.write("/".join(["_posts", *["d" * 200] * 15, "2021-05-03-deep.md"]))
    os.symlink(".", "_posts/again")
    for command in ("check", "links", "stats", "baseline", "settings"):
        check_result(archive.lint(*READING[command]), finds=command == "check")
