"""Runs linters and link checkers over the sites, and reads what they report.

Each is set up as its manual has it for a site on disk. Those that read sources report lines; those that read the
built site report a page and an address, which the crawl turns into the target it came from.
"""

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urljoin, urlsplit

from lint.primitives.patterns import regex

_PAGE = regex(r"^-\s+(\S.*)$")
_PROBLEM = regex(r"^\s+\*\s+(.*?)(?: \(line \d+\))?$")
_ADDRESSES = (
    regex(r"internally linking to (.*?), which does not exist"),
    regex(r"internally linking to (.*?); the file exists, but the hash"),
    regex(r"linking to internal hash (\S+) that does not exist"),
    regex(r"internal image (.*) does not exist"),
)
_HREF = regex(r"""^\s+<.*\bhref=["']([^"']*)["']""")


@dataclass(frozen=True)
class Report:
    """A problem that a program reports.

    Attributes:
        page: The file, from the site's folder or from the web's root.
        line: The line in a source; 0 for a built page.
        url: The address, where the line does not tell.
    """

    page: str
    line: int
    url: str = ""


def lint(program: Sequence[str], site: str, codes: str) -> Iterator[Report]:
    """Lint a site's sources for the rules given."""
    found = json.loads(
        _output([*program, "check", "--output-format", "json", "--exit-zero", "--select", codes, "."], site)
    )
    for row in found:
        path = os.path.relpath(os.path.join(site, row["filename"]), site)
        yield Report(path, row["location"]["row"])


def lychee(program: Sequence[str], site: str) -> Iterator[Report]:
    """`lychee --offline --root-dir`, with fragments, over the Markdown files."""
    options = [
        "--offline",
        "--no-progress",
        "--include-fragments=full",
        "--format",
        "json",
        "--root-dir",
        site,
    ]
    if os.path.isdir(os.path.join(site, ".obsidian")):
        options += ["--include-wikilinks", "--base-url", site, "--fallback-extensions", "md"]
    found = json.loads(_output([*program, *options, os.path.join(site, "**", "*.md")], site))
    for path, problems in found["error_map"].items():
        for problem in problems:
            yield Report(os.path.relpath(path, site), problem["span"]["line"], problem["url"])


def lychee_built(program: Sequence[str], root: str) -> Iterator[Report]:
    """The same over a built site."""
    options = [
        "--offline",
        "--no-progress",
        "--include-fragments=full",
        "--format",
        "json",
        "--root-dir",
        root,
    ]
    options += ["--fallback-extensions", "html", "--index-files", "index.html"]
    found = json.loads(_output([*program, *options, os.path.join(root, "**", "*.html")], root))
    for path, problems in found["error_map"].items():
        for problem in problems:
            yield Report(os.path.relpath(path, root), 0, problem["url"].removeprefix(f"file://{root}"))


def remark(folder: str, site: str) -> Iterator[Report]:
    """`remark-validate-links` over the Markdown files, from a folder with its packages."""
    settings = {"repository": False, "root": site}
    with tempfile.NamedTemporaryFile("w", suffix=".json", dir=folder) as file:
        json.dump({"plugins": ["frontmatter", "gfm", ["validate-links", settings]]}, file)
        file.flush()
        command = [os.path.join(folder, "node_modules", ".bin", "remark"), "--rc-path", file.name]
        text = _output(
            [*command, "--quiet", "--no-stdout", "--report", "vfile-reporter-json", site], folder, errors=True
        )
    for page in json.loads(text[text.index("[") :]):
        for message in page["messages"]:
            if str(message.get("source")).startswith("remark-validate-links"):
                yield Report(os.path.relpath(os.path.join(folder, page["path"]), site), message["line"])


def html_proofer(program: Sequence[str], root: str) -> Iterator[Report]:
    """html-proofer 3 over a built site.

    A message may name a fragment alone; the element below it has the whole address.
    """
    options = ["--disable-external", "--empty-alt-ignore", "--allow-hash-href", "--assume-extension"]
    page, address = "", ""
    for line in [*_output([*program, root, *options], root, errors=True).splitlines(), "- end"]:
        found, problem, element = _PAGE.match(line), _PROBLEM.match(line), _HREF.search(line)
        if address and (found or problem or element):
            yield Report(page, 0, unescape(element[1]) if element else address)
            address = ""
        if found:
            page = os.path.relpath(os.path.join(root, found[1]), root)
        elif problem:
            named = [told[1] for form in _ADDRESSES if (told := form.search(problem[1]))]
            address = named[0] if named else problem[1]


def linkinator(folder: str, root: str, pages: Sequence[str]) -> Iterator[Report]:
    """Run linkinator over a built site that is served on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        host = f"http://127.0.0.1:{server.server_port}/"
        program = os.path.join(folder, "node_modules", ".bin", "linkinator")
        urls = [host + page.removesuffix("index.html") for page in pages]
        text = _output(
            [program, *urls, "--format", "json", "--skip", f"^(?!{host})", "--concurrency", "10"], folder
        )
    finally:
        server.shutdown()
    for link in json.loads(text)["links"]:
        if link["state"] == "BROKEN":
            parent = unquote(urlsplit(link.get("parent", "")).path).lstrip("/")
            page = f"{parent}index.html" if parent.endswith("/") or not parent else parent
            yield Report(page, 0, unquote(urlsplit(link["url"]).path))


class _Server(SimpleHTTPRequestHandler):
    """Serves a folder: without lists of files, and a page without its suffix, as hosts of these sites do."""

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found if os.path.exists(found) or path.endswith("/") else f"{found}.html"

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""


def same(page: str, first: str, second: str) -> bool:
    """Whether two addresses in a built page lead to the same place, however they are encoded.

    A slash at the end of the path does not count: lychee reports addresses without it.
    """
    ends = []
    for url in (first, second):
        path, mark, fragment = unquote(urljoin(f"http://site.invalid/{page}", url)).partition("#")
        ends.append((path.rstrip("/"), mark, fragment))
    return ends[0] == ends[1]


def _output(command: Sequence[str], folder: str, *, errors: bool = False) -> str:
    done = subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.PIPE,
        check=False,
    )
    if not done.stdout:
        problem = (done.stderr or b"").decode(errors="replace").strip()
        raise OSError(f"{command[0]} printed nothing (exit code {done.returncode}): {problem[-500:]}")
    return done.stdout.decode(errors="replace")
