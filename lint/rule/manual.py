"""A rule's manual: the syntax of its examples, and its form for readers.

An example is a fenced block with an info string: a language, then `bad`, `good` or `fixed`, then settings as
`key=value`. `lint.testing` documents them, and runs the examples.
"""

import json
import re
import shlex

from lint.config.toml import to_toml
from lint.primitives.patterns import regex
from lint.report.printable import printable
from lint.rule.definition import Rule
from lint.rule.options import declared

# Groups: the fence, the language, the kind, the settings, the block.
EXAMPLE = regex(
    r"^(`{3,}|~{3,})(md|yaml|html) (bad|good|fixed)(?!\S)([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL
)
# Any fenced block. Groups: the fence, the info string.
FENCE = regex(r"^[ \t]*(`{3,}|~{3,})([^`\n]*)\n.*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
MARKS = regex("[⟦⟧]")
# Repeated text: an example can be longer than its source.
LONG = regex("⟪([^⟪⟫]*)⟫×([0-9]{1,6})")
# The line that begins another file of a small archive; the name may be quoted by nothing.
FILES = regex(r"^=== (\S.*)\n", re.MULTILINE)
_FENCES = regex(r"^[ \t]*(`{3,}|~{3,})", re.MULTILINE)
_LABELS = {"bad": "Reported", "good": "Not reported", "fixed": "Fixed"}
_MARKED = "`⟦` and `⟧` mark the reported place; they are not part of the post."
_FILES = "`===` begins another file of the same archive."


def settings(info: str) -> dict[str, str]:
    """Read an example's settings, such as `path="a b.md" escapes`; the value may be empty."""
    found = {}
    for word in shlex.split(info):
        key, _, value = word.partition("=")
        found[key] = json.loads(f'"{value}"') if "\\" in value else value
    return found


def option_value(text: str) -> object:
    """Return the value of an option in an example: JSON, or else a string."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def readable(manual: str, code: str) -> str:
    """Return a rule's docstring as Markdown for readers, each example with a label."""
    text = EXAMPLE.sub(lambda match: _example(match, code), manual)
    notes = [
        note for sign, note in ((r"⟦", _MARKED), (r"^=== \S", _FILES)) if re.search(sign, text, re.MULTILINE)
    ]
    return "\n\n".join([text, *notes])


def page(rule: Rule) -> str:
    """Return a rule's manual as Markdown for readers, with a table of its options."""
    text = readable(rule.manual, rule.code)
    if rule.options is None:
        return text
    rows = [
        f"| `{each.name}` | {each.expected} | {_default(each.default)} | {each.doc} |"
        for each in declared(rule.options)
    ]
    head = f"Options, in `[rules.{rule.code}]`:\n\n| option | value | default | |\n| --- | --- | --- | --- |"
    return "\n".join([f"{text}\n\n{head}", *rows])


def _default(value: object) -> str:
    return "none" if value is None else f"`{to_toml(value)}`"


def _example(match: re.Match[str], code: str) -> str:
    fence, language, kind, info, block = match.groups()
    try:
        given = settings(info)
    except ValueError:
        return match.group()  # not an example, but a plug-in's own text
    words = [_shown(key, value) for key, value in given.items() if "." not in key]
    options = [f"`{key[7:]} = {to_toml(option_value(given[key]))}`" for key in given if key[:7] == "option."]
    if options:
        words.append(f"with {' and '.join(options)} in `[rules.{code}]`")
    label = ", ".join([_LABELS[kind], *words])
    # The example may hold fences of its own; a reader of Markdown must not end at one of these.
    longest = max((len(run) for run in _FENCES.findall(block) if run[0] == fence[0]), default=0)
    fence = fence[0] * max(len(fence), longest + 1)
    return f"{label}:\n\n{fence}{language}\n{block}{fence}" if block.strip() else f"{label}."


def _shown(key: str, value: str) -> str:
    return {
        "path": f"as `{printable(value)}`",
        "schema": f"under the schema `{value}`",
        "dialect": f"for `{value}`",
        "tags": f"with the tags `{value}`",
        "timezone": f"in the timezone `{value}`",
        "now": f"on `{value[:10]}`",
        "encoding": f"encoded as `{value}`",
        "page": "in a page that is not a post",
        "escapes": "with `\\u` escapes for invisible characters",
        "no-final-newline": "without a final line break",
        "no-fix": "without a fix",
    }.get(key, f"with `{key}={value}`")
