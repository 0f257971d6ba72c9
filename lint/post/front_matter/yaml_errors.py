"""Errors of libyaml, as the reason and place of a front matter that is rejected."""

import yaml

from lint.post.front_matter.refusals import RefusedError


def reader_error(content: str, error: yaml.reader.ReaderError) -> RefusedError:
    """Return the error at a character that YAML does not allow."""
    # libyaml reports the place of a forbidden character in bytes.
    index = len(content.encode("utf-8", "surrogatepass")[: error.position].decode("utf-8", "ignore"))
    shown = f"U+{ord(content[index]):04X}" if index < len(content) else "a character"
    return RefusedError(f"{shown} is not allowed in YAML", index)


def marked_error(error: yaml.MarkedYAMLError) -> RefusedError:
    """Return the error at a place that libyaml names."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and error.problem == "could not find expected ':'":
        mark = error.context_mark  # libyaml notices that a line is no `key: value` only after it
    index = mark.index if mark is not None else 0
    reason = str(error.problem or "it does not parse")
    context = f" {error.context}" if error.context else ""
    return RefusedError(f"{reason}{context}", index)
