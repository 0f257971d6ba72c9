"""Writing comments that hide a file's findings, where they cannot change what a reader sees."""

from collections.abc import Iterable, Sequence

from lint.engine.fix import Dropped, Lint, Repair
from lint.engine.verdict import changed_elsewhere
from lint.post.comments import SuppressionComment, read_suppressions
from lint.post.document import Document
from lint.primitives.finding import Edit, Finding, apply_edits, is_rest
from lint.primitives.source import Source, Span, within


def add_ignores(document: Document, findings: list[Finding], lint: Lint) -> Repair:
    """Write suppression comments for all findings of a file.

    A finding in the front matter gets a comment at the end of its line. One in the body, about the file, or
    with several places is hidden in the whole file by a line at the end of the front matter: a comment in the
    body could change how its Markdown is read. A file without YAML or TOML front matter gets an HTML comment
    at its end. Findings that this does not hide are left, with the reason.
    """
    unchanged = Repair(document, findings, [], [], [])
    wanted = [each for each in findings if not each.code.startswith("SUP")]
    dropped = [Dropped(each, "comments cannot hide it") for each in findings if each.code.startswith("SUP")]
    if document.source.undecodable is not None:
        return unchanged._replace(dropped=[Dropped(each, "the file is not UTF-8") for each in findings])
    for _ in range(2):
        if not wanted:
            break
        edits = tuple(_edits(document, wanted))
        source = document.source
        data = apply_edits(document.text, edits).encode("utf-8", "surrogateescape")
        after, left = lint(Source(source.filename, data, source.path))
        reason = changed_elsewhere(document, after, ())
        if reason:
            return unchanged._replace(dropped=dropped + [Dropped(each, reason) for each in wanted])
        still = {(finding.code, finding.message) for finding in left}
        hidden = [each for each in wanted if (each.code, each.message) not in still]
        if len(hidden) == len(wanted):
            return Repair(after, left, hidden, dropped, [edits])
        # Try again, with comments only for the findings that they hide.
        dropped += [Dropped(each, "a comment does not hide it") for each in wanted if each not in hidden]
        wanted = hidden
    return unchanged._replace(dropped=dropped)


def _edits(document: Document, findings: Sequence[Finding]) -> list[Edit]:
    text, front_matter = document.text, document.front_matter
    if front_matter is not None and front_matter.format not in ("yaml", "toml"):
        front_matter = None  # JSON has no comments
    lines: dict[int, set[str]] = {}
    whole: set[str] = set()
    for finding in findings:
        end = document.source.line_end(finding.location.row)
        in_front_matter = front_matter is not None and within(finding.span.start, (front_matter.content,))
        if (
            in_front_matter
            and not finding.inside
            and not is_rest(finding.message)
            and not _in_scalar(document, end)
        ):
            lines.setdefault(end, set()).add(finding.code)
        else:
            whole.add(finding.code)
    comments = read_suppressions(document) if lines else ()
    edits = [
        _at_line_end(comments, end, sorted(codes - whole)) for end, codes in lines.items() if codes - whole
    ]
    if whole:
        listed = ", ".join(sorted(whole))
        newline = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
        if front_matter is not None:
            place = front_matter.content.end
            edits.append(Edit(Span(place, place), f"# lint: ignore[{listed}]{newline}"))
        else:
            before = "" if not text or text.endswith(("\n", "\r")) else newline
            comment = f"{before}<!-- lint: ignore-file[{listed}] -->{newline}"
            edits.append(Edit(Span(len(text), len(text)), comment))
    return sorted(edits)


def _at_line_end(comments: Iterable[SuppressionComment], end: int, codes: Sequence[str]) -> Edit:
    """Add codes to the comment at the end of a line, or add a comment."""
    for comment in comments:
        start, stop = comment.region
        on_the_line = 0 < start <= end <= stop and comment.span.end <= end
        if on_the_line and comment.directive == "ignore" and comment.selectors:
            place = comment.selectors[-1].span.end
            return Edit(Span(place, place), f", {', '.join(codes)}")
    return Edit(Span(end, end), f"  # lint: ignore[{', '.join(codes)}]")


def _in_scalar(document: Document, offset: int) -> bool:
    """Return whether a line break is inside a value; also true if the front matter does not parse."""
    root = document.root
    if root is None:
        return True
    return any(node.kind == "scalar" and node.span.start < offset < node.span.end for node in root.walk())
