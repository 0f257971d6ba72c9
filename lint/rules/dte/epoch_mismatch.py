"""DTE005 epoch-mismatch."""

from datetime import UTC, datetime, timedelta

from lint.rule import Document, Issue, Issues, rule
from lint.rules.dte.comparison import hours, instant, is_known

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SLACK = timedelta(minutes=1)
_NEAR = 59_000


@rule("DTE005", severity="warning", in_text=r"<!--\s*-?\d")
def epoch_mismatch(document: Document) -> Issues:
    """The epoch comment contradicts `date`.

    A mirror writes the source's time twice: as `date` and as `<!--1620082743000-->`, in milliseconds since
    1970. If they differ by whole hours, one of them is local time written as UTC. Differences of up to a
    minute are ignored.

    ```md bad
    ---
    date: 2021-05-03T14:59:03.000Z
    ---
    ⟦<!--1620082743000-->⟧
    ```

    ```md good
    ---
    date: 2021-05-04T06:59:03+08:00
    ---
    <!--1620082743000-->
    ```

    Correct the one that contradicts the source page.
    """
    epoch, moment = document.epoch, document.date
    if epoch is None or moment is None or epoch.milliseconds is None:
        return
    if abs(instant(document, moment).timestamp() * 1000 - epoch.milliseconds) < _NEAR:
        return  # nearly all posts
    try:
        meant = _EPOCH + timedelta(milliseconds=epoch.milliseconds)
    except OverflowError:
        yield Issue(epoch.span, f"the epoch comment {epoch.milliseconds} is after the year 9999")
        return
    if moment.precision == "day" or not is_known(document, moment):
        slack = timedelta(days=1, hours=14)
    else:
        slack = _SLACK
    difference = meant - instant(document, moment)
    if abs(difference) > slack:
        side = "after" if difference > timedelta() else "before"
        shown = f"{meant:%Y-%m-%dT%H:%M:%SZ}, {hours(difference)} {side} `date`"
        yield Issue(epoch.span, f"the epoch comment is {shown}")
