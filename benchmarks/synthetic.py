"""Generate a synthetic archive that resembles real ones: `python benchmarks/synthetic.py FOLDER POSTS`.

The posts have the front matter of feed mirrors, CJK titles, and bodies of log-normal length (median 2.5 kB,
a few over 100 kB) with paragraphs, links, proxied images and bare URLs; there is a folder for each day. The
output is reproducible, and a smaller archive is the beginning of a larger one.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

_WORDS = (
    "港口", "下雨", "了", "天氣", "預報", "說", "明天", "會", "更", "好",
    "the", "harbour", "rain", "over", "a", "city", "wind", "and", "light", "news",
)  # fmt: skip
_START = datetime(2005, 1, 1, tzinfo=UTC)
_A_DAY = 40
# How often paragraphs contain these, as in real bodies.
_LINKS, _IMAGES, _BARE = 0.2, 0.1, 0.04


def post(number: int) -> tuple[str, str]:
    """Return the name and the text of a post."""
    random = Random(number)  # reproducible
    when = _START + timedelta(days=number // _A_DAY, seconds=random.randrange(86_400))
    day = when.date().isoformat()
    title = " ".join(random.choices(_WORDS, k=8))
    site = f"https://news{random.randrange(40)}.example.org"
    url = f"{site}/{day.replace('-', '/')}/{number}.html"
    head = (
        f'---\nlayout: post\ntitle: "{title}"\ndate: {when:%Y-%m-%dT%H:%M:%S.000Z}\nauthor: Harbour Post\n'
        f"from: {url}\ntags: [ Harbour Post ]\ncategories: [ Harbour Post ]\n---\n"
        f"<!--{int(when.timestamp() * 1000)}-->\n[{title}]({url})\n------\n\n<div>\n"
    )
    paragraphs = []
    left = min(int(random.lognormvariate(7.8, 1.0)), 400_000)
    while left > 0:
        words = " ".join(random.choices(_WORDS, k=random.randrange(20, 80)))
        kind = random.random()
        if kind < _LINKS:
            words += (
                f' <a href="{site}/{random.randrange(9_999)}" target="_blank">{random.choice(_WORDS)}</a>'
            )
        elif kind < _LINKS + _IMAGES:
            image = f"media.example.org/{random.randrange(999)}.jpg"
            words += f'<img src="https://images.weserv.nl/?url={image}" alt="">'
        elif kind < _LINKS + _IMAGES + _BARE:
            words += f" https://youtu.be/{random.randrange(10**10):011} 。"
        paragraphs.append(f"<p>{words}</p>")
        left -= len(words.encode())
    return f"{day}/{day}-{number}-{title[:12].replace(' ', '-')}.md", head + "\n".join(
        paragraphs
    ) + "\n</div>\n"


def write(folder: Path, posts: int) -> None:
    """Write an archive."""
    root = folder / "_posts"
    for number in range(posts):
        name, text = post(number)
        path = root / name
        if number % _A_DAY == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
