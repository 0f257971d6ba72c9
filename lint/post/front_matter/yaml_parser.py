"""libyaml's parser, made to read what other libraries read."""

import re
from typing import Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs list its loaders only
from yaml.events import ScalarEvent

from lint.post.front_matter.yaml_libraries import Library

# Characters that end a line for libyaml, or that it rejects, and private ones that it takes for letters.
_HIDE = {code: 0xF000 + code % 0x1000 for code in (*range(1, 9), *range(14, 32), 127, 0x85, 0x2028, 0x2029)}
_RESTORE = {value: key for key, value in _HIDE.items()}


def parser_of(content: str, library: Library) -> CParser:
    """Return a parser of a YAML text; its places are those of the text."""
    if library.tabs is not None and "\t" in content:
        # A space for each tab nests as the library does, and moves nothing.
        content = re.sub(library.tabs, lambda match: " " * len(match[0]), content, flags=re.MULTILINE)
    if library.allowed and (hidden := content.translate(_HIDE)) != content and _reads(content, library):
        return _Restoring(hidden)
    return CParser(content)


def _reads(content: str, library: Library) -> bool:
    """Return whether a library reads all characters that libyaml does not."""
    return all(char in library.allowed for char in content if ord(char) in _HIDE)


class _Restoring(CParser):
    """A parser of text in which characters are hidden; its values hold them again."""

    def get_event(self) -> Any:  # noqa: ANN401 - as its base class
        """Return the next event."""
        event = super().get_event()
        if type(event) is ScalarEvent:
            event.value = event.value.translate(_RESTORE)
        return event
