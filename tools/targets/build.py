"""Runs the builders themselves."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from lint.primitives.patterns import regex

_NODE = {
    "hexo": ("hexo/bin/hexo", "generate"),
    "eleventy": ("@11ty/eleventy/cmd.cjs",),
    "vitepress": ("vitepress/bin/vitepress.js", "build"),
}
_OUTPUT = {
    "jekyll": "_site",
    "hugo": "public",
    "hexo": "public",
    "eleventy": "_site",
    "vitepress": ".vitepress/dist",
}
_COLOUR = regex(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Built:
    """What a builder made of a site.

    Attributes:
        stopped: It ended with an error.
        log: What it printed, without colours.
        output: The folder that it wrote.
    """

    stopped: bool
    log: str
    output: str


def build(name: str, folder: str, programs: str) -> Built:
    """Build a site in its folder.

    Args:
        name: The builder.
        folder: The site's source; the builder writes into it.
        programs: The folder with the builders for Node.js, as `tools/builders/install.sh` makes it.
    """
    output = os.path.join(folder, _OUTPUT[name])
    shutil.rmtree(output, ignore_errors=True)
    done = subprocess.run(  # noqa: S603
        _command(name, folder, programs),
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "NODE_ENV": "production", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    log = _COLOUR.sub("", done.stdout.decode(errors="replace"))
    return Built(done.returncode != 0, log, output)


def _command(name: str, folder: str, programs: str) -> Sequence[str]:
    if name == "jekyll":
        return ["jekyll", "build", "--quiet", "--disable-disk-cache"]
    if name == "hugo":
        return ["hugo"]
    packages = os.path.join(os.path.abspath(programs), name, "node_modules")
    link = os.path.join(folder, "node_modules")
    if not os.path.islink(link):
        os.symlink(packages, link)
    program, *arguments = _NODE[name]
    return ["node", os.path.join(packages, program), *arguments]
