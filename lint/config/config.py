"""The configuration: what the user wants, each key declared once."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Self

from lint.config.dialects import Dialect
from lint.config.fields import ROLES, FieldRules
from lint.config.key import Key, Option
from lint.config.kinds import Anything, Choice, Integer, Text, Texts, Timezone
from lint.config.tables import Record, Table, Tables

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """What the user wants, as written; `lint.engine.scope` settles the rest by evidence.

    The fields with a `Key` are the keys of `lint.toml`: the reader, the command line, the cache, the JSON
    Schema and the documentation take them from here.

    Parameters:
        path: the file it comes from; `None` for the defaults.
        root: the folder that its relative paths start from.
        given: the keys that the command line set.
    """

    path: str | None = None
    root: str = "."
    select: Annotated[
        tuple[str, ...] | None,
        Key(
            "rules that run: codes, prefixes, names, or `all`",
            "those on by default",
            Option("run only these rules: codes, prefixes, names, or 'all'; separated by commas", "RULES"),
        ),
    ] = None
    extend_select: Annotated[
        tuple[str, ...],
        Key("rules that run as well", option=Option("run these as well", "RULES", adds=True)),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Key(
            "rules that do not run; the closest selector decides, and `ignore` wins a tie",
            option=Option("do not run these", "RULES", adds=True),
        ),
    ] = ()
    severity: Annotated[
        Mapping[str, str],
        Table(Choice("error", "warning", "info", "off")),
        Key("the severity of rules, by selector; `info` is a note, in the summary", "the rule's own"),
    ] = _NOTHING
    per_file_ignores: Annotated[
        Mapping[str, tuple[str, ...]],
        Table(Texts()),
        Key("rules that do not count for some files, by pattern as in `.gitignore`", "none"),
    ] = _NOTHING
    exclude: Annotated[
        tuple[str, ...] | None,
        Key(
            "patterns of files that are left out, also when named on the command line;"
            " they replace the built-in list",
            "build folders, below",
            decides_findings=False,
        ),
    ] = None
    extend_exclude: Annotated[
        tuple[str, ...],
        Key(
            "patterns of files that are left out as well",
            option=Option("leave these out, as in .gitignore", "PATTERNS", adds=True),
            decides_findings=False,
        ),
    ] = ()
    posts: Annotated[
        tuple[str, ...] | None, Key("patterns of the files that are posts", "by dialect, below")
    ] = None
    schema: Annotated[
        str,
        Key(
            "the schema: `auto`, `news-mirror`, `jekyll`, `hugo`, `plain`, `package.module:Model`,"
            " or a path ending in `.json`",
            option=Option("the schema: a built-in name, package.module:Model, a .json path, or auto", "NAME"),
        ),
    ] = "auto"
    fields: Annotated[
        Mapping[str, FieldRules],
        Table(Record(FieldRules)),
        Key("what is demanded of single fields, on top of the schema", "the schema's"),
    ] = _NOTHING
    roles: Annotated[
        Mapping[str, str],
        Table(Text(), ROLES),
        Key('which field plays which role, such as `source = "from"`', "the schema's"),
    ] = _NOTHING
    extra: Annotated[
        Literal["allow", "forbid"], Key("`forbid` reports every field that the schema does not know")
    ] = "allow"
    dialect: Annotated[Literal["auto", Dialect], Key("the site builder", option=Option())] = "auto"
    yaml: Annotated[
        Literal["auto", "1.1", "1.2"],
        Key("the YAML version, which says what plain scalars mean", "1.2 for Hugo, else 1.1"),
    ] = "auto"
    timezone: Annotated[
        str | None,
        Timezone(),
        Key(
            "the site's timezone, such as Asia/Shanghai",
            "none: a date without one is taken for any",
            Option(metavar="ZONE"),
        ),
    ] = None
    tags: Annotated[tuple[str, ...], Key("the vocabulary of tags; others are TAG005", "none")] = ()
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        Key(
            "the least severity that makes the exit code 1",
            option=Option("the least severity that makes the exit code 1 (default: warning)"),
            decides_findings=False,
        ),
    ] = "warning"
    respect_gitignore: Annotated[
        bool, Key("whether `.gitignore` files hide files", decides_findings=False)
    ] = True
    max_file_size: Annotated[
        int,
        Integer(1, "a number of bytes"),
        Key("bytes above which a file is not read"),
    ] = 64 * 1024 * 1024
    rules: Annotated[
        Mapping[str, Mapping[str, object]],
        Table(Table(Anything("what its manual says"))),
        Key(
            """a rule's own options, by its code or name, such as `[rules.PRX009] required = "weserv"`""",
            "none",
        ),
    ] = _NOTHING
    proxies: Annotated[
        tuple[Mapping[str, object], ...], Tables(), Key("image proxies of your own", "none")
    ] = ()
    given: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """Hash what tells most configurations apart: tables have no hash."""
        return hash((self.path, self.root))

    def with_options(self, **options: object) -> Self:
        """Give the configuration with the command line's word over it.

        `select` replaces the selection, `ignore`, `extend_select` and `extend_exclude` add to it, and
        any other option replaces its key; an option that is `None` changes nothing.
        """
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if value is None:
                continue
            given = tuple(value) if isinstance(value, list | tuple) else value
            option = KEYS[name.replace("_", "-")].option
            if option is not None and option.adds and isinstance(given, tuple):
                given = getattr(self, name) + given
            changes[name] = given
        return self._replace(**changes, given=self.given | changes.keys()) if changes else self

    def origin(self, key: str) -> str:
        """Say where a key that is not the default was set."""
        if key in self.given:
            return f"set by --{key}"
        return f"set in {self.path or 'the program'}"

    def changed(self) -> dict[str, object]:
        """Give the keys that differ from their defaults, spelled as in a file."""
        values = {name: getattr(self, key.field) for name, key in KEYS.items()}
        return {name: value for name, value in values.items() if value != KEYS[name].default}

    def deciding(self) -> Iterator[tuple[str, object]]:
        """Give all that a finding may depend on, by name."""
        yield "root", self.root
        for name, key in KEYS.items():
            if key.decides_findings:
                yield name, getattr(self, key.field)


def _keys() -> Iterator[Key]:
    for field, annotation in Config.__annotations__.items():
        for each in getattr(annotation, "__metadata__", ()):
            if isinstance(each, Key):
                each.belong(field, annotation, Config._field_defaults[field])
                yield each


KEYS: Mapping[str, Key] = {key.name: key for key in _keys()}
