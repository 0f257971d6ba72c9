"""Edit posts while `lint --fix` runs: no edit may be lost, and no temporary file may remain.

Usage: python benchmarks/edit_fixes.py ARCHIVE [--edits 200] [--posts 2000]

Posts with safe fixes are copied into a temporary folder. Rounds of `lint --fix` run over them, restored for
each, while another process edits random posts as editors and scripts do: it appends, writes in place, writes
anew, or renames a new file over the old one. In the end, each post must have every edit made to it since it
was restored.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

COMMAND = ("-m", "lint", "--fix", "--isolated", "--jobs", "2", "--output-format", "concise", ".")


def edit(path: Path, mark: bytes, kind: int) -> None:
    """Add a mark to a post in one of four ways."""
    if kind == 0:
        with path.open("ab") as file:
            file.write(mark)
    elif kind == 1:
        with path.open("r+b") as file:
            file.seek(0, os.SEEK_END)
            file.write(mark)
    elif kind == 2:  # noqa: PLR2004 - the third
        path.write_bytes(path.read_bytes() + mark)
    else:
        other = path.with_suffix(".editor")
        other.write_bytes(path.read_bytes() + mark)
        other.replace(path)


def copy_posts(archive: Path, folder: Path, most: int) -> list[Path]:
    """Copy posts, each with something to fix; return their paths."""
    posts = []
    for post in sorted(archive.rglob("*.md"))[:most]:
        target = folder / post.relative_to(archive)
        target.parent.mkdir(parents=True, exist_ok=True)
        # A space at the end of the title.
        target.write_bytes(post.read_bytes().decode().replace('"\ndate:', ' "\ndate:', 1).encode())
        posts.append(target.relative_to(folder))
    return posts


def edited_while_fixed(folder: Path, posts: list[Path], chance: random.Random) -> list[tuple[Path, bytes]]:
    """Edit posts until a run of `lint --fix` ends; return the edits."""
    edits: list[tuple[Path, bytes]] = []
    before = {post: os.stat(folder / post).st_ino for post in posts}
    with subprocess.Popen(
        [sys.executable, *COMMAND], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        # Files are replaced in order, by two processes: the next ones are the most likely to be hit.
        front = 0
        while run.poll() is None:
            while front < len(posts) and os.stat(folder / posts[front]).st_ino != before[posts[front]]:
                front += 1
            if not front:
                time.sleep(0.001)
                continue
            at = min(front + chance.randrange(-2, 70), len(posts) - 1)
            mark = b"<!-- edit %d -->\n" % len(edits)
            edit(folder / posts[at], mark, chance.randrange(4))
            edits.append((posts[at], mark))
    return edits


def main() -> int:
    """Fix, edit and compare; return 1 if anything was lost or left over."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--posts", type=int, default=2000)
    options = parser.parse_args()
    chance = random.Random(1)  # any seed will do
    made = lost = left = rounds = kept = 0
    with TemporaryDirectory() as scratch:
        old, folder = Path(scratch, "old"), Path(scratch, "work")
        posts = copy_posts(options.archive, old, options.posts)
        while made < options.edits:
            rounds += 1
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(old, folder)
            edits = edited_while_fixed(folder, posts, chance)
            made += len(edits)
            texts = {post: (folder / post).read_bytes() for post in {post for post, _ in edits}}
            missing = [(post, mark) for post, mark in edits if mark not in texts[post]]
            lost += len(missing)
            left += len(list(folder.rglob(".archive-lint-*")))
            kept += sum(b' "\ndate:' in text for text in texts.values())
            for post, mark in missing[:3]:
                print(f"round {rounds}: {post} has lost {mark.decode().strip()}")
    print(
        f"{made:,} edits in {rounds} rounds, after which {kept:,} posts were left unfixed;"
        f" {lost} edits lost, {left} temporary files left over"
    )
    return bool(lost or left)


if __name__ == "__main__":
    sys.exit(main())
