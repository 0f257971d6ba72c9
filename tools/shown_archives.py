"""The archives that the pages' commands are run in, by the names that the pages give them.

A page asks for one with the comment `<!-- a new folder: NAME -->`. Small ones that a reader makes are in the
page itself.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
_DAY = "2021-05-03"
_POST = """---
layout: post
title: "{title}"
date: {date}
author: {author}
from: {source}
tags: [ {tags} ]
categories: [ {author} ]
---
<div>
{body}
</div>
"""


def _post(title: str, body: str, source: str, **values: str) -> str:
    known = {"date": f"{_DAY}T08:30:00.000Z", "author": "Harbour Post", "tags": "Weather"}
    return _POST.format(title=title, body=body, source=source, **known | values)


def _files(files: Mapping[str, str], *, git: bool = False) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if git:
            _commit(folder)

    return make


def _commit(folder: Path) -> None:
    for words in (
        ("init", "--quiet"),
        ("add", "."),
        ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org", "commit", "-qm", "Begin"),
    ):
        subprocess.run(["git", *words], cwd=folder, check=True)  # noqa: S603, S607 - git of the path


def _seeds(folder: Path) -> None:
    """The seeds in a repository, as a clone of this one has them."""
    shutil.copytree(SEEDS, folder / "seeds")


def _blog(folder: Path) -> None:
    """The seeds as an archive of one's own, in git."""
    no_text = "2021-05-03-gb18030.md"  # `lint links` cannot list its links
    shutil.copytree(SEEDS / "_posts", folder / "_posts", ignore=shutil.ignore_patterns(no_text))
    shutil.copy(SEEDS / "_posts" / "2021-05-03-epoch-mismatch.md", folder / "post.md")
    (folder / ".gitignore").write_text("*.sarif\n*.db\n*.html\n", encoding="utf-8")
    _commit(folder)


def write_months(folder: Path, months: range) -> None:
    """Write the posts of some months of a year: of the seeds, a few more in each month.

    Parameters:
        months: numbers from 1 to 12.
    """
    (folder / "_posts").mkdir(parents=True, exist_ok=True)
    for month in months:
        day = f"2025-{month:02}-03"
        for at, seed in enumerate(sorted((SEEDS / "_posts").glob(f"{_DAY}-*.md"))):
            if at % 14 <= month:
                text = seed.read_bytes().replace(_DAY.encode(), day.encode())
                (folder / "_posts" / seed.name.replace(_DAY, day)).write_bytes(text)


def _year(folder: Path) -> None:
    """A year of posts whose defects are those of the seeds, and a footer that every other one has."""
    write_months(folder, range(1, 13))
    (folder / "lint.toml").write_text('index = false\nignore = ["DTE005"]\n', encoding="utf-8")
    footer = "\nSubscribe: https://news.example.org/follow今天就加入\n"
    for at, path in enumerate(sorted((folder / "_posts").iterdir())):
        text = path.read_bytes()
        if at % 2 and text.rstrip().endswith((b"</p>", b"</div>")):
            path.write_bytes(text + footer.encode())


def _stores(folder: Path) -> None:
    """A repository with a tag, and the same posts packed."""
    _files({f"_posts/{_DAY}-rain.md": _post("Rain", "It rained.", "https://news.example.org/1")})(folder)
    packed = [
        shutil.make_archive(str(folder.parent / name), kind, folder)
        for name, kind in (("archive", "xztar"), ("backup", "zip"))
    ]
    _commit(folder)
    subprocess.run(["git", "tag", "v1.2"], cwd=folder, check=True)  # noqa: S607 - as above
    for path in packed:
        shutil.move(path, folder)


_AGAIN = _post("Rain again", "It rained.", "https://news.example.org/a/1.html")
_PAGE = "---\ntitle: {}\n---\n{}\n"

ARCHIVES: Mapping[str, Callable[[Path], None]] = {
    "seeds": _seeds,
    "blog": _blog,
    "year": _year,
    "stores": _stores,
    "twice": _files(
        {
            "_posts/2021-05-02-rain-again.md": _AGAIN.replace(_DAY, "2021-05-02"),
            "_posts/2021-05-03-rain.md": _AGAIN.replace("Rain again", "Rain"),
        }
    ),
    "pages": _files(
        {
            "lint.toml": "",
            "docs/rain.md": _PAGE.format("Rain", "See [the wind](wind.md)."),
            "docs/wind.md": _PAGE.format("Wind", "It blew."),
        },
        git=True,
    ),
    "manual": _files(
        {
            "lint.toml": "",
            "docs/rain.md": _PAGE.format("Rain", "![A gauge](../img/Gauge.png) and [the wind](wnid.md)"),
            "docs/wind.md": _PAGE.format("Wind", "It blew."),
            "docs/img/gauge.png": "",
        }
    ),
    "tokyo": _files(
        {"_config.yml": "title: Rain\n"}
        | {
            f"_posts/2021-05-{day:02}-rain.md": (
                f"---\ntitle: Rain {day}\ndate: 2021-05-{day - 1:02}T15:20:00Z\ntags: [Rain]\n"
                f"original_url: https://news.example.org/{day}\n---\nIt rained.\n"
            )
            for day in range(2, 14)
        }
    ),
    "left out": _files(
        {
            "_config.yml": "title: Rain\nexclude: [_posts/old, _posts/2021-05-05-hail.md]\n",
            "_posts/2021-05-03-rain.md": _PAGE.format("Rain", "It rained."),
            "_posts/2021-05-05-hail.md": _PAGE.format("Hail", "It hailed."),
            "_posts/2021-05-06-snow.rst": "Snow\n====\n",
            "_posts/old/2001-05-03-wind.md": _PAGE.format("Wind", "It blew."),
        }
    ),
    "undone": _files(
        {
            "_posts/2021-07-13-x.md": _post(
                "Rain \u2028 over the harbour", "It rained.", "https://news.example.org/a/1.html",
                date="2021-07-13T08:30:00.000Z",
            ),
        }
    ),
    "proxies": _files(
        {
            f"_posts/2021-05-0{day}-rain.md": _post(
                "Rain", f'<img src="{image}">', f"https://news.example.org/{day}",
                date=f"2021-05-0{day}T08:30:00.000Z",
            )
            for day, image in enumerate(
                ("https://i0.wp.com/news.example.org/a.jpg", "https://i0.wp.com/news.example.org/b.jpg",
                 "https://wsrv.nl/?url=news.example.org/c.jpg"), 1
            )
        }
    ),
}  # fmt: skip
