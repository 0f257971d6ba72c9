"""Late sites for rows of the kind `link`, drawn by chance after lint's readers were written.

The sites are those of late_addresses.py. Their links are made of the paths and keys of their files, right or
with a slip, so that about half of them lead nowhere.
"""

# ruff: noqa: E501  an input a line

import posixpath
import re
from collections.abc import Callable, Sequence
from random import Random
from unicodedata import is_normalized
from urllib.parse import quote

from tools.builders import sites
from tools.builders.drawing import drawn, often
from tools.builders.late_addresses import MAKERS

_GIVEN = re.compile(
    r"^(?:permalink|url|aliases|redirect_from|slug|save_as):\s*\[?['\"]?([^\s'\",\]:]+)",
    re.MULTILINE | re.IGNORECASE,
)
_DATED = re.compile(r"\d+-\d+-\d+-")


def _slip(chance: Random, text: str) -> str:
    """Return a path as it is, or with a slip."""
    if often(chance, 55):
        return text
    folder, slash, name = text.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return chance.choice(
        [
            f"{folder}{slash}{name.swapcase()}", f"{folder}{slash}{stem or name}", f"{folder}{slash}x{name}", name,
            f"x/{text}", f"{folder}{slash}{stem}{dot}x{suffix}", f"{folder}x{slash}{name}", text.lower(), text.replace(" ", "-"),
        ]
    )  # fmt: skip


def _addresses(part: sites.Part, root: str) -> list[str]:
    """Return addresses that a page may have."""
    path = part.path.removeprefix(root)
    stem = posixpath.splitext(path)[0]
    plain = stem.removesuffix("/index").removesuffix("/_index").lower().replace(" ", "-")
    name = _DATED.sub("", plain.rpartition("/")[2])
    # Servers differ in whether they send an index that is not HTML.
    is_text = path.endswith((".txt", ".xml"))
    found = [f"/{each.lstrip('/')}" for each in ([] if is_text else _GIVEN.findall(part.text))]
    return [
        *found,
        f"/{stem}.html",
        f"/{stem}/",
        f"/{stem}",
        f"/{plain}/",
        f"/{plain}.html",
        f"/{name}/",
        f"/{name}.html",
        f"/{path}",
    ]


def _written(chance: Random, address: str, base: str, depth: str) -> str:
    """Return an address as it may be in Markdown."""
    encoded = quote(address.lstrip("/"), safe="/")
    start = chance.choice([f"{base}/", f"{base}/", "/", depth, "../", "./"])
    return f"{start}{encoded}{chance.choice(['', '', '', '#x', '?a=1'])}"


def _jekyll(chance: Random) -> str:
    site = MAKERS["jekyll"](chance)
    site += "=== page _posts/2020-01-02-source.md\npermalink: /s/source/\n=== page docs/source.md\n=== text Gemfile\ngem 'jekyll'\n"
    site += "=== text _includes/a b.html\nx\n=== text _includes/Sub/c.md\nx\n"
    base = "/base" if "baseurl: /base" in site else "/a/b" if "baseurl: /a/b" in site else ""
    lines: list[str] = []
    for part in sites.parts(site):
        # The two Unicode forms of a name are one for lint.
        if part.kind == "text" or not is_normalized("NFC", part.path):
            continue
        path, name = part.path, part.path.rpartition("/")[2]
        address = f"/{path}" if part.kind == "file" else chance.choice(_addresses(part, ""))
        kind = "image" if part.kind == "file" else "link"
        lines.append(f"{kind} {_written(chance, _slip(chance, address), base, '../../')}")
        # A slash at the beginning is for files without front matter.
        lines.append(f"tag {{% link {_slip(chance, path)} %}}")
        if "_posts/" in path:
            post = f"{chance.choice(['', '', 'x/', '2020/'])}{_slip(chance, posixpath.splitext(name)[0])}"
            lines.append(f"tag {{% post_url {post.replace('/x2', '/2')} %}}")
        if all(each not in address for each in "'\"|"):
            lines.append(f"link {{{{ '{quote(_slip(chance, address))}' | relative_url }}}}")
            lines.append(f"link {{{{ site.baseurl }}}}{quote(_slip(chance, address))}")
    lines += [f"tag {{% include {_slip(chance, 'Sub/c.md')} %}}", "tag {% include_relative source.md.txt %}"]
    return site + "".join(
        f"=== links {path}\n" + "".join(f"{each}\n" for each in lines)
        for path in ("_posts/2020-01-02-source.md", "docs/source.md")
    )


def _hugo(chance: Random) -> str:
    site = MAKERS["hugo"](chance)
    site += "=== page content/posts/source.md\ntitle: Source\n=== page content/docs/source/index.md\ntitle: Source\n"
    site += "=== file content/docs/source/Pic 1.png\n=== text layouts/shortcodes/own.html\nx\n"
    base = "/base" if "example/base/" in site else ""
    lines = [
        "image Pic%201.png",
        "image pic%201.png",
        "image ./Pic%201.png",
        "image /docs/source/Pic%201.png",
    ]
    for part in sites.parts(site):
        # The two Unicode forms of a name are one for lint.
        if part.kind == "text" or not is_normalized("NFC", part.path):
            continue
        path = part.path.removeprefix("content/").removeprefix("static/")
        address = f"/{path}" if part.kind == "file" else chance.choice(_addresses(part, "content/"))
        kind = "image" if part.kind == "file" else "link"
        lines.append(f"{kind} {_written(chance, _slip(chance, address), base, '../../')}")
        if part.kind == "page" and '"' not in path:
            name = path.rpartition("/")[2]
            # Hugo stops at a name that several pages have.
            is_one = site.lower().count(f"/{posixpath.splitext(name)[0].lower()}") == 1
            alone = [name, posixpath.splitext(name)[0]] if is_one else []
            stem = chance.choice([path, posixpath.splitext(path)[0], *alone])
            ref = chance.choice(["", "", "/", "./", "../"]) + _slip(chance, stem)
            lines.append(f'tag {{{{< {chance.choice(["ref", "relref"])} "{ref}" >}}}}')
    return site + "".join(
        f"=== links {path}\n" + "".join(f"{each}\n" for each in lines)
        for path in ("content/posts/source.md", "content/docs/source/index.md")
    )


def _pelican(chance: Random) -> str:
    site = MAKERS["pelican"](chance)
    front = "title: Source\ndate: 2019-01-05\nslug: source-{}\nstatus: published\ncategory: c\nauthor: A\nlang: xx\n"
    sources = ["content/posts/source.md", "content/pages/source.md"]
    site += "".join(f"=== page {path}\n{front.format(at)}" for at, path in enumerate(sources))
    lines: list[str] = []
    for part in sites.parts(site):
        if part.kind == "text" or not is_normalized("NFC", part.path):
            continue
        path = part.path.removeprefix("content/")
        address = f"/{path}" if part.kind == "file" else chance.choice(_addresses(part, "content/"))
        kind = "image" if part.kind == "file" else "link"
        if "save_as" in part.text.lower():  # without a URL, so that Pelican's own link leads nowhere
            continue
        # What `{static}` names is published, so it has no other links.
        is_static = path.startswith("extra/")
        if not is_static:
            lines.append(f"{kind} {_written(chance, _slip(chance, address), '', '../')}")
        what = "static" if is_static else "filename"
        file = quote(_slip(chance, path), safe="/").replace("%27", "'")
        lines.append(
            f"{kind} {{{what}}}{chance.choice(['/', '../', '/', './', ''])}{file}{chance.choice(['', '', '#x'])}"
        )
    return site + "".join(f"=== links {path}\n" + "".join(f"{each}\n" for each in lines) for path in sources)


_MAKERS: dict[str, Callable[[Random], str]] = {"jekyll": _jekyll, "hugo": _hugo, "pelican": _pelican}


def links(builder: str, first: Sequence[str]) -> list[str]:
    """Return late sites of a builder: half as many as its first ones."""
    return drawn(len(first) // 2 + 1, _MAKERS[builder], first)
