"""What a key of the configuration says of itself, in the annotation of its field."""

from typing import Any, NamedTuple

from lint.config.kinds import Anything, Kind


class Option(NamedTuple):
    """The option of the command line that sets a key.

    Parameters:
        help: its line of `--help`; that of the key when omitted.
        metavar: what stands for its value there; the choices when omitted.
        adds: whether it adds to what the configuration has, instead of replacing it.
    """

    help: str = ""
    metavar: str | None = None
    adds: bool = False


class Key(NamedTuple):
    """One key.

    Parameters:
        doc: one line of documentation, in Markdown.
        unset: what counts when the key is not given, where its default does not tell.
        option: its option of the command line; `None` for none.
        decides_findings: whether a finding may depend on it; if so, the cache asks that it is the same.
        name: how a file spells it.
        kind: the kind of its values, by the field's annotation.
        default: the field's default.
    """

    doc: str
    unset: str = ""
    option: Option | None = None
    decides_findings: bool = True
    name: str = ""
    kind: Kind[Any] = Anything()
    default: object = None
