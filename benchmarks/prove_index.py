"""Change a small archive at random, kill runs over it, and compare each run with one that has no cache.

Usage: python benchmarks/prove_index.py [--seeds 10] [--first 1] [--steps 60]

Each seed has an archive, a cache and a daemon of its own. In each step, posts, folders, links and settings
change; now and then a run or the daemon is killed; and the same files are linted three times, by the daemon,
with `--daemon`, in two processes or as usual. Each must write what a run without a cache writes, and nothing
else: an index never lies, whatever has happened meanwhile. What differs is shown with the last changes.
Linux only, as the daemon.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

FOLDERS = ("_posts", "other/_posts", "archived", "deep/er/_posts")
NAMES = tuple(
    f"{folder}/2021-05-0{day}-{name}.md" for folder in FOLDERS for day, name in enumerate("abcdef", 1)
)
LINKED = "_posts/2021-05-09-z.md"
TEXTS = (
    "It rained.", "[b](/2021/05/02/b.html)", "![](/img/rain.png)", "![](/img/Rain.png)",
    "[c](/2021/05/03/C.html)", "{% post_url 2021-05-02-b %}", "It rained in the harbour. " * 12,
    "[m](/old/map.html#south)", "[l](/page2/)",
)  # fmt: skip
TITLES = ("Rain", "Snow", "Hail", "Rain today")
MORE = ("permalink: /same/\n", "tags: [Rain, rain, RAIN]\n", "", "", "", "", "")
SETTINGS = {
    "_config.yml": (
        "title: Rain\n", "permalink: /:title/\n", "exclude: [other]\n", "exclude: [img]\n",
        "plugins: [jekyll-paginate]\npaginate: 12\n",
    ),
    ".gitignore": ("", "deep\n", "_posts/*-a.md\n"),
    "lint.toml": (
        "", "ignore = ['ARC001']\n", "ignore-links = ['/img/*']\n", "exclude = ['archived']\n",
        "[[overrides]]\nfiles = ['other/**']\nignore = ['ARC002']\n",
    ),
}  # fmt: skip
# The client alone, which ends with 99 if no daemon has done the run.
ASK = """
import sys
from lint.daemon.client import answered
code = answered(sys.argv[1:])
sys.exit(99 if code is None else code)
"""
NO_DAEMON = 99
OPTIONS = ("--output-format=concise", "--extend-select=ARC")
# How a run may be asked for.
WAYS = {
    "as usual": ("-m", "lint", "check"),
    "in two processes": ("-m", "lint", "check", "--jobs=2"),
    "with a daemon": ("-m", "lint", "--daemon"),
    "by the daemon": (
        "-c",
        ASK,
        "--daemon",
    ),
}


class Said(NamedTuple):
    """The exit code of a run, and what it wrote."""

    code: int
    out: bytes
    err: bytes


class Site:
    """An archive with a cache and a daemon of its own, and what has been done to it."""

    def __init__(self, top: Path, chance: random.Random) -> None:
        self.root = top / "site"
        self.done: list[str] = []
        self._chance = chance
        cache = {"XDG_CACHE_HOME": str(top / "cache"), "COLUMNS": "80"}
        self._environment = {**os.environ, **cache}
        self._environment.pop("ARCHIVE_LINT_CACHE_DIR", None)
        for name in chance.sample(NAMES, 14):
            self._write(name, self._post())
        self._write("_config.yml", SETTINGS["_config.yml"][0])
        self._write("img/rain.png", "")
        self._daemon = self._started()

    def _write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _post(self) -> str:
        source = self._chance.randrange(6)
        title, more, text = (self._chance.choice(each) for each in (TITLES, MORE, TEXTS))
        url = f"https://news.example.org/a/{source}.html"
        return (
            f'---\n{more}layout: post\ntitle: "{title}"\ndate: 2021-05-03T22:59:03.000Z\n'
            f"author: Harbour Post\nfrom: {url}\n---\n<div>\n<p>{text}</p>\n</div>\n"
        )

    def _posts(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*.md") if path.is_file())

    def change(self) -> None:
        """Do something to the archive; what cannot be done is left."""
        deeds: Sequence[Callable[[], str]] = (
            *[self._rewrite] * 4, *[self._set] * 3, self._delete, self._rename, self._replace_folder,
            self._delete_folder, self._keep_the_time, self._link, self._rename_image, self._edit_page,
        )  # fmt: skip
        with suppress(OSError):
            self.done.append(self._chance.choice(deeds)())

    def _rewrite(self) -> str:
        name = self._chance.choice(NAMES)
        self._write(name, self._post())
        return f"write {name}"

    def _set(self) -> str:
        name = self._chance.choice(sorted(SETTINGS))
        text = self._chance.choice(SETTINGS[name])
        self._write(name, text)
        return f"write {name}: {text!r}"

    def _delete(self) -> str:
        name = self._chance.choice(self._posts())
        (self.root / name).unlink()
        return f"delete {name}"

    def _rename(self) -> str:
        old, new = self._chance.choice(self._posts()), self._chance.choice(NAMES)
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)
        return f"rename {old} to {new}"

    def _replace_folder(self) -> str:
        shutil.rmtree(self.root / "away", ignore_errors=True)
        (self.root / "other").rename(self.root / "away")
        shutil.copytree(self.root / "away", self.root / "other")
        return "have a copy in the place of other, which is away now"

    def _delete_folder(self) -> str:
        name = self._chance.choice(("other", "away", "deep"))
        shutil.rmtree(self.root / name, ignore_errors=True)
        return f"delete {name}"

    def _keep_the_time(self) -> str:
        path = self.root / self._chance.choice(self._posts())
        before = path.stat()
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("/a/1.html", "/a/2.html"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return f"write {path.name} and keep its time"

    def _link(self) -> str:
        target, link = self.root / self._chance.choice(self._posts()), self.root / LINKED
        link.unlink(missing_ok=True)
        make = self._chance.choice((link.symlink_to, link.hardlink_to))
        make(target)
        return f"{make.__name__} {target.relative_to(self.root)}"

    def _rename_image(self) -> str:
        names = "rain.png", "Rain.png"
        old, new = names if (self.root / "img" / names[0]).exists() else names[::-1]
        (self.root / "img" / old).rename(self.root / "img" / new)
        return f"rename {old} to {new}"

    def _edit_page(self) -> str:
        text = self._chance.choice(("<p id=north>", "<p id=south>", "<p id=south><script></script>"))
        self._write("old/map.html", text)
        return f"write old/map.html: {text!r}"

    def paths(self) -> list[str]:
        """Return what to lint: one post, some, a folder, or all."""
        posts = self._posts()
        some = self._chance.sample(posts, min(len(posts), self._chance.choice((1, 1, 1, 3))))
        folder = [name for name in ("_posts", ".") if (self.root / name).is_dir()][:1]
        return self._chance.choice((some, some, some, folder, ["."])) or ["."]

    def run(self, *arguments: str, kill_after: float | None = None) -> Said:
        """Run `lint`; kill it, and perhaps what the daemon does for it, after some seconds."""
        command = [sys.executable, *arguments]
        with subprocess.Popen(
            command, cwd=self.root, env=self._environment, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            try:
                out, err = process.communicate(timeout=kill_after)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                self._kill_forks()
                out, err = process.communicate()
        return Said(process.returncode, out, err)

    def _kill_forks(self) -> None:
        pid = self._daemon.pid
        if self._chance.random() < 0.5:  # noqa: PLR2004 - half of the time
            with suppress(OSError):
                forks = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
                for fork in map(int, forks):
                    os.kill(fork, signal.SIGKILL)

    def disturb(self) -> None:
        """Kill a run now and then, or the daemon; have one again."""
        kind = self._chance.random()
        if kind < 0.35:  # noqa: PLR2004 - in a third of the steps
            way, paths = self._chance.choice(sorted(WAYS)), self.paths()
            seconds = self._chance.uniform(0.02, 0.7)
            self.run(*WAYS[way], *OPTIONS, *paths, kill_after=seconds)
            self.done.append(f"kill a run over {paths} {way} after {seconds:.2f} s")
        elif kind < 0.4:  # noqa: PLR2004 - in a twentieth
            self._daemon.kill()
            self.done.append("kill the daemon")
            self._wait()
        if self._daemon.poll() is not None:
            self._wait()
            self._daemon = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        daemon = subprocess.Popen(
            [sys.executable, "-m", "lint", "daemon"], cwd="/", env=self._environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert daemon.stderr is not None  # noqa: S101 - it is a pipe
        daemon.stderr.readline()  # it waits
        return daemon

    def _wait(self) -> None:
        self._daemon.wait()
        assert self._daemon.stderr is not None  # noqa: S101 - as above
        self._daemon.stderr.close()

    def close(self) -> None:
        """End the daemon."""
        self._daemon.send_signal(signal.SIGINT)
        self._wait()


def play(seed: int, steps: int) -> tuple[int, int]:
    """Play the steps of one seed; return how many runs were compared, and how many were wrong."""
    chance = random.Random(seed)
    compared = wrong = 0
    with TemporaryDirectory() as scratch:
        site = Site(Path(scratch), chance)
        try:
            for step in range(steps):
                for _ in range(chance.randrange(1, 4)):
                    site.change()
                site.disturb()
                paths = site.paths()
                expected = site.run(*WAYS["as usual"], "--no-cache", *OPTIONS, *paths)
                for way in chance.sample(sorted(WAYS), 3):
                    said = site.run(*WAYS[way], *OPTIONS, *paths)
                    if said.code == NO_DAEMON:
                        continue
                    compared += 1
                    if said != expected:
                        wrong += 1
                        print(f"seed {seed}, step {step}, {paths} {way}:\n{said}\ninstead of\n{expected}")
                        print("after", *site.done[-12:], sep="\n  ", flush=True)
        finally:
            site.close()
    return compared, wrong


def main() -> int:
    """Play all seeds; return 1 if any run was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    results = [play(seed, options.steps) for seed in range(options.first, options.first + options.seeds)]
    compared, wrong = (sum(each) for each in zip(*results, strict=True))
    print(f"{options.seeds} archives of {options.steps} steps: {compared:,} runs compared, {wrong} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
