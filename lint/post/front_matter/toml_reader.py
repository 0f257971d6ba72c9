"""TOML front matter with places: values from `tomllib`, places from tree-sitter."""

import tomllib

from lint.post.byte_offsets import Places
from lint.post.front_matter.nodes import Parsed
from lint.post.front_matter.refusals import read_or_refuse, refuse_many
from lint.post.front_matter.toml_errors import TOKEN, explained, refuse_depth
from lint.post.front_matter.toml_tree import build_tree
from lint.primitives.source import Span


def read_toml(text: str, span: Span) -> Parsed:
    """Read the TOML in `text[span]`, as the running Python's `tomllib` does.

    A table's span extends from its header to the end of its last child; an implicit table (`b` in `[b.c]`)
    begins where it is first named. Repeated keys are syntax errors. Raises nothing.
    """

    def read(content: str) -> Parsed:
        refuse_depth(content)
        refuse_many(content, TOKEN)
        try:
            data = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            raise explained(content, str(error)) from error
        return Parsed(build_tree(text, data, Places(content, span.start)), None)

    return read_or_refuse(text, span, read, TOKEN)
