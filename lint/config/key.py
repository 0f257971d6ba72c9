"""The declaration of a configuration key, which annotates its field."""

from functools import cached_property

from lint.config.kinds import Kind, kind_of


class Option:
    """The command-line option that sets a key.

    Parameters:
        help: its text in `--help`; the documentation of the key when omitted.
        metavar: the placeholder for its value there; the choices when omitted.
    """

    def __init__(self, help: str = "", metavar: str | None = None) -> None:  # noqa: A002 - as in argparse
        self.help = help
        self.metavar = metavar


class Key:
    """A key of the configuration.

    Parameters:
        doc: one line of documentation, in Markdown.
        unset: a description of the default, where the value itself says too little.
        option: its command-line option, if any.
        decides_findings: whether findings may depend on it; if so, it is part of the cache key.
        adds: whether its list adds to that of a configuration which is extended, instead of replacing it; so
            does its option to the configured one.
        of_files: whether it may differ from file to file, in `[[overrides]]`.

    Attributes:
        name: its name in a file.
        field: the name of its field.
        default: the field's default.
    """

    name: str
    field: str
    default: object
    _annotation: object

    def __init__(
        self,
        doc: str,
        unset: str = "",
        option: Option | None = None,
        *,
        decides_findings: bool = True,
        adds: bool = False,
        of_files: bool = False,
    ) -> None:
        self.doc = doc
        self.unset = unset
        self.option = option
        self.decides_findings = decides_findings
        self.adds = adds
        self.of_files = of_files

    def belong(self, field: str, annotation: object, default: object) -> None:
        """Attach the key to the field that it annotates."""
        self.name = field.replace("_", "-")
        self.field = field
        self.default = default
        self._annotation = annotation

    @cached_property
    def kind(self) -> Kind:
        """The kind of its values, from the field's annotation."""
        return kind_of(self._annotation)
