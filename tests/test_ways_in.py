"""What others run `lint` with: an action, a component, a container, a problem matcher; and how to cite it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import lint
from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Position, Source, Span
from lint.report import ReportOptions
from lint.report.concise import ConciseReporter
from tests.conftest import GOOD, Archive

ROOT = Path(__file__).parent.parent


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def matched(line: str) -> dict[str, str]:
    (matcher,) = json.loads(text_of(".github/problem-matcher.json"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    match = re.search(pattern["regexp"], line)
    return {name: match[group] for name, group in pattern.items() if name != "regexp"} if match else {}


def test_the_problem_matcher_matches_each_line_of_the_concise_report(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a: 1.md", GOOD.replace("harbour", "harbour "))
    archive.write(
        "_posts/2021-05-03-雨.md",
        "---\ntitle: 1984\n---\n<p>a<b\n\n<a href='http://a.example'>:2:3: X001 x</a>\n",
    )
    lines = archive.lint("--output-format", "concise", ".").out.splitlines()
    found = archive.check(".").findings
    assert len(lines) == len(found) > 3
    for line, finding in zip(lines, found, strict=True):
        place = finding["location"]
        assert matched(line) == {
            "file": finding["filename"],
            "line": str(place["row"]),
            "column": str(place["column"]),
            "code": finding["code"],
            "message": finding["message"],
        }


@pytest.mark.parametrize("code", ["KEEP001", "RUN002"])
def test_the_problem_matcher_knows_other_codes(code: str) -> None:
    place = Position(1, 2)
    finding = Finding(
        code, "x", "it is so: 1:2: x", Severity.ERROR, "a.md", Span(0, 1), place, place, None, ""
    )
    line = ConciseReporter(ReportOptions()).file(Source("a.md", b"x"), [finding])
    assert matched(line.rstrip("\n"))["code"] == code
    assert matched("2 errors, 0 warnings: 3 notes in 2 files.") == {}


def test_actions_of_others_are_pinned_by_their_commits() -> None:
    for name in ("action.yml", "docs/ci/github.yml"):
        used = re.findall(r"uses: (\S+)(.*)", text_of(name))
        others = [each for each in used if not each[0].startswith("archive-lint/")]
        assert others
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action, _ in others)
        assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", version) for _, version in others)
    assert text_of("docs/ci/github.yml") in text_of("docs/ci.md")


def scripts(job: Any) -> str:
    if isinstance(job, dict):
        return "\n".join(
            scripts(value) for key, value in job.items() if key in ("script", "run", "steps", "runs")
        )
    return "\n".join(map(scripts, job)) if isinstance(job, list) else str(job)


def test_no_input_becomes_part_of_a_script() -> None:
    inputs, component = yaml.safe_load_all(text_of("templates/archive-lint.yml"))
    action = yaml.safe_load(text_of("action.yml"))
    assert "[[" not in scripts(component["archive-lint"])
    assert "{{" not in scripts(action["runs"]).replace("${{ steps.lint.outputs.exit-code }}", "")
    used = re.findall(r"\$\[\[ inputs\.(\w+) \]\]", text_of("templates/archive-lint.yml"))
    assert sorted(used) == sorted(inputs["spec"]["inputs"])


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert (citation["version"], citation["license"]) == (lint.__version__, "MIT")


def test_the_container_runs_as_an_ordinary_user() -> None:
    lines = text_of("Containerfile").split("\nFROM ")[-1].splitlines()
    (user,) = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert int(user) > 1000
    assert lines.index(f"USER {user}") < lines.index('ENTRYPOINT ["lint"]')
