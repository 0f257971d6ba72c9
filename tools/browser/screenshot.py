"""Makes the pictures in docs/report.md: `python -m tools.browser.screenshot`, with Chromium and Playwright.

The archive is made of the seeds, each in some months of a year. It has three earlier runs: when some posts
were not there yet, with these, and after some fixes.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.shown_archives import write_months

_ROOT = Path(__file__).parents[2]
_PICTURES = _ROOT / "docs" / "img"
_REPORTS = ("--output-format", "sqlite:archive.db", "--output-format", "html:report.html")
_EARLIER = ("2026-08-01", "2026-09-01", "2026-10-01")
# The copies of a seed are about the same article; their comments have the time of the first.
_SETTINGS = 'index = false\nignore = ["DTE005"]\n'


def main() -> int:
    """Write a picture in light colours and one in dark."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "archive"
        _linted(folder)
        _PICTURES.mkdir(exist_ok=True)
        _photographed(folder / "report.html")
    return 0


def _linted(folder: Path) -> None:
    """Make an archive with a report that has a history."""
    folder.mkdir()
    (folder / "lint.toml").write_text(_SETTINGS, encoding="utf-8")
    write_months(folder, range(1, 10))
    _lint(folder, *_REPORTS)
    write_months(folder, range(10, 12))
    _lint(folder, *_REPORTS)
    _lint(folder, "--fix", "--select", "FMT,TAG")
    _lint(folder, *_REPORTS)
    with closing(sqlite3.connect(folder / "archive.db")) as database:
        for run, day in enumerate(_EARLIER, 1):
            database.execute("UPDATE runs SET started = ? WHERE id = ?", (f"{day}T09:00:00+00:00", run))
        database.commit()
    write_months(folder, range(12, 13))
    _lint(folder, "--unsafe-fixes", "--select", "FMT,FIL,SRC")
    _lint(folder, *_REPORTS)


def _lint(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"ARCHIVE_LINT_CACHE_DIR": str(folder.parent / "cache")}
    command = (sys.executable, "-P", "-m", "lint", *arguments)
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 - our own
    if done.returncode not in (0, 1):
        raise SystemExit(f"lint {' '.join(arguments)} ended with exit code {done.returncode}")


def _photographed(page_file: Path) -> None:
    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": 1200, "height": 1200}, color_scheme=scheme)
            page = context.new_page()
            page.goto(page_file.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            page.screenshot(path=str(_PICTURES / f"report-{scheme}.png"))
            context.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
