"""Rules and reporters as anyone may add them, and what happens when one fails."""

import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, MetadataPathFinder, entry_points
from pathlib import Path
from typing import get_args

import pytest

import lint
import lint.rules
from lint.config.dialects import Dialect
from lint.config.selection import SelectedRule, SelectorError, matching_codes, select_rules
from lint.engine.rule_runner import RuleRunner
from lint.report import formats
from lint.rule import Document, Issue, Span, delete, plugins, registry, rule
from lint.rule.definition import Rule
from lint.rule.manual import readable
from lint.testing import Example, check_examples, document_of
from tests.conftest import GOOD, Archive

PLUGIN = '''
"""A rule of a keeper's own."""
from collections.abc import Iterator
from lint import Reporter
from lint.rule import Document, Issue, rule


@rule("KEEP001", severity="warning")
def no_shouting(document: Document) -> Iterator[Issue]:
    """A title shouts.

    ```yaml bad
    title: ⟦RAIN⟧
    ```

    ```yaml good
    title: Rain
    ```
    """
    field = document.field("title")
    if field is not None and isinstance(field.value, str) and field.value.isupper():
        yield Issue(field.span, "the title shouts")


class CountReporter(Reporter):
    def file(self, source, findings): return f"{len(findings)}\\n"
    def end(self, summary): return f"{summary.files} files\\n"
'''


@pytest.mark.slow
def test_a_plug_in_that_is_installed_adds_rules_and_reports(archive: Archive, tmp_path: Path) -> None:
    archive.write("plugin/keeper_rules.py", PLUGIN)
    archive.write(
        "plugin/pyproject.toml",
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "keeper-rules"\nversion = "1.0"\n'
        '[project.entry-points."lint.rules"]\nkeep = "keeper_rules"\n'
        '[project.entry-points."lint.reporters"]\ncount = "keeper_rules:CountReporter"\n'
        '[tool.hatch.build.targets.wheel]\ninclude = ["keeper_rules.py"]\n',
    )
    target = tmp_path / "installed"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--target",
            str(target),
            "--no-deps",
            "--no-build-isolation",
            "./plugin",
        ],
        check=True,
        cwd=tmp_path,
    )
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("Rain over the harbour", "RAIN"))
    env = {"PYTHONPATH": os.pathsep.join([str(target), str(Path(lint.__file__).parent.parent)])}
    result = archive.command("_posts", "--output-format", "json", env=env)
    assert (result.code, result.codes) == (1, ["KEEP001"])
    assert result.findings[0]["name"] == "no-shouting"
    assert archive.command("_posts", "--output-format", "count", env=env).out == "1\n1 files\n"
    assert "KEEP001  no-shouting" in archive.command("rules", env=env).out
    probe = "from keeper_rules import no_shouting; from lint.testing import Example, check_examples, document_of; print(check_examples(no_shouting))"
    run = subprocess.run(
        [sys.executable, "-c", probe], env={**os.environ, **env}, capture_output=True, check=True, text=True
    )
    assert run.stdout == "[]\n"


def points(*values: str) -> object:
    def entry_points(group: str, **_: object) -> list[EntryPoint]:
        return [EntryPoint(f"p{n}", value, group) for n, value in enumerate(values)]

    return entry_points


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["no_such_module"], r"cannot load plug-in p0 \(no_such_module\): .*no_such_module"),
        (["lint.rules.dte", "lint.rules.dte.epoch_nan"], None),
        ([], "no rules are installed"),
        (["lint.values"], r"cannot load plug-in p0 \(lint.values\): it has no rules"),
        (["lint.rules.dte.epoch_nan:epoch_nan"], "expected a module, not Rule"),
        (["tests.leaving_rules"], r"cannot load plug-in p0 \(tests.leaving_rules\): not today"),
        (["tests.former_rules"], "expected 'from lint.rule import rule', not 'from lint import rule'"),
        (["tests.clashing_rules"], "two rules are called DTE006"),
    ],
)
def test_an_incomplete_or_ambiguous_registry_is_an_error(
    monkeypatch: pytest.MonkeyPatch, values: list[str], expected: str | None
) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", points(*values))
    monkeypatch.setattr(plugins, "may_be_installed", lambda: True)
    registry.load.cache_clear()
    try:
        if expected is None:
            assert len(registry.load()) == 9
        else:
            with pytest.raises(registry.RegistryError, match=expected):
                registry.load()
    finally:
        registry.load.cache_clear()


def test_a_reporter_that_does_not_load_is_reported(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("_posts/2021-05-03-x.md")
    monkeypatch.setattr("importlib.metadata.entry_points", points("lint.report.text:NoSuchReporter"))
    result = archive.lint("--output-format", "p0")
    assert (result.code, "does not load" in result.err) == (2, True)


def test_a_rule_needs_a_manual_a_code_and_something_to_look_at() -> None:
    with pytest.raises(ValueError, match="expected letters and three digits"):
        rule("X1", severity="info")

    def bare(document: Document) -> Iterator[Issue]:
        yield Issue(document.body, "x")

    with pytest.raises(ValueError, match="has no docstring"):
        rule("XYZ001", severity="info")(bare)

    def wrong(thing: int) -> Iterator[Issue]:
        """Look at a number."""
        yield Issue(Span(thing, thing), "x")

    with pytest.raises(ValueError, match=r"wrong has the wrong parameters; expected \(document\)"):
        rule("XYZ001", severity="info")(wrong)


@rule("BAD001", severity="warning")
def crashing_rule(document: Document) -> Iterator[Issue]:
    """Crash after one finding.

    ```yaml bad
    title: x
    ```

    ```yaml good
    title: x
    ```
    """
    yield Issue(Span(0, 3), "before the crash")
    raise ZeroDivisionError(document.source.name)


def test_a_rule_that_crashes_is_a_finding_and_exit_2(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    rules = (*registry.load(), crashing_rule)
    monkeypatch.setattr(registry, "load", lambda: rules)
    result = archive.check()
    assert result.code == 2
    assert result.codes == ["RUN001", "BAD001", "DTE001"]
    assert "ZeroDivisionError: 2021-05-03-x.md" in result.findings[0]["message"]
    assert "crashed" in check_examples(crashing_rule)[0]


def test_a_manual_is_readable() -> None:
    info = """html bad option.most=3 no-fix option.names='["rain"]' option.word=rain"""
    shown = readable(f"A rule.\n\n```{info}\na\n```\n", "KEEP001")
    options = '`most = 3` and `names = ["rain"]` and `word = "rain"` in `[rules.KEEP001]`'
    assert f"Reported, without a fix, with {options}:" in shown
    odd = "```text good don't\na\n```"
    assert readable(odd, "KEEP001") == odd


def misdocumented(manual: str) -> Rule:
    def no_spaces(document: Document) -> Iterator[Issue]:
        at = document.text.find("  ")
        if at >= 0:
            yield Issue(Span(at, at + 2), "two spaces")

    no_spaces.__doc__ = manual
    return rule("XYZ001", severity="info")(no_spaces)


BAD_EXAMPLE = "```md bad\na⟦  ⟧b\n```\n"
GOOD_EXAMPLE = "```md good\na b\n```\n"


@pytest.mark.parametrize(
    ("manual", "expected"),
    [
        (BAD_EXAMPLE + GOOD_EXAMPLE, []),
        (GOOD_EXAMPLE, ["XYZ001 has no bad example"]),
        (BAD_EXAMPLE, ["XYZ001 has no good example"]),
        (
            "```md bad\na b\n```\n" + GOOD_EXAMPLE,
            ["XYZ001, line 3 of the manual: misses the bad example 'a b\\n' ('2021-05-03-x.md')"],
        ),
        (
            BAD_EXAMPLE + "```md good\na  b\n```\n",
            ["XYZ001, line 6 of the manual: reports (1, 3) '  ' in the good example: two spaces"],
        ),
        (
            "```md bad\n⟦a⟧  b\n```\n" + GOOD_EXAMPLE,
            ["XYZ001, line 3 of the manual: expected (0, 1) 'a', found (1, 3) '  '"],
        ),
        (
            BAD_EXAMPLE + "```md fixed\na b\n```\n" + GOOD_EXAMPLE,
            ["XYZ001, line 6 of the manual: offers no fix for the bad example above it"],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md fixed\na b\n```\n",
            ["XYZ001, line 9 of the manual: a fixed example must follow a bad one"],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```html good\na  b\n```\n",
            ["XYZ001, line 9 of the manual: reports (1, 3) '  ' in the good example: two spaces"],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md bad\n⟦⟪a⟫×500⟧  b\n```\n",
            [
                f"XYZ001, line 9 of the manual: expected (0, 500) '{'a' * 109}…, found (500, 502) '  '",
            ],
        ),
        *(
            (
                f"{BAD_EXAMPLE}{GOOD_EXAMPLE}```{info}\na  b\n```\n",
                [
                    (
                        f"XYZ001, line 9 of the manual: '{info}' is not an example;"
                        " expected md, yaml or html, then bad, good or fixed"
                    )
                ],
            )
            for info in ("html goood", "htm good", "yaml bda", "md badly", "md  good", "md title=x")
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```\na\n```\n```toml\na = 1\n```\nUse ```html good``` here.\n",
            [],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md good optoin=3\na b\n```\n",
            [
                (
                    "XYZ001, line 9 of the manual: unknown setting optoin; expected one of path, schema,"
                    " dialect, yaml, timezone, now, encoding, tags, page, escapes, no-final-newline, no-fix,"
                    " option.NAME"
                )
            ],
        ),
        *(
            (
                f"{BAD_EXAMPLE}{GOOD_EXAMPLE}```md good {setting}=Jekyl\na b\n```\n",
                [f"XYZ001, line 9 of the manual: {setting}: 'Jekyl' is not valid; expected {expected}"],
            )
            for setting, expected in (
                ("dialect", f"one of {', '.join(get_args(Dialect))}; did you mean 'jekyll'?"),
                ("yaml", "one of 1.1, 1.2"),
                ("timezone", "an IANA timezone such as Asia/Shanghai"),
            )
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md good option.hosts=3\na b\n```\n",
            ["XYZ001, line 9 of the manual: rules.XYZ001.hosts: unknown key; the rule has no options"],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md good path='\na b\n```\n",
            ["XYZ001, line 9 of the manual: No closing quotation"],
        ),
        (
            BAD_EXAMPLE + GOOD_EXAMPLE + "```md good\na⟦ b\n```\n",
            ["XYZ001, line 9 of the manual: the marks ⟦ and ⟧ do not pair up"],
        ),
    ],
)
def test_wrong_examples_are_reported(manual: str, expected: list[str]) -> None:
    assert check_examples(misdocumented("Find two spaces.\n\n" + manual)) == expected


def test_the_fixes_of_an_example_are_compared() -> None:
    def no_spaces(document: Document) -> Iterator[Issue]:
        at = document.text.find("  ")
        if at >= 0:
            yield Issue(Span(at, at + 2), "two spaces", delete(Span(at, at + 1), "delete one"))

    def failures(manual: str) -> list[str]:
        no_spaces.__doc__ = "Find two spaces.\n\n" + manual + GOOD_EXAMPLE
        return check_examples(rule("XYZ001", severity="info")(no_spaces))

    assert failures(BAD_EXAMPLE + "```md fixed\na b\n```\n") == []
    assert failures(BAD_EXAMPLE.replace("bad", "bad no-fix")) == [
        "XYZ001, line 3 of the manual: offers a fix, expected none: delete one"
    ]
    (failure,) = failures("```html bad\n⟪a⟫×9000⟦  ⟧b\n```\n```html fixed\n⟪a⟫×9000c\n```\n")
    assert failure == (
        f"XYZ001, line 6 of the manual: wrong fix: expected …{'a' * 60}c\\n', found …{'a' * 60} b\\n'"
    )
    (failure,) = failures("```html bad\na⟦  ⟧b\n```\n```html fixed\nab\n```\n")
    assert failure == "XYZ001, line 6 of the manual: wrong fix: expected 'ab\\n', found 'a b\\n'"


def codes(**options: object) -> set[str]:
    defaults: dict[str, object] = {"select": None, "extend_select": (), "ignore": (), "severity": {}}
    active = select_rules(registry.load(), **(defaults | options))  # type: ignore[arg-type]  # a table of cases
    return {each.rule.code for each in active}


def test_the_most_specific_selector_decides() -> None:
    everything = {each.code for each in registry.load()}
    default = codes()
    assert everything - default == {
        "TAG004",
        "IMG007",
        "LNK014",
        "LNK103",
        "ARC004",
        "ARC006",
        "ARC015",
        "ARC016",
    }
    assert codes(select=["all"]) == everything
    assert codes(select=["FMT", "DTE001"], ignore=["FMT00"]) == {"FMT010", "FMT011", "FMT012", "DTE001"}
    assert codes(select=["FMT001"], ignore=["FMT"]) == {"FMT001"}
    assert codes(select=["FMT"], ignore=["FMT"]) == set()
    assert codes(select=["yaml-syntax"]) == {"FMT003"}
    assert codes(select=["TAG"]) == {"TAG001", "TAG002", "TAG003", "TAG005"}
    assert (
        codes(
            extend_select=[
                "tags-differ-from-categories",
                "IMG007",
                "LNK014",
                "LNK103",
                "ARC004",
                "ARC006",
                "ARC015",
                "ARC016",
            ]
        )
        == everything
    )
    assert codes(severity={"all": "off"}) == set()
    assert codes(severity={"FMT": "off", "FMT001": "info"}) == default - (
        {code for code in everything if code.startswith("FMT")} - {"FMT001"}
    )


def test_a_selector_without_a_rule_is_an_error_with_the_nearest() -> None:
    with pytest.raises(
        SelectorError, match=r"'FMT0O1' is not a rule code, prefix or name; did you mean 'FMT0"
    ):
        codes(ignore=["FMT0O1"])
    assert matching_codes(["DTE", "yaml-syntax"], registry.load()) >= {"DTE001", "FMT003"}


def test_there_is_one_finding_per_rule_and_place() -> None:
    @rule("TWI001", severity="info")
    def twice(document: Document) -> Iterator[Issue]:
        """Say everything twice."""
        yield Issue(Span(4, 5), "one")
        yield Issue(Span(0, 3), "two")
        yield Issue(Span(4, 5), "one")
        del document

    document = document_of(Example("bad", "one two", (), {}))
    found = RuleRunner([SelectedRule(twice, twice.severity)]).run(document)
    assert [finding.message for finding in found] == ["two", "one"]


def test_the_public_names_exist() -> None:
    for name in lint.__all__:
        assert getattr(lint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'lint_file'"):
        _ = lint.lint_file


def test_lint_paths_and_lint_text(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    assert [finding.code for finding in lint.lint_paths(["_posts"])] == ["DTE001"]
    with pytest.raises(FileNotFoundError):
        list(lint.lint_paths(["nowhere"]))
    (finding,) = lint.lint_text("---\ntitle: 1984\n---\nIt rained.\n", "notes/x.md")
    assert (finding.code, finding.span, finding.severity) == ("FMT007", (11, 15), "info")
    assert json.dumps(finding.location) == "[2, 8]"


def test_the_built_in_formats_are_those_of_the_entry_points() -> None:
    points = {point.name: point.value for point in entry_points(group=formats.GROUP)}
    for name, value in formats.BUILT_IN.items():
        assert points[name] == f"lint.report.{value}"


def test_the_built_in_rules_are_those_of_the_entry_points() -> None:
    points = {point.name: point.value for point in entry_points(group=plugins.GROUP)}
    assert {name: points[name] for name in registry.FAMILIES} == {
        name: f"lint.rules.{name}" for name in registry.FAMILIES
    }
    own = {info.name for info in pkgutil.iter_modules(lint.rules.__path__) if info.ispkg}
    assert own == {*registry.FAMILIES}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("other-1.0.dist-info/entry_points.txt", "[console_scripts]\nx = y\n", False),
        ("other-1.0.dist-info/METADATA", "Name: other\n", False),
        ("archive_lint-9.dist-info/entry_points.txt", "[lint.rules]\ndte = lint.rules.dte\n", False),
        ("keeper-1.0.dist-info/entry_points.txt", "[lint.rules]\nkeeper = keeper\n", True),
        ("Keeper.egg-info/entry_points.txt", "[lint.rules]\nkeeper = keeper\n", True),
    ],
)
def test_entry_points_are_read_only_if_a_plug_in_may_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, *, expected: bool
) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nowhere")])
    monkeypatch.setattr(sys, "meta_path", [PathFinder])
    # The importlib-metadata of PyPI, which Dask imports, takes this method away for a finder of its own.
    find = staticmethod(MetadataPathFinder.find_distributions)
    monkeypatch.setattr(PathFinder, "find_distributions", find, raising=False)
    assert plugins.may_be_installed() is expected
    named = {point.name for point in entry_points(group=plugins.GROUP)}
    assert bool(named - {*registry.FAMILIES}) is expected


def test_a_plug_in_may_be_in_a_file_or_found_by_a_finder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Finder:
        def find_distributions(self, *_: object) -> list[object]:
            return []

    (tmp_path / "keeper.zip").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "keeper.zip")])
    monkeypatch.setattr(sys, "meta_path", [PathFinder])
    assert plugins.may_be_installed()
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [PathFinder, Finder()])
    assert plugins.may_be_installed()
