"""`lint new-rule` and `python -m lint.testing`: a rule of one's own from its first line."""

import errno
import os
import re
from pathlib import Path

import pytest

from lint.testing.__main__ import main
from tests.conftest import Archive


def test_what_it_writes_works(archive: Archive) -> None:
    result = archive.lint("new-rule", "KEEP001", "title-too-long")
    assert (result.code, result.out, "created title_too_long.py" in result.err) == (0, "", True)
    assert main(["title_too_long.py"]) == 0
    assert archive.capture.readouterr().out == b"KEEP001: no failures\n"
    path = Path("title_too_long.py")
    path.write_text(path.read_text(encoding="utf-8").replace("longest=4", "longest=400"), encoding="utf-8")
    assert main([str(path)]) == 1
    assert b"found nothing" in archive.capture.readouterr().out


@pytest.mark.parametrize(
    ("code", "trigger"),
    [
        ("KEEP001", 'field="title"'),
        ("LNK099", 'of="link"'),
        ("SRC099", 'of="link"'),
        ("IMG099", 'of="image"'),
        ("PRX099", 'of="image"'),
    ],
)
def test_the_template_fits_the_family(archive: Archive, code: str, trigger: str) -> None:
    result = archive.lint("new-rule", code, "shouting")
    assert result.code == 0
    warning = f"lint: warning: {code[:3]} is a prefix of built-in rules; choose your own\n"
    assert (warning in result.err) == (code != "KEEP001")
    text = Path("shouting.py").read_text(encoding="utf-8")
    assert trigger in text
    assert max(map(len, text.splitlines())) <= 110
    assert main(["shouting.py"]) == 0
    Path("shouting.py").write_text(re.sub(r" option\.\S+", "", text), encoding="utf-8")
    assert main(["shouting.py"]) == 1
    assert archive.capture.readouterr().out.endswith(f"{code}: 1 failure\n".encode())


def test_it_goes_to_its_family(archive: Archive) -> None:
    Path("lint/rules/fmt").mkdir(parents=True)
    assert archive.lint("new-rule", "FMT099", "title-too-long").code == 0
    assert Path("lint/rules/fmt/title_too_long.py").is_file()
    assert archive.lint("new-rule", "FMT099", "title-too-long", "--folder", "lint").code == 0
    assert Path("lint/title_too_long.py").is_file()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["KEEP1", "a-b"], "'KEEP1' is not a valid code"),
        (["KEEP001", "A b"], "'A b' is not a valid name"),
        (["KEEP001", "lambda"], "'lambda' is not a valid name"),
        (["KEEP001", "html"], "'html' is not a valid name; expected words in kebab case, not a keyword or"),
        (["DTE006", "a-b"], "DTE006 is already taken: DTE006 is epoch-nan"),
        (["KEEP001", "epoch-nan"], "epoch-nan is already taken: DTE006 is epoch-nan"),
        (["KEEP001", "no-shouting"], "no_shouting.py already exists"),
        (["KEEP001", "a-b", "--folder", "nowhere"], "cannot be written"),
    ],
)
def test_invalid_arguments_are_reported(archive: Archive, arguments: list[str], expected: str) -> None:
    archive.write("no_shouting.py", "")
    result = archive.lint("new-rule", *arguments)
    assert (result.code, expected in result.err) == (2, True)
    assert Path("no_shouting.py").read_bytes() == b""


def test_examples_need_a_file_with_a_rule(archive: Archive) -> None:
    archive.write("empty.py", "")
    assert main(["empty.py"]) == 2
    assert main(["missing.py"]) == 2
    assert b"missing.py is not a Python file" in archive.capture.readouterr().err


def test_a_rule_that_cannot_be_written_leaves_no_file(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = archive.lint("new-rule", "KEEP001", "title-too-long")
    expected = f"lint: title_too_long.py: cannot be written: {os.strerror(errno.ENOSPC)}\n"
    assert (result.code, result.err) == (2, expected)
    assert not os.path.lexists("title_too_long.py")
