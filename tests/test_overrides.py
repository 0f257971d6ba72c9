"""`[[overrides]]`: what holds for some files only."""

import pytest

from lint import lint_text
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.overrides import Override
from lint.config.reader import ConfigError, check_values
from tests.conftest import GOOD, Archive

NEW, OLD = "_posts/2021-05-03-new.md", "_posts/old/2021-05-03-old.md"
# DTE004 and FMT008, both notes.
WRONG = GOOD.replace("2021-05-03T", "2021-05-09T").replace("harbour", "harbour ")


def written(archive: Archive, toml: str) -> list[tuple[str, str]]:
    archive.write(NEW, WRONG)
    archive.write(OLD, WRONG)
    archive.write("lint.toml", f'select = ["DTE004", "FMT008"]\n{toml}')
    return found(archive)


def found(archive: Archive, *arguments: str) -> list[tuple[str, str]]:
    return [
        (each["filename"], f"{each['code']} {each['severity']}")
        for each in archive.check(*arguments).findings
    ]


AS_THEY_ARE = [(NEW, "FMT008 info"), (NEW, "DTE004 info"), (OLD, "FMT008 info"), (OLD, "DTE004 info")]


@pytest.mark.parametrize(
    ("keys", "of_old"),
    [
        ('ignore = ["DTE004"]', ["FMT008 info"]),
        ('select = ["DTE"]', ["DTE004 info"]),
        (
            'extend-select = ["FMT007"]\nfields.title.choices = ["x"]',
            ["FMT008 info", "DTE004 info", "FMT007 error"],
        ),
        ('severity.DTE = "error"\nseverity.FMT = "off"', ["DTE004 error"]),
        (
            'extend-select = ["FMT005"]\nfields.mood.required = true',
            ["FMT005 error", "FMT008 info", "DTE004 info"],
        ),
        (
            'extend-select = ["TAG005"]\ntags = ["x"]\nignore = ["FMT008", "DTE004"]',
            ["TAG005 error"],
        ),
        ('roles.title = "author"', ["DTE004 info"]),
    ],
)
def test_an_entry_holds_for_its_files_alone(archive: Archive, keys: str, of_old: list[str]) -> None:
    toml = f'[[overrides]]\nfiles = ["**/old/**"]\n{keys}\n'
    of_new = [each for each in AS_THEY_ARE if each[0] == NEW]
    expected = of_new + [(OLD, each) for each in of_old]
    first = written(archive, toml)
    assert sorted(first) == sorted(expected)
    assert found(archive) == first  # as stored
    assert found(archive, "--no-cache", "--jobs", "2") == first
    assert [each for each in first if each[0] == OLD] == found(archive, OLD)


def test_the_last_entry_wins_and_lists_add(archive: Archive) -> None:
    toml = (
        '[[overrides]]\nfiles = ["*.md"]\nseverity.DTE004 = "error"\nignore = ["FMT008"]\n'
        '[[overrides]]\nfiles = ["old/", "!new.md"]\nseverity.DTE004 = "info"\nextend-select = ["FMT008"]\n'
    )
    assert written(archive, toml) == [
        (NEW, "DTE004 error"),
        (OLD, "FMT008 info"),
        (OLD, "DTE004 info"),
    ]


def test_the_command_line_wins(archive: Archive) -> None:
    toml = '[[overrides]]\nfiles = ["**/old/**"]\nselect = ["DTE004"]\nextend-select = ["FMT008"]\n'
    written(archive, toml)
    assert found(archive, "--select", "FMT008") == [(NEW, "FMT008 info"), (OLD, "FMT008 info")]
    assert found(archive, "--ignore", "FMT008") == [(NEW, "DTE004 info"), (OLD, "DTE004 info")]


def test_a_changed_entry_counts_for_results_that_are_stored(archive: Archive) -> None:
    toml = '[[overrides]]\nfiles = ["{}"]\nextend-select = ["FMT005"]\nfields.mood.required = true\n'
    codes = [
        {each for each in written(archive, toml.format(path)) if "FMT005" in each[1]} for path in (OLD, NEW)
    ]
    assert codes == [{(OLD, "FMT005 error")}, {(NEW, "FMT005 error")}]


def test_an_entry_that_holds_for_no_file_is_checked_all_the_same(archive: Archive) -> None:
    assert written(archive, "") == AS_THEY_ARE
    message = "lint: lint.toml: overrides.\"nowhere\".ignore: 'XYZ' is not a rule code, prefix or name"
    written_lines = 'select = ["DTE004", "FMT008"]\n[[overrides]]\nfiles = ["nowhere"]\nignore = ["XYZ"]\n'
    archive.write("lint.toml", written_lines)
    for arguments in ([], [OLD], ["--no-cache"], ["--show-settings"]):
        result = archive.lint(*arguments)
        assert (result.code, result.err.startswith(message)) == (2, True)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("", "overrides.files: is missing; expected a list of strings"),
        ("files = []", "overrides.files: [] is not valid; expected a pattern at least"),
        ("files = 'a'", "overrides.files: 'a' is not valid; expected a list of strings"),
        ("files = ['[a']", "overrides.files: '[a' is not valid; expected a pattern as in .gitignore"),
        (
            "files = ['a']\ndialect = 'hugo'",
            'overrides."a".dialect: it holds for whole folders; expected one of select,',
        ),
        ("files = ['a']\nselct = []", "overrides.\"a\".selct: unknown key; did you mean 'select'?"),
        ("files = ['a']\nselect = 3", 'overrides."a".select: 3 is not valid; expected a list of strings'),
        ("files = ['a']\nseverity.X = 3", 'overrides."a".severity.X: 3 is not valid; expected one of error,'),
        ("files = ['*.md']\nrules.PRX009.x = 3", 'overrides."*.md".rules.PRX009.x: unknown key'),
        ("files = ['*.md']\nschema = 'none'", "overrides.\"*.md\".schema: schema 'none' is unknown"),
    ],
)
def test_a_wrong_entry_is_named(archive: Archive, entry: str, message: str) -> None:
    archive.write(NEW)
    for name, prefix in (("lint.toml", ""), ("pyproject.toml", "tool.lint.")):
        archive.write(name, f"[[{prefix}overrides]]\n{entry.replace('rules.', 'rules.')}\n")
        result = archive.lint()
        assert (result.code, f"lint: {name}: {prefix}{message}" in result.err) == (2, True)
        (archive.root / name).unlink()


def test_too_many_entries_are_refused() -> None:
    many = tuple(Override((f"{number}",), {}) for number in range(101))
    check_values(Config(overrides=many[:100]))
    with pytest.raises(ConfigError, match="overrides: it has 101 entries; expected at most 100"):
        check_values(Config(overrides=many))


def test_a_program_has_entries_too() -> None:
    config = Config(select=("DTE004",), overrides=(Override(("*-a.md",), {"ignore": ("DTE004",)}),))
    codes = [[f.code for f in lint_text(WRONG, f"2021-05-03-{name}.md", config)] for name in "ab"]
    assert codes == [[], ["DTE004"]]
    wrong = Config(overrides=(Override(("*-a.md",), {"ignore": ("XYZ",)}),))
    with pytest.raises(ValueError, match=r"^overrides.\"\*-a.md\".ignore: 'XYZ' is not a rule code") as error:
        lint_text(WRONG, "2021-05-03-a.md", wrong)
    assert error.type.__name__ == "SelectorError"


def test_entries_of_a_base_come_first(archive: Archive) -> None:
    archive.write(
        "base.toml", '[[overrides]]\nfiles = ["old/"]\nseverity.DTE = "error"\nseverity.FMT = "off"\n'
    )
    own = 'extends = "base.toml"\n[[overrides]]\nfiles = ["old/"]\nseverity.DTE = "info"\n'
    assert written(archive, own) == [*AS_THEY_ARE[:2], (OLD, "DTE004 info")]
    out = archive.lint("--show-settings").out
    file, base = archive.root / "lint.toml", archive.root / "base.toml"
    assert f'config    {file}, with overrides."old/" and overrides."old/", which extends {base}\n' in out
    assert f'(set in {file}, overrides."old/" and set in {base}, overrides."old/")' in out


@pytest.mark.usefixtures("indexed")
def test_a_rule_on_the_archive_that_only_some_files_select_is_named(archive: Archive) -> None:
    toml = '[[overrides]]\nfiles = ["old/"]\nextend-select = ["ARC001"]\n'
    written(archive, toml)
    said = archive.lint(".").err
    assert (
        'lint.toml, overrides."old/": select ARC001 in lint.toml, too: an archive is judged as a whole'
        in said
    )
    archive.write("lint.toml", '[[overrides]]\nfiles = ["old/"]\nignore = ["ARC001"]\nselect = ["all"]\n')
    assert [each[0] for each in found(archive) if each[1].startswith("ARC001")] == [NEW]


def test_counts_of_known_posts_follow_the_entries(archive: Archive) -> None:
    toml = '[[overrides]]\nfiles = ["**/old/**"]\nignore = ["DTE004"]\n'
    written(archive, toml)
    numbers = [archive.lint("--statistics").out for _ in range(3)]
    assert len(set(numbers)) == 1
    assert [line.split()[:2] for line in numbers[0].splitlines() if "0" in line][:2]
    archive.write("lint.toml", 'select = ["DTE004", "FMT008"]\n')
    assert archive.lint("--statistics").out != numbers[0]


def test_a_folder_s_configuration_stays_that_of_the_folder() -> None:
    configs = ConfigCache(Config(overrides=(Override(("a/",), {"ignore": ("DTE",)}),), root="/x"))
    assert configs.for_file("/x/b/c.md") is configs.for_folder("/x/b")
    assert configs.for_file("/x/a/c.md").ignore == ("DTE",)
    assert configs.for_file("/x/a/c.md") is configs.for_file("/x/a/d.md")
