"""DTE006 epoch-nan."""

from lint.rule import Document, Issue, Issues, rule


@rule("DTE006", severity="warning", in_text=r"<!--\s*NaN")
def epoch_nan(document: Document) -> Issues:
    """The epoch comment is `NaN`: the source's date could not be parsed.

    The script that wrote the post could not parse the source's time. `date` is then the time of the
    crawl, not of the article.

    ```html bad
    ⟦<!--NaN-->⟧
    ```

    ```html good
    <!--1620082743000-->
    ```

    Look up the date on the source page, and correct `date` and the comment.
    """
    epoch = document.epoch
    if epoch is not None and epoch.milliseconds is None:
        yield Issue(epoch.span, "the epoch comment is NaN: `date` is the time of the crawl, not the source's")
