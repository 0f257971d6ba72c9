"""Writing the comments that hide a file's findings, where they cannot change what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Edit, apply_edits
from lint.fix import Dropped, Repair, changed_elsewhere
from lint.source import Source, Span, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.document import Document
    from lint.finding import Finding
    from lint.fix import Check


def add_ignores(document: Document, findings: list[Finding], check: Check) -> Repair:
    """Write suppressions for all findings of a file.

    One in the front matter gets a comment behind its line. One in the body, or about the file, is hidden for
    the whole file by a line of its own at the end of the front matter: a comment in the body could change
    how its Markdown is read. A file without YAML or TOML front matter gets an HTML comment at its end.
    What would not be hidden by that is left, and said.
    """
    unchanged = Repair(document, findings, [], [], [])
    if not findings or document.source.undecodable is not None:
        return unchanged._replace(dropped=[Dropped(each, "the file is not UTF-8") for each in findings])
    edits = tuple(_edits(document, findings))
    source = document.source
    data = apply_edits(document.text, edits).encode("utf-8", "surrogateescape")
    after, left = check(Source(source.filename, data, source.path))
    reason = changed_elsewhere(document, after, ())
    if reason:
        return unchanged._replace(dropped=[Dropped(each, reason) for each in findings])
    still = {(finding.code, finding.message) for finding in left}
    dropped = [
        Dropped(each, "a comment does not hide it") for each in findings if (each.code, each.message) in still
    ]
    applied = [each for each in findings if (each.code, each.message) not in still]
    if not applied:
        return unchanged._replace(dropped=dropped)
    return Repair(after, left, applied, dropped, [edits])


def _edits(document: Document, findings: Sequence[Finding]) -> list[Edit]:
    text, front_matter = document.text, document.front_matter
    commented = front_matter is not None and front_matter.format in ("yaml", "toml")
    lines: dict[int, set[str]] = {}
    whole: set[str] = set()
    for finding in findings:
        end = _end_of_line(text, finding.span.start)
        if (
            front_matter is not None
            and commented
            and within(finding.span.start, (front_matter.content,))
            and not _in_scalar(document, end)
        ):
            lines.setdefault(end, set()).add(finding.code)
        else:
            whole.add(finding.code)
    edits = [
        Edit(Span(end, end), f"  # lint: ignore[{', '.join(sorted(codes))}]")
        for end, line_codes in lines.items()
        if (codes := line_codes - whole)
    ]
    if whole:
        listed = ", ".join(sorted(whole))
        newline = "\r\n" if "\r\n" in text else "\n"
        if front_matter is not None and commented:
            place = front_matter.content.end
            edits.append(Edit(Span(place, place), f"# lint: ignore[{listed}]{newline}"))
        else:
            before = "" if not text or text.endswith(("\n", "\r")) else newline
            comment = f"{before}<!-- lint: ignore-file[{listed}] -->{newline}"
            edits.append(Edit(Span(len(text), len(text)), comment))
    return sorted(edits)


def _in_scalar(document: Document, offset: int) -> bool:
    """Say whether a line break stands inside a value, or the front matter cannot tell."""
    root = document.root
    if root is None:
        return True
    return any(node.kind == "scalar" and node.span.start < offset < node.span.end for node in root.walk())


def _end_of_line(text: str, offset: int) -> int:
    ends = [end for mark in "\r\n" if (end := text.find(mark, offset)) >= 0]
    return min(ends, default=len(text))
