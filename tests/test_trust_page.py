"""The table of promises: each names a test that exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "trust.md"
ROW = re.compile(r"\| (?P<promise>[^|]+) \| (?P<tests>[^|]+) \|")
NAMED = re.compile(r"`(?P<file>tests/[\w/]+\.py)::(?P<test>\w+)`")


def rows() -> list[tuple[str, str]]:
    found = [ROW.fullmatch(line) for line in PAGE.read_text(encoding="utf-8").splitlines()]
    pairs = [(match["promise"], match["tests"]) for match in found if match is not None]
    return [pair for pair in pairs if pair not in (("promise", "test"), ("---", "---"))]


def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_promise_names_tests_that_exist() -> None:
    assert len(rows()) >= 5
    for promise, tests in rows():
        named = NAMED.findall(tests)
        assert named, promise
        assert re.sub(NAMED, "", tests).strip(" ,") == "", promise
        for file, test in named:
            assert test in names_in(file), f"{promise} {file}::{test}"


def test_no_promise_is_made_twice() -> None:
    promises = [promise for promise, _ in rows()]
    assert len(set(promises)) == len(promises)
