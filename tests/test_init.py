"""`lint init`, the pages of the rules, completion and help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from lint.cli.parser import COMMANDS
from tests.conftest import GOOD, Archive
from tools import rule_pages


def shanghai(day: int, hour: int) -> tuple[str, str]:
    """Return a post dated in UTC whose file name is dated eight hours later."""
    named = day + (hour >= 16)
    return (
        f"_posts/2021-05-{named:02}-{hour}.md",
        GOOD.replace("2021-05-03T22:59:03.000Z", f"2021-05-{day:02}T{hour:02}:30:00.000Z"),
    )


def uncommented(text: str) -> str:
    """Return a lint.toml with its commented settings in effect."""
    return re.sub(r"(?m)^#(?! )", "", text)


def test_init_draws_a_configuration_that_lint_takes(archive: Archive) -> None:
    for day in range(3, 9):
        for hour in (1, 15, 16, 23):
            archive.write(*shanghai(day, hour))
    archive.write(
        "_posts/2021-05-20-odd.md", GOOD.replace("2021-05-03T2", "2021-05-20T0").replace("comments", "x")
    )
    result = archive.lint("init")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("lint: created ./lint.toml from 25 posts\n")
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert 'dialect = "jekyll"  # _posts is here' in text
    assert 'schema = "news-mirror"  # 25 of 25 sampled posts have ' in text
    assert '# 25 of 25 sampled file names are dated in UTC+8.\ntimezone = "Asia/Shanghai"\n' in text
    assert (
        '# layout: in 25 posts (100.0%); text 25; values "post"\n#[fields."layout"]\n#required = true\n'
        in text
    )
    assert archive.check(".").codes == []


def test_init_writes_over_nothing_unless_it_is_forced(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", GOOD)
    archive.write("lint.toml", "# mine\n")
    result = archive.lint("init")
    assert (result.code, result.err) == (2, "lint: ./lint.toml already exists; use --force to overwrite it\n")
    assert Path("lint.toml").read_text(encoding="utf-8") == "# mine\n"
    assert archive.lint("init", "--force").code == 0
    assert "# mine" not in Path("lint.toml").read_text(encoding="utf-8")


def test_what_fires_on_most_posts_becomes_a_note(archive: Archive) -> None:
    for number in range(4):
        archive.write(
            f"_posts/2021-05-03-{number}.md", GOOD.replace('harbour"', 'harbour&amp;"') if number else GOOD
        )
    archive.write("_posts/2021-05-03-.md", GOOD)
    archive.lint("init")
    settings = tomllib.loads(Path("lint.toml").read_text(encoding="utf-8"))
    assert settings["severity"] == {"FMT009": "info"}
    assert 'FMT009 = "info"  # entity-in-scalar: 3 of 5 posts (60%)' in Path("lint.toml").read_text(
        encoding="utf-8"
    )
    assert "# FIL005  empty-slug: 1 post (20.0%)" in Path("lint.toml").read_text(encoding="utf-8")


def test_uncommented_fields_and_proxies_are_taken(archive: Archive) -> None:
    post = GOOD.replace("It rained.", '<img src="https://images.weserv.nl/?url=a.example/b.jpg" alt="">')
    archive.write("_posts/2021-05-03-x.md", post)
    archive.lint("init")
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert "#   weserv: 1 URL\n#[rules.PRX009]\n" in text
    archive.write("lint.toml", uncommented(text))
    assert archive.lint(".").code == 0


def test_hostile_fields_stay_in_their_comments(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", '---\n"a\\nb = 1\\n[x]\\x1b\\u2028\\"": "v\\n\\x7f"\n---\nx\n')
    archive.write("_posts/2021-05-03-\udc80.md", GOOD)
    archive.lint("init")
    assert set(tomllib.loads(Path("lint.toml").read_text(encoding="utf-8"))) == {
        "dialect",
        "schema",
        "severity",
    }


def test_values_are_toml(archive: Archive) -> None:
    values = {
        "a": "null",
        "b": "true",
        "c": "[x, 1, 2.5, .nan]",
        "d": "{k: 'it''s', z: [yes]}",
        "e": "2021-05-03",
        "f": "2021-05-03T22:59:03+08:00",
        "g": r'"\u2028\u007f\""',
        "h": "x" * 70,
        "i": f"[{'x' * 70}]",
        "'a.b c'": "1",
    }
    archive.write(
        "x.md", "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\nx\n"
    )
    assert archive.lint("init").code == 0
    text = Path("lint.toml").read_text(encoding="utf-8")
    shown = dict(re.findall(r"(?m)^# (.+): in 1 post \(100\.0%\); \w+ 1(?:; values (.+))?$", text))
    assert (shown.pop("a"), shown.pop("i")) == ("", "")
    assert shown == {
        "b": "true",
        "c": '["x", 1, 2.5, nan]',
        "d": '{"k" = "it\'s", "z" = [true]}',
        "e": "2021-05-03",
        "f": "2021-05-03T22:59:03+08:00",
        "g": r'"\U00002028\U0000007F\""',
        "h": '"' + "x" * 59 + '…"',
        "a.b c": "1",
    }
    assert list(shown) == ["a.b c", *"bcdefgh"]
    tomllib.loads("\n".join(f"v{at} = {value}" for at, value in enumerate(shown.values())))
    archive.write("lint.toml", uncommented(text))
    assert set(tomllib.loads(uncommented(text))["fields"]) == {*"abcdefghi", "a.b c"}
    assert archive.lint().code in (0, 1)


def test_equal_counts_are_sorted_by_name(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", "---\nzeta: 1\nalpha: b\n---\n")
    archive.write("_posts/2021-05-04-b.md", "---\nzeta: b\nalpha: 1\n---\n")
    archive.lint("init")
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^# (\w+): in", text) == ["alpha", "zeta"]
    assert '# zeta: in 2 posts (100.0%); number 1, text 1; values "b", 1\n' in text
    codes = re.findall(r"(?m)^# (\w{3}[0-9]{3})  .*: (\d) post", text)
    assert codes == sorted(codes, key=lambda item: (-int(item[1]), item[0]))


def test_init_says_what_it_cannot_use(archive: Archive) -> None:
    assert "not a folder" in archive.lint("init", "nowhere").err
    os.mkdir("empty")
    assert "no posts were found" in archive.lint("init", "empty").err
    archive.write("_posts/2021-05-03-x.md", GOOD)
    os.symlink("nowhere", "_posts/2021-05-03-y.md")
    result = archive.lint("init")
    assert (result.code, "2021-05-03-y.md: not checked" in result.err) == (2, True)
    assert os.path.exists("lint.toml")


def test_other_sites_and_other_evidence_are_listed(archive: Archive) -> None:
    for number in range(6):
        archive.write(f"a/_posts/2021-05-03-{number}.md", GOOD)
    archive.write("b/hugo.toml", "")
    archive.write("b/content/x.md", "+++\ntitle = 'x'\n+++\nx\n")
    archive.lint("init")
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert "#   b: 1 post, hugo, hugo\n" in text
    assert "# 6 of 6 sampled file names are dated in UTC, so the timezone is unknown.\n" in text
    archive.write("c/x.md", "---\ntitle: x\n---\nx\n")
    archive.lint("init", "c")
    assert "# No sampled post has both a date with a timezone and a date in its file name." in Path(
        "c/lint.toml"
    ).read_text(encoding="utf-8")


def test_the_pages_of_the_rules_are_checked_and_written(archive: Archive) -> None:
    del archive  # its folder is the working one
    assert rule_pages.main(["--check"]) == 1
    assert rule_pages.main([]) == 0
    assert rule_pages.main(["--check"]) == 0
    page = Path("docs/rules/FMT009.md").read_text(encoding="utf-8")
    assert page.startswith(
        "# FMT009 entity-in-scalar\n\nA value contains an HTML entity.\n\nSeverity: warning. Fix: safe.\n"
    )
    assert "&#38;" in page
    assert "they are not part of the post" in page
    assert " bad\n" not in page
    assert "[FMT003](FMT003.md) yaml-syntax | error | unsafe |" in Path("docs/rules/index.md").read_text(
        encoding="utf-8"
    )
    Path("docs/rules/XYZ001.md").write_text("left over", encoding="utf-8")
    assert rule_pages.main(["--check"]) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh", "fish"])
def test_completion_is_a_script_of_the_shell(archive: Archive, shell: str) -> None:
    result = archive.lint("completion", shell)
    assert result.code == 0
    assert "baseline" in result.out
    if shutil.which(shell) and shell != "tcsh":
        run = subprocess.run([shell, "-n"], input=result.out.encode(), capture_output=True, check=False)
        assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("shell", ["bash", "fish"])
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("lint --sel", ["--select"]),
        ("lint check --sel", ["--select"]),
        ("lint --fail-on ", ["error", "info", "never", "warning"]),
        ("lint bas", ["baseline"]),
        ("lint --config li", ["lint.toml"]),
        ("lint rules --sel", []),
    ],
)
def test_options_of_check_are_completed_without_a_command(
    archive: Archive, shell: str, line: str, completed: list[str]
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    archive.write("lint.toml", "")
    archive.write("script", archive.lint("completion", shell).out)
    words = line.split(" ")
    last = words[-1] or "''"
    # `complete -p` names the function that completes: the word after `-F`.
    bash = (
        f"COMP_WORDS=({' '.join(words[:-1])} {last}); COMP_CWORD={len(words) - 1};"
        ' set -- $(complete -p lint); while [ "$1" != -F ]; do shift; done; "$2"'
    )
    ask = {"bash": bash + "; printf '%s\\n' ${COMPREPLY[@]}", "fish": f"complete -C {line!r}"}[shell]
    run = subprocess.run(
        [shell, "-c", f"source ./script; {ask}"],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "HOME": str(archive.root)},
    )
    assert sorted(each.split("\t")[0] for each in run.stdout.splitlines() if each) == completed


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)])
def test_help_fits_a_terminal(
    archive: Archive, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = archive.lint(*command, "--help")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80


def test_init_says_what_the_archive_shows(archive: Archive) -> None:
    archive.write("_config.yml", "timezone: Asia/Tokyo\nexclude: [storybook]\n")
    archive.write("storybook/index.md", GOOD)
    archive.write("notes.rst", "Rain\n")
    for number in range(6):
        fields = f"title: Rain\noriginal_url: https://news.example.org/{number}\n"
        archive.write(f"_posts/2021-05-03-{number}.md", f"---\n{fields}---\nIt rained.\n")
    assert archive.lint("init").code == 0
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert 'dialect = "jekyll"  # _config.yml is here\n' in text
    assert "were left out: 1 .rst file, 1 folder by `exclude` in _config.yml.\n" in text
    assert '# The site\'s own timezone, set in _config.yml, is used:\n#timezone = "Asia/Tokyo"\n' in text
    assert (
        '`original_url` has a URL of its own in 6 of 6 sampled posts.\n[roles]\nsource = "original_url"\n'
        in text
    )
    assert str(archive.root) not in text, "the file may be read on another machine"


def test_several_sites_keep_what_is_their_own(archive: Archive) -> None:
    for number in range(6):
        fields = f"title: Rain\nguid: https://news.example.org/{number}\n"
        archive.write(f"a/_posts/2021-05-03-{number}.md", f"---\n{fields}---\nIt rained.\n")
    archive.write("b/hugo.toml", "")
    archive.write("b/content/x.md", "+++\ntitle = 'x'\n+++\nx\n")
    archive.lint("init")
    text = Path("lint.toml").read_text(encoding="utf-8")
    assert "# There are several sites in this folder, each with a builder and a schema of its own:\n" in text
    assert '#dialect = "jekyll"' in text
    assert '#[roles]\n#source = "guid"\n' in text
