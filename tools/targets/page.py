"""A source file that knows its targets: text in which they are marked becomes text and truth."""

from dataclasses import dataclass, field

from lint.primitives.patterns import regex
from tools.targets.truth import Target

_MARK = regex(r"‹([^›]*)›")
LABEL = "№"
"""Where the label goes in a marked text."""


@dataclass
class Page:
    """A source file.

    Attributes:
        path: From the site's folder.
        name: A name that no other page of the site has; labels begin with it.
        lines: What is written so far.
        targets: The targets among it.
    """

    path: str
    name: str
    lines: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def say(self, text: str) -> None:
        """Add text without targets, and an empty line."""
        self.lines += [*text.split("\n"), ""]

    def put(
        self,
        form: str,
        text: str,
        kind: str | None = None,
        *,
        stops: bool = False,
        shows: str = "",
        code: bool = False,
    ) -> None:
        """Add text with targets, and an empty line.

        Args:
            form: How the targets are written, in words.
            text: The text; every target is between `‹` and `›`, and `№` is the label.
            kind: The kind of defect; none if the targets exist.
            stops: The builder stops at it.
            shows: What the page shows only if the target exists.
            code: It is code or a comment.
        """
        label = f"{self.name} {len(self.targets) + 1}"
        text = text.replace(LABEL, label)
        shown = shows.replace(LABEL, label)
        first = len(self.lines) + 1
        last = first + text.count("\n")
        self.targets += [
            Target(self.path, first, last, label, written, form, kind, stops, shown, code)
            for written in _MARK.findall(text)
        ]
        self.say(_MARK.sub(r"\1", text))
