"""The answers of the web that an example shows."""

from lint.web.anchors import packed
from lint.web.known import Known
from lint.web.verdict import Kind, State, Verdict

_DAY = 86_400.0


class ShownAnswers:
    """Verdicts and copies, one a line; as `lint.web.answers.Answers`.

    Parameters:
        text: `STATE STATUS URL [FINAL]`, `copy DATE URL COPY`, or `anchors A,B URL`.

    Raises:
        ValueError: for a line that is none of these.
    """

    def __init__(self, text: str) -> None:
        self._known: dict[str, Known] = {}
        self._anchors: dict[str, Known] = {}
        self._copies: dict[str, tuple[str, str]] = {}
        for line in filter(None, text.splitlines()):
            word, second, url, *rest = line.split()
            if word == "copy":
                self._copies[url] = rest[0], second
            elif word == "anchors":
                verdict = Verdict(State.ALIVE, status=200, asked=_DAY, anchors=packed(second.split(",")))
                self._anchors[url] = Known(verdict, since=_DAY)
            else:
                reason = f"status {second}" if second != "0" else ""
                verdict = Verdict(State(word), reason, int(second), rest[0] if rest else "", asked=_DAY)
                self._known[url] = Known(verdict, since=_DAY)

    def known(self, url: str, kind: Kind) -> Known | None:
        """Return what is known of a URL; one verdict is shown for all kinds but anchors."""
        return (self._anchors if kind is Kind.ANCHORS else self._known).get(url)

    def copy(self, url: str, date: str) -> tuple[str, str] | None:  # noqa: ARG002 - as above
        """Return the copy of a URL, and its date."""
        return self._copies.get(url)
