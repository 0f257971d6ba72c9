"""A real browser, installed by `tools/browser/install.sh`, that shows a page.

It is looked for in the folder that ARCHIVE_LINT_BROWSER names. With ARCHIVE_LINT_REQUIRE_BROWSER, a missing one is a
failure.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # not everybody has it
    from playwright.sync_api import Browser, Page

FOLDER = os.environ.get("ARCHIVE_LINT_BROWSER")
_AXE = "node_modules/axe-core/axe.min.js"


def _missing(what: str) -> None:
    message = f"{what} is not installed; run tools/browser/install.sh DIR and set ARCHIVE_LINT_BROWSER=DIR"
    if os.environ.get("ARCHIVE_LINT_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def launched() -> Iterator["Browser"]:
    """Start the browser."""
    program = shutil.which("chromium")
    if not FOLDER or program is None or not os.path.isfile(os.path.join(FOLDER, _AXE)):
        _missing("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@contextmanager
def shown(browser: "Browser", path: str, **options: Any) -> Iterator["Page"]:
    """Show a file until the context ends; nothing may be said on the console, and nothing asked for."""
    said: list[str] = []
    asked: list[str] = []
    context = browser.new_context(**options)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(Path(path).absolute().as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    assert said == []
    assert [url for url in asked if not url.startswith("data:")] == [Path(path).absolute().as_uri()]
    context.close()


def violations(page: "Page") -> list[str]:
    """Return what axe-core says of a page, which must be shown with `bypass_csp`."""
    page.evaluate(Path(FOLDER or "", _AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]
