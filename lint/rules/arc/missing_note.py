"""ARC010 missing-note."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from lint.rule import Found, Issue, Issues, PlacedFact, rule
from lint.rules.arc.targets import ids, places, shown_names, target_of, targets

_ALIKE = 0.75


@rule("ARC010", severity="info", wants=targets, among=(places, ids))
def missing_note(wanted: PlacedFact, found: Found) -> Issues:
    """A wikilink leads to no note of the vault.

    The note was renamed outside the program, or it was never written. A link to a note that is still to be written
    is a habit of many, so this is a note only. In notes without `.obsidian`, names are also titles and aliases, and
    only text that is a link for certain is judged, or nearly the name of a note.

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
    if found.facts or target.kind not in ("note", "name"):
        return
    # Double brackets may be something else: see `Reference`.
    if target.kind == "note" or _is_nearly(wanted.places[0], found.near):
        hint = shown_names(found.near, wanted.places[0])
        yield Issue(wanted.span, f"no note is called `{target.written}`{hint}")


def _is_nearly(name: str, near: Iterable[str]) -> bool:
    """Return whether a note has nearly a name: two letters are swapped, one is another, lacking or too much."""
    plain = name.removeprefix("note:")
    for each in near:
        other = each.removeprefix("note:").lower()
        is_close = each.startswith("note:") and abs(len(other) - len(plain)) <= 1
        if is_close and SequenceMatcher(None, plain, other).ratio() >= _ALIKE:
            return True
    return False
