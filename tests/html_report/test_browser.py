"""The page in a real browser: it shows, filters, sorts and opens findings, and says nothing on its console."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lint.report import ReportOptions, RuleCount, Summary, load
from tests.conftest import GOOD, Archive
from tests.html_report.chromium import launched, shown, violations
from tests.html_report.test_page import HOSTILE, POSTS

if TYPE_CHECKING:  # not everybody has it
    from playwright.sync_api import Browser

_NAMED = "_posts/2021-05-03-<img src=x onerror=alert(1)>.md"


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with launched() as started:
        yield started


@pytest.fixture
def report(archive: Archive) -> str:
    for name, text in POSTS.items():
        archive.write(name, text)
    title = HOSTILE.replace('"', "")
    archive.write(_NAMED, GOOD.replace("Rain over", f"{title}  over"))
    for _ in range(2):
        archive.lint(
            "--isolated",
            "--output-format",
            "html:report.html",
            "--output-format",
            "sqlite:archive.db",
            "_posts",
        )
        archive.write("_posts/2021-07-03-e.md", POSTS["_posts/2021-05-03-a.md"])
    return "report.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 820, 390])
def test_it_is_accessible_and_as_wide_as_the_window(
    browser: "Browser", report: str, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with shown(browser, report, bypass_csp=True, **options) as page:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert violations(page) == []
        page.locator("#table [data-at]").first.click()
        assert violations(page) == []


def test_filters_and_search(browser: "Browser", report: str) -> None:
    with shown(browser, report) as page:
        rows = page.locator("#table tbody tr:not(.gap)")
        every = rows.count()
        page.select_option("[name=severity]", "error")
        assert 0 < rows.count() < every
        assert "WHERE severity = " in page.locator("#command").inner_text()
        page.get_by_role("button", name="Drop the filter errors").first.click()
        assert rows.count() == every
        page.select_option("[name=cause]", label="TAG002 tags-empty-or-duplicate")
        assert (
            "lint --fix --diff --isolated _posts --select 'TAG002'" in page.locator("#command").inner_text()
        )
        page.get_by_role("button", name="clear").first.click()
        page.fill("[name=text]", "TAG002 06-04")
        page.locator("#shown", has_text=re.compile(r"^\s*2 ")).wait_for()
        assert set(rows.locator(".c-rule a").all_inner_texts()) == {"TAG002"}
        page.fill("[name=text]", "nowhere")
        page.get_by_text("No listed finding fits.").wait_for()
        page.get_by_role("button", name="clear").first.click()
        page.locator("#by-host .bars button", has_text="x.example").click()
        assert set(rows.locator(".c-rule a").all_inner_texts()) == {"LNK010"}


def test_sorting_and_the_keyboard(browser: "Browser", report: str) -> None:
    with shown(browser, report) as page:
        page.get_by_role("button", name="Place").click()
        places = page.locator("#table .c-place bdi").all_inner_texts()
        assert places == sorted(places)
        page.get_by_role("button", name="Place").click()
        assert page.locator("#table .c-place bdi").all_inner_texts() == places[::-1]
        page.locator("#table [data-at='0']").focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.at") == "1"
        page.keyboard.press("Enter")
        assert page.locator("#details").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#details").is_visible()
        page.keyboard.press("End")
        last = page.locator("#table tbody tr:not(.gap)").count() - 1
        assert page.evaluate("document.activeElement.dataset.at") == str(last)


def test_hostile_text_stays_text(browser: "Browser", report: str) -> None:
    with shown(browser, report) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.fill("[name=text]", "onerror")
        page.locator("#table bdi", has_text="<img src=x").first.wait_for()
        page.locator("#table [data-at]").first.click()
        assert page.locator("#details img, main img").count() == 0


def test_the_policy_lets_no_text_become_markup(browser: "Browser", report: str) -> None:
    page = browser.new_page()
    page.goto(Path(report).absolute().as_uri())
    attempt = "try { document.body.innerHTML = '<b>'; 'made' } catch (error) { error.name }"
    assert page.evaluate(attempt) == "TypeError"
    page.close()


def test_history_and_print(browser: "Browser", report: str) -> None:
    with shown(browser, report) as page:
        table = page.locator("#history .changes tbody")
        assert [row.split("\t") for row in table.inner_text().splitlines()][-1] == ["LNK010 tracking-param", "1", "–"]  # fmt: skip
        page.locator("#history button.chip").click()
        assert page.locator("[name=fresh]").is_checked()
        assert set(page.locator("#table tbody .new").all_inner_texts()) == {"new"}
        page.get_by_role("button", name="clear").first.click()
        assert page.pdf().startswith(b"%PDF")


def test_no_finding(browser: "Browser", archive: Archive) -> None:
    archive.write("_posts/2021-05-03-good.md")
    archive.lint("--isolated", "--output-format", "html:report.html", "_posts")
    with shown(browser, "report.html", bypass_csp=True) as page:
        page.get_by_text("There are no findings.").wait_for()
        assert violations(page) == []


@pytest.mark.slow
def test_a_million_findings(browser: "Browser", tmp_path: Path) -> None:
    reporter, summary = load("html", ReportOptions()), Summary()
    for at in range(1000):
        month = f"{2000 + at % 24}-{at % 12 + 1:02}"
        heads = [[f"XYZ{k % 50:03}", ("error", "warning", "info")[k % 50 % 3], f"host{at * k % 9999}.example", "", at * k] for k in range(1000)]  # fmt: skip
        details = [[k + 1, 1, f"the link {k} of {at} leads nowhere", ["before it ", "https://host.example/a", " and after it"], "", ""] for k in range(1000)]  # fmt: skip
        reporter.take(
            json.dumps([f"_posts/{month}-01-{at}.md", month, f"news{at % 500}.example", heads, details])
            + "\n"
        )
    for k in range(50):
        severity = ("error", "warning", "info")[k % 3]
        summary.add_alike([RuleCount(f"XYZ{k:03}", "rule", severity, "https://a.example", 20, 0, 0)], 1000)
    path = tmp_path / "report.html"
    path.write_text(reporter.end(summary), encoding="utf-8")
    assert path.stat().st_size < 10_000_000
    with shown(browser, str(path)) as page:
        assert page.locator("#table tbody tr:not(.gap)").count() < 100
        assert page.locator("#shown").inner_text().startswith("10,000 of 1,000,000 findings are listed")
        page.select_option("[name=cause]", label="XYZ000 rule")
        assert " of 20,000 findings are listed" in page.locator("#shown").inner_text()
        assert "grep -F ': XYZ000 '" in page.locator("#command").inner_text()
