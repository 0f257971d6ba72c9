"""FMT004 duplicate-key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Issue
from lint.rule_definition import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document


@rule("FMT004", severity="error")
def duplicate_key(document: Document) -> Iterator[Issue]:
    """A key stands twice in the front matter.

    YAML forbids it (YAML 1.2.2, section 3.2.1.1), but most readers are silent and keep the last
    value: the first one is lost without a word. The finding is at the second key and says where the
    first one stands.

    ```yaml bad
    title: Rain over the harbour
    author: A. Writer
    ⟦title⟧: Sun over the harbour
    ```

    ```yaml good
    title: Rain over the harbour
    author: A. Writer
    ```

    Keep the value that is right and delete the other line.
    """
    front_matter = document.front_matter
    if front_matter is None:
        return
    for key, first, again in front_matter.repeated:
        row = document.source.position(first.start).row
        yield Issue(again, f"key {key!r} stands twice: readers keep this value and drop the one in row {row}")
