"""Jekyll, with kramdown: every input is a site of its own, built in one process by jekyll.rb."""

import json
import os
import shutil
import subprocess
from typing import cast

from tools.builders.inputs import INPUTS, LATE
from tools.builders.jekyll_addresses import ADDRESSES
from tools.builders.jekyll_links import LINKS
from tools.builders.late import files as late_files
from tools.builders.late_addresses import addresses as late_addresses
from tools.builders.late_links import links as late_links
from tools.builders.links import measured
from tools.builders.rows import Table, addresses, ids, this_year

FILES = [
    "_posts/2021-05-03-a.md",
    "_posts/2021-5-3-a.md",
    "_posts/2021-05-03-a.markdown",
    "_posts/2021-05-03-a.mkd",
    "_posts/2021-05-03-a.mkdown",
    "_posts/2021-05-03-a.html",
    "_posts/2021-05-03-a.txt",
    "_posts/2021-05-03-a.textile",
    "_posts/2021-05-03-a.mdx",
    "_posts/2021-05-03-a.MD",
    "_posts/2021-05-03-a",
    "_posts/2021-05-03-.md",
    "_posts/2021-05-03.md",
    "_posts/2021-05-03 a b.md",
    "_posts/2021-05-03-中文.md",
    "_posts/2021-05-03-a.b.md",
    "_posts/2021-05-03_a.md",
    "_posts/2021-05-a.md",
    "_posts/20210503-a.md",
    "_posts/08-01-05-a.md",
    "_posts/2008-1-5-a.md",
    "_posts/2021-02-30-a.md",
    "_posts/2021-13-01-a.md",
    "_posts/9999-12-31-a.md",
    "_posts/12021-05-03-a.md",
    "_posts/2021-05-03-a/index.md",
    "_posts/a.md",
    "_posts/a-2021-05-03.md",
    "_posts/README.md",
    "_posts/sub/2021-05-03-a.md",
    "_posts/2021/2021-05-03-a.md",
    "_posts/2021/05/03/a.md",
    "_posts/_2021-05-03-a.md",
    "_posts/.2021-05-03-a.md",
    "_posts/#2021-05-03-a.md",
    "_posts/2021-05-03-a.md~",
    "_posts/_drafts/2021-05-03-a.md",
    "posts/2021-05-03-a.md",
    "blog/_posts/2021-05-03-a.md",
    "_drafts/a.md",
    "_drafts/2021-05-03-a.md",
    "blog/_drafts/a.md",
    "_pages/a.md",
    "_notes/a.md",
    "_includes/a.md",
    "_layouts/a.html",
    "_data/a.md",
    "_site/a.md",
    "_sass/a.md",
    "_a.md",
    ".a.md",
    "#a.md",
    "~a.md",
    "a.md~",
    "a.md",
    "a.MD",
    "a.markdown",
    "a.html",
    "a.htm",
    "a.txt",
    "a.xml",
    "a.css",
    "a.scss",
    "a.js",
    "a.json",
    "a.mdx",
    "a.qmd",
    "a.rst",
    "a.org",
    "README.md",
    "readme.md",
    "LICENSE.md",
    "404.md",
    "index.md",
    "docs/a.md",
    "docs/index.md",
    "docs/_a.md",
    "docs/_partial/a.md",
    "docs/.hidden/a.md",
    ".github/a.md",
    ".well-known/a.md",
    "node_modules/a.md",
    "sub/node_modules/a.md",
    "vendor/a.md",
    "vendor/bundle/a.md",
    "vendor/cache/a.md",
    ".jekyll-cache/a.md",
    ".sass-cache/a.md",
    "Gemfile",
    "assets/a.md",
    "drafts/a.md",
]
KINDS = (
    "date",
    "scalar",
    "keys",
    "fences",
    "page fences",
    "tags",
    "heading",
    "body",
    "file",
    "address",
    "link",
)
_HOW = (
    "Jekyll as a library, one site of one file an input, no theme, `timezone: Asia/Tokyo` and `future:"
    " true`, else the defaults. `date` to `body`: a post _posts/2001-02-03-p.md; `stops` is also what"
    " Jekyll logs as an error and then builds without its front matter. `date`: page.date, `none` where"
    " it is the file's, `now` where it depends on the day of the build. `page fences`: as `fences`, for"
    " p.md at the root. `address`: sites as in sites.py, in the zone UTC without `timezone`. Debian's"
    " Jekyll reads YAML with Psych {psych}, that of RubyGems with SafeYAML. kramdown {kramdown}, Liquid"
    " {liquid}."
)


def _own(attributes: dict[str, str]) -> bool:
    return attributes.get("class") in {"footnote", "reversefootnote"}


def _read(kind: str, given: object) -> object:
    if kind == "date":
        return this_year(given)
    if isinstance(given, dict) and "html" in given:
        html = str(given["html"])
        return ids(html) if kind == "heading" else addresses(html, _own)
    return given


def measure(programs: str | None) -> Table:
    """Return the table of the Jekyll that `ruby` finds.

    Args:
        programs: Ignored: Ruby and Jekyll are the system's.
    """
    del programs
    ruby = shutil.which("ruby") or "ruby"
    script = os.path.join(os.path.dirname(__file__), "jekyll.rb")
    table = Table("jekyll", "", "Asia/Tokyo", "")

    def build(kind: str, inputs: list[str]) -> list[object]:
        if kind == "link":
            sites = lambda folders: cast("list[str | None]", build("build", folders))  # noqa: E731
            return measured(inputs, sites, leaves_out=True)
        run = subprocess.run(  # noqa: S603  the script is ours
            [ruby, script],
            input=json.dumps([[kind, text] for text in inputs]),
            stdout=subprocess.PIPE,
            env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"},
            text=True,
            encoding="utf-8",
            check=True,
        )
        answer = json.loads(run.stdout)
        table.version = answer["version"]
        table.how = _HOW.format(**answer)
        return [_read(kind, given) for given in answer["results"]]

    own = {"page fences": INPUTS["fences"], "file": FILES, "address": ADDRESSES, "link": LINKS}
    late = {
        "page fences": LATE["fences"],
        "file": late_files("jekyll", FILES),
        "address": late_addresses("jekyll", ADDRESSES),
        "link": late_links("jekyll", LINKS),
    }
    for kind in KINDS:
        table.measure(kind, build, own.get(kind, ()), late.get(kind, ()))
    return table
