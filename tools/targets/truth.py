"""What is true of the sites: each target, where it is written, and whether it exists."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

KINDS = {
    "image": "an image that does not exist",
    "letter-case": "an image or a file in other letter case",
    "file": "a file for download that does not exist",
    "page": "a page that does not exist",
    "old-address": "a page by an address that it no longer has",
    "typo": "a page with a typing error",
    "anchor-here": "an anchor that the page itself does not have",
    "anchor-elsewhere": "an anchor that another page does not have",
    "wikilink": "a wikilink to no note, heading, block or file",
    "template": "an include, shortcode, `post_url`, `ref` or `link` to nothing",
}
"""The ten kinds of broken targets, and what each is."""

FILE = "truth.json"
"""The name of the file beside the sites."""


@dataclass(frozen=True)
class Target:
    """One address in a text.

    Attributes:
        file: The source, from the site's folder.
        line: The first line of the construct that holds the address.
        last: Its last line: a reference-style link has its address below.
        label: The text of the link or the alternative text of the image, found once in the site.
        written: The address as it is in the source.
        form: How it is written, in words.
        kind: The kind of defect; none if the target exists.
        stops: The builder stops at it.
        shows: What the built page shows only if the target exists; for an include, which has no label.
        code: It is code or a comment, so it is not a target at all.
    """

    file: str
    line: int
    last: int
    label: str
    written: str
    form: str
    kind: str | None = None
    stops: bool = False
    shows: str = ""
    code: bool = False


@dataclass(frozen=True)
class Truth:
    """The targets of one site.

    Attributes:
        site: The site's name, which is its folder and its builder.
        base: The path below which it is published, with a slash at both ends.
        host: The scheme and host under which it is published; none for a vault.
        targets: All of them, in order of file and line.
    """

    site: str
    base: str
    host: str
    targets: Sequence[Target] = field(default_factory=list)

    @property
    def broken(self) -> list[Target]:
        """The targets that do not exist."""
        return [target for target in self.targets if target.kind]

    @property
    def good(self) -> list[Target]:
        """The targets that exist."""
        return [target for target in self.targets if not target.kind and not target.code]

    @property
    def code(self) -> list[Target]:
        """What looks like a target in code and comments."""
        return [target for target in self.targets if target.code]


def write(folder: str, truths: Iterable[Truth]) -> None:
    """Write the truth beside the sites."""
    with open(os.path.join(folder, FILE), "w", encoding="utf-8") as file:
        json.dump([asdict(truth) for truth in truths], file, ensure_ascii=False, indent=1)
        file.write("\n")


def read(folder: str) -> list[Truth]:
    """Read what `write` wrote.

    Raises:
        OSError: The file is not there.
    """
    with open(os.path.join(folder, FILE), encoding="utf-8") as file:
        rows = json.load(file)
    return [Truth(**{**row, "targets": [Target(**target) for target in row["targets"]]}) for row in rows]
