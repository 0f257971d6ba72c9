"""Writing the comments that hide a file's findings, where they cannot change what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.engine.fix import Dropped, Repair, changed_elsewhere
from lint.post.comments import read_suppressions
from lint.primitives.finding import Edit, apply_edits
from lint.primitives.source import Source, Span, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.engine.fix import Check
    from lint.post.document import Document
    from lint.primitives.finding import Finding


def add_ignores(document: Document, findings: list[Finding], check: Check) -> Repair:
    """Write suppressions for all findings of a file.

    One in the front matter gets a comment behind its line. One in the body, or about the file, is hidden for
    the whole file by a line of its own at the end of the front matter: a comment in the body could change
    how its Markdown is read. A file without YAML or TOML front matter gets an HTML comment at its end.
    What would not be hidden by that is left, and said.
    """
    unchanged = Repair(document, findings, [], [], [])
    wanted = [each for each in findings if not each.code.startswith("SUP")]
    dropped = [Dropped(each, "no comment hides it") for each in findings if each.code.startswith("SUP")]
    if document.source.undecodable is not None:
        return unchanged._replace(dropped=[Dropped(each, "the file is not UTF-8") for each in findings])
    for _ in range(2):
        if not wanted:
            break
        edits = tuple(_edits(document, wanted))
        source = document.source
        data = apply_edits(document.text, edits).encode("utf-8", "surrogateescape")
        after, left = check(Source(source.filename, data, source.path))
        reason = changed_elsewhere(document, after, ())
        if reason:
            return unchanged._replace(dropped=dropped + [Dropped(each, reason) for each in wanted])
        still = {(finding.code, finding.message) for finding in left}
        hidden = [each for each in wanted if (each.code, each.message) not in still]
        if len(hidden) == len(wanted):
            return Repair(after, left, hidden, dropped, [edits])
        # Only what a comment hides gets one.
        dropped += [Dropped(each, "a comment does not hide it") for each in wanted if each not in hidden]
        wanted = hidden
    return unchanged._replace(dropped=dropped)


def _edits(document: Document, findings: Sequence[Finding]) -> list[Edit]:
    text, front_matter = document.text, document.front_matter
    commented = front_matter is not None and front_matter.format in ("yaml", "toml")
    lines: dict[int, set[str]] = {}
    whole: set[str] = set()
    for finding in findings:
        end = document.source.line_end(finding.location.row)
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
        _behind(document, end, sorted(codes))
        for end, line_codes in lines.items()
        if (codes := line_codes - whole)
    ]
    if whole:
        listed = ", ".join(sorted(whole))
        newline = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
        if front_matter is not None and commented:
            place = front_matter.content.end
            edits.append(Edit(Span(place, place), f"# lint: ignore[{listed}]{newline}"))
        else:
            before = "" if not text or text.endswith(("\n", "\r")) else newline
            comment = f"{before}<!-- lint: ignore-file[{listed}] -->{newline}"
            edits.append(Edit(Span(len(text), len(text)), comment))
    return sorted(edits)


def _behind(document: Document, end: int, codes: Sequence[str]) -> Edit:
    """Put codes behind a line: into the brackets of a comment that is there, else into a new one."""
    for comment in read_suppressions(document):
        start, stop = comment.region
        on_the_line = 0 < start <= end <= stop and comment.span.end <= end
        if on_the_line and comment.directive == "ignore" and comment.selectors:
            place = comment.selectors[-1].span.end
            return Edit(Span(place, place), f", {', '.join(codes)}")
    return Edit(Span(end, end), f"  # lint: ignore[{', '.join(codes)}]")


def _in_scalar(document: Document, offset: int) -> bool:
    """Say whether a line break stands inside a value, or the front matter cannot tell."""
    root = document.root
    if root is None:
        return True
    return any(node.kind == "scalar" and node.span.start < offset < node.span.end for node in root.walk())
