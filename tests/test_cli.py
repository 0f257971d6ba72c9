"""The command as its user meets it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

BAD = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")
POST = "_posts/2021-05-03-rain.md"


def test_a_clean_archive_is_exit_0(archive: Archive) -> None:
    archive.write(POST)
    result = archive.lint()
    assert (result.code, result.out, result.err) == (0, "No findings in 1 file.\n", "")


def test_a_finding_is_exit_1_and_says_value_and_expectation(archive: Archive) -> None:
    archive.write(POST, BAD)
    result = archive.lint("--output-format", "concise")
    assert result.code == 1
    assert result.out == (
        f"{POST}:4:7: DTE001 `date` is 'yesterday', at which Jekyll stops the build;"
        " expected a date such as 2021-05-03T22:59:03Z\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error"], 1),
        (["--ignore", "DTE"], 0),
        (["--ignore", "date-unparsable"], 0),
        (["--select", "FMT"], 0),
        (["--select", "DTE001"], 1),
        (["--ignore", "DTE", "--extend-select", "DTE001"], 1),
    ],
)
def test_options_decide_the_exit_code(archive: Archive, arguments: list[str], code: int) -> None:
    archive.write(POST, BAD)
    assert archive.lint(*arguments).code == code


def test_notes_do_not_fail_a_run_unless_asked(archive: Archive) -> None:
    archive.write(POST, GOOD.replace('title: "Rain', 'title: " Rain'))
    assert archive.lint().code == 0
    assert archive.lint("--fail-on", "info").code == 1


def test_a_path_that_does_not_exist_is_exit_2_and_the_rest_goes_on(archive: Archive) -> None:
    archive.write(POST, BAD)
    result = archive.check("nowhere", POST)
    assert result.code == 2
    assert result.codes == ["DTE001"]
    assert result.err == "lint: nowhere: no such file or folder\n"


def test_no_posts_at_all_is_reported(archive: Archive) -> None:
    result = archive.lint()
    assert result.code == 0
    assert "no posts were found in ." in result.err


def test_standard_input(archive: Archive) -> None:
    result = archive.command(
        "-", "--stdin-filename", POST, "--output-format", "json", data=BAD.encode(), env={"PYTHONUTF8": "0"}
    )
    assert result.code == 1
    assert [(f["code"], f["filename"]) for f in result.findings] == [("DTE001", POST)]
    good = archive.command("-", "--stdin-filename", POST, data=GOOD.encode())
    assert (good.code, good.out) == (0, "No findings in 1 file.\n")
    # For Jekyll, a file without a date in its name is not a post.
    assert archive.command("-", "--stdin-filename", "_posts/rain.md", data=GOOD.encode()).code == 1


def test_standard_input_cannot_be_combined_with_paths(archive: Archive) -> None:
    result = archive.lint("-", "x.md")
    assert result.code == 2
    assert "cannot be combined with other paths" in result.err


def test_the_report_goes_to_a_file(archive: Archive) -> None:
    archive.write(POST, BAD)
    result = archive.lint("--output-format", "jsonl", "--output-file", "out.jsonl")
    assert (result.code, result.out) == (1, "")
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["code"] == "DTE001"
    refused = archive.lint("--output-file", "no/such/folder")
    assert refused.code == 2
    assert "cannot be written" in refused.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--select", "DTE1"],
            "lint: --select: 'DTE1' is not a rule code, prefix or name; did you mean 'DTE",
        ),
        (["--output-format", "jsn"], "--output-format is 'jsn'; expected one of azure"),
        (["--schema", "jekyl"], "lint: --schema: "),
        (["--config", "none.toml"], "none.toml: cannot be read"),
        (["--timezone", "Asia/Shanghia"], "did you mean 'Asia/Shanghai'?"),
        (["--jobs", "-1"], "expected a number from 0 to"),
        (["--jobs", "x"], "lint: --jobs/-j: 'x' is not valid; expected a number from 0 to"),
        (["--selct", "X"], "lint: unknown option --selct; did you mean '--select'?\n"),
        (["--selct=X"], "lint: unknown option --selct; did you mean '--select'?\n"),
        (["rules", "--color"], "lint: unknown option --color\n"),
        (["explain", "DTE001", "DTE002"], "lint: unexpected argument 'DTE002'\n"),
        (["explain"], "lint: missing argument RULE; see 'lint explain --help'\n"),
        (["chekc"], "lint: chekc: no such file or folder; did you mean 'lint check'?\n"),
        (["basline", "--prune"], "lint: basline: no such file or folder; did you mean 'lint baseline'?\n"),
        (["--versoin"], "lint: unknown option --versoin; did you mean '--version'?\n"),
        (
            ["--stdin-filename", POST, "--fix"],
            "lint: --stdin-filename names standard input; expected the path '-'",
        ),
        (["-", "--show-settings"], "lint: --show-settings and --profile need files"),
        (["--diff", "--statistics"], "lint: --diff prints a patch; it cannot be used with --output-format"),
        (
            ["--max-findings", "NOPE=1"],
            "lint: --max-findings NOPE=1: 'NOPE' is not a rule code, prefix or name\n",
        ),
        (["--changed-lines"], "lint: --changed-lines needs --staged or --since\n"),
        (
            ["--fail-on", "eror"],
            "lint: --fail-on: 'eror' is not valid; expected one of error, warning, info, never; did you mean 'error'?\n",
        ),
    ],
)
def test_wrong_arguments_are_exit_2_and_one_line(
    archive: Archive, arguments: list[str], expected: str
) -> None:
    archive.write(POST)
    result = archive.lint(*arguments)
    assert result.code == 2
    assert expected in result.err
    assert len(result.err.splitlines()) == 1


def test_arguments_that_exclude_each_other_are_named(archive: Archive) -> None:
    result = archive.lint("--staged", "--since", "x")
    assert result.code == 2
    assert re.fullmatch("lint: --since: .*--staged.*\n", result.err)


def test_a_path_that_resembles_a_command_is_linted_if_it_exists(archive: Archive) -> None:
    archive.write("chekc", GOOD)
    assert archive.lint("chekc").code == 0


@pytest.mark.usefixtures("indexed")
def test_jobs_do_not_change_a_byte(archive: Archive) -> None:
    for number in range(150):
        archive.write(f"_posts/2021-05-03-{number}.md", BAD if number % 3 else GOOD)
    reports = [
        archive.command("--output-format", form, "--jobs", jobs).out
        for form in ("text", "json")
        for jobs in ("1", "2")
    ]
    assert reports[0] == reports[1]
    assert reports[2] == reports[3]
    assert len(json.loads(reports[2])) == 100


def test_rules_are_listed(archive: Archive) -> None:
    text = archive.lint("rules").out
    assert "DTE006  epoch-nan " in text
    records = json.loads(archive.lint("rules", "--output-format", "json").out)
    assert {"code", "name", "summary", "severity", "default", "target", "url", "manual"} == set(records[0])
    assert [record["code"] for record in records] == sorted(record["code"] for record in records)


def test_explain_takes_code_and_name(archive: Archive) -> None:
    by_code = archive.lint("explain", "dte006")
    assert by_code.out.startswith("DTE006 epoch-nan (warning)\n\nThe epoch comment is `NaN`")
    assert archive.lint("explain", "epoch-nan").out == by_code.out
    assert "off by default" in archive.lint("explain", "TAG004").out
    wrong = archive.lint("explain", "epoch-non")
    assert (wrong.code, wrong.err) == (2, "lint: unknown rule 'epoch-non'; did you mean 'epoch-nan'?\n")


def test_schema_prints_json_schema(archive: Archive) -> None:
    assert "from" in json.loads(archive.lint("schema", "news-mirror").out)["properties"]
    archive.write("lint.toml", 'schema = "hugo"\n')
    assert "lastmod" in json.loads(archive.lint("schema").out)["properties"]
    assert archive.lint("schema", "none").code == 2


def test_show_settings_says_which_and_why(archive: Archive) -> None:
    archive.write(POST)
    archive.write("lint.toml", 'timezone = "Asia/Shanghai"\nignore = ["FIL"]\n')
    out = archive.lint("--show-settings").out
    assert "builder   jekyll (_posts is in " in out
    assert "schema    news-mirror (1 of 1 sampled posts have author" in out
    assert "timezone  Asia/Shanghai" in out
    assert 'ignore = ["FIL"]' in out
    assert "FIL001" not in out
    assert archive.lint("--show-settings", "nowhere").code == 2


def test_isolated_takes_no_configuration(archive: Archive) -> None:
    archive.write("lint.toml", 'ignore = ["DTE"]\n')
    archive.write(POST, BAD)
    assert archive.lint().code == 0
    assert archive.lint("--isolated").code == 1


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("none", 80), ("-5", 80), ("²", 80), ("", 80), ("9" * 5000, 80)]
)
def test_help_is_as_wide_as_the_terminal(columns: str, width: int) -> None:
    command, environment = (
        [sys.executable, "-m", "lint", "check", "--help"],
        {**os.environ, "COLUMNS": columns},
    )
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    usage = run.stdout.split("\n\n")[0]
    assert width - 30 < max(map(len, usage.splitlines())) < width


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lint", "archive-lint"])
def test_a_wheel_has_both_names(wheel: Path, name: str) -> None:
    run = subprocess.run(
        [wheel / "bin" / name, "--version"],
        env={**os.environ, "PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("archive-lint ")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the project and install it into a folder, without a network."""
    target = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", target, os.path.dirname(os.path.dirname(__file__))], check=True)
    return target


def test_version_and_help(archive: Archive) -> None:
    assert archive.lint("--version").out.startswith("archive-lint ")
    assert "--output-format" in archive.lint("check", "--help").out


def test_a_profile_says_where_the_time_goes(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("Rain over", "Rain  over"))
    archive.write("_posts/2021-05-04-x.md", b"fen\xeatre")
    os.symlink("nowhere", "_posts/2021-05-05-x.md")
    result = archive.lint("--isolated", "--profile", ".")
    assert result.code == 2
    stages, rules = result.out.split("\n\n")[:2]
    assert [line.split()[0] for line in stages.splitlines()] == [
        "stage", "read", "front", "schema", "body", "URLs", "rules", "all",
    ]  # fmt: skip
    assert any(line.startswith("FMT008") and line.endswith(" 1") for line in rules.splitlines())
    assert result.out.endswith("2 posts in one process; 1 file could not be read\n")
