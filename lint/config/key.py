"""What a key of the configuration says of itself, in the annotation of its field."""

from __future__ import annotations

from functools import cached_property

from lint.config.kinds import Kind, kind_of


class Option:
    """The option of the command line that sets a key.

    Parameters:
        help: its line of `--help`; that of the key when omitted.
        metavar: what stands for its value there; the choices when omitted.
        adds: whether it adds to what the configuration has, instead of replacing it.
    """

    def __init__(self, help: str = "", metavar: str | None = None, *, adds: bool = False) -> None:  # noqa: A002 - argparse's word
        self.help = help
        self.metavar = metavar
        self.adds = adds


class Key:
    """One key.

    Parameters:
        doc: one line of documentation, in Markdown.
        unset: what counts when the key is not given, where its default does not tell.
        option: its option of the command line; `None` for none.
        decides_findings: whether a finding may depend on it; if so, the cache asks that it is the same.

    Attributes:
        name: how a file spells it.
        field: the name of its field.
        default: the field's default.
    """

    name: str
    field: str
    default: object
    _annotation: object

    def __init__(
        self, doc: str, unset: str = "", option: Option | None = None, *, decides_findings: bool = True
    ) -> None:
        self.doc = doc
        self.unset = unset
        self.option = option
        self.decides_findings = decides_findings

    def belong(self, field: str, annotation: object, default: object) -> None:
        """Take the rest from the field that the key annotates."""
        self.name = field.replace("_", "-")
        self.field = field
        self.default = default
        self._annotation = annotation

    @cached_property
    def kind(self) -> Kind:
        """The kind of its values, by the field's annotation."""
        return kind_of(self._annotation)
