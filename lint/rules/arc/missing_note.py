"""ARC010 missing-note."""

from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import ids, places, target_of, targets


@rule("ARC010", severity="info", wants=targets, among=(places, ids))
def missing_note(wanted: PlacedFact, found: Found) -> Issues:
    """A wikilink leads to no note of the vault.

    The note was renamed outside the program, or it was never written. A link to a note that is still to be written
    is a habit of many, so this is a note only.

    ```md bad path=Notes/Rain.md dialect=obsidian
    See [[⟦Footnote view⟧]] and [[Wind]].
    === Notes/Wind.md
    It blows.
    ```

    ```md good path=Notes/Rain.md dialect=obsidian
    See [[Wind]] and [[notes/wind|the wind]].
    === Notes/Wind.md
    It blows.
    ```

    Correct the name, or write the note.
    """
    target = target_of(wanted)
    if target.kind == "note" and not found.facts:
        yield Issue(wanted.span, f"no note is called `{target.written}`")
