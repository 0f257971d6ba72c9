"""FMT003 yaml-syntax."""

import json

from lint.post.front_matter.reader import read_content
from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Severity, Span, replace, rule
from lint.rules.values import is_template

_LINE = regex(r"([A-Za-z_][\w-]*:[ \t]+)([^\r\n]*)(?:\r?\n|\Z)")
_SHOWN = 80
_ESCAPE = regex(r'\\(["\\])')


@rule("FMT003", severity="error")
def yaml_syntax(document: Document) -> Issues:
    r"""The front matter does not parse.

    The build stops here, or drops the post with a warning that is easily missed. Scripts that put double
    quotes around a title from a feed break in two ways: by a quote inside the title, and by a backslash,
    which starts an escape sequence in double quotes (YAML 1.2.2, section 5.7).

    ```yaml bad
    title: "The "⟦o⟧ld" harbour"
    ```

    ```yaml bad
    title: "a⟦\⟧智 b"
    date: 2021-05-03
    ```

    ```yaml fixed
    title: "a\\智 b"
    date: 2021-05-03
    ```

    ```yaml good
    title: 'The "old" harbour'
    ```

    A file whose name or folder says that it is a template is not reported if it has placeholders:

    ```md good path=templates/meeting.md
    ---
    title: {{title}} of {{date}}
    ---
    ```

    Quote the value correctly. The fix does that where the error is on one line and quoting its value makes
    the whole front matter parse. It is unsafe because the text it produces is a guess.
    """
    front_matter = document.front_matter
    if front_matter is None or (front_matter.problem is None and front_matter.root is not None):
        return
    if any(defect.kind not in ("bom", "blank") for defect in front_matter.defects):
        return  # FMT002 reports the cause
    if front_matter.problem is not None and is_template(document):
        return
    if front_matter.problem is not None:
        span, message = front_matter.problem
        is_yaml = front_matter.format == "yaml"
        fix = _requote(document, front_matter.content, span.start) if is_yaml else None
        hint = ""
        if fix is not None and len(fix.edits[0].content) <= _SHOWN:
            hint = f"; write the value as {fix.edits[0].content}"
        yield Issue(span, f"the front matter does not parse: {message}{hint}", fix)
        return
    root = front_matter.parsed.root
    if root is not None and front_matter.root is None and root.value is not None:
        kind = "list" if isinstance(root.value, list) else "single value"
        message = f"the front matter is a {kind}; expected keys and values"
        # Between two rules may also be a paragraph.
        is_prose = (
            not document.site.is_known and not document.raw(front_matter.content).split("\n", 1)[0].strip()
        )
        yield Issue(root.span, message, severity=Severity.INFO if is_prose else None)


def _requote(document: Document, content: Span, place: int) -> Fix | None:
    text = document.text
    row_start = max(text.rfind("\n", 0, place) + 1, content.start)
    # libyaml notices some errors only on the line after.
    for start in (row_start, max(text.rfind("\n", 0, max(row_start - 1, 0)) + 1, content.start)):
        match = _LINE.match(text, start, content.end)
        if match is None or len(match.group(2).strip()) < 2:  # noqa: PLR2004 - two quotes
            continue
        value = match.group(2).rstrip(" \t")
        quote = value[0]
        if quote == '"' == value[-1]:
            inner = _ESCAPE.sub(r"\1", value[1:-1])
        elif quote == "'" == value[-1]:
            inner = value[1:-1].replace("''", "'")
        elif quote not in "\"'[{|>&*!":
            inner = value
        else:
            continue
        quoted = json.dumps(inner, ensure_ascii=False)
        place_of_value = Span(match.start(2), match.start(2) + len(value))
        repaired = text[: place_of_value.start] + quoted + text[place_of_value.end :]
        grown = Span(content.start, content.end + len(quoted) - len(value))
        if read_content("yaml", repaired, grown, document.settings.yaml).problem is None:
            return replace(place_of_value, quoted, "quote the value", unsafe=True)
    return None
