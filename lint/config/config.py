"""The configuration, with each key declared once."""

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Self

from lint.config.dialects import Dialect
from lint.config.fields import ROLES, FieldRules
from lint.config.file_patterns import ByPattern, Patterns
from lint.config.key import Key, Option
from lint.config.kinds import Anything, Choice, Integer, Text, Texts, Timezone
from lint.config.online import OnlineTable
from lint.config.tables import Record, Table, Tables
from lint.primitives.bounds import Bounds

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """The configuration as written; `lint.engine.scope` works out the rest from the archive.

    The fields with a `Key` are the keys of `lint.toml`: the reader, the command line, the cache key, the JSON
    Schema and the documentation are derived from them.

    Parameters:
        path: its file; `None` for the defaults.
        root: the folder that relative paths and patterns start from.
        given: the values that the command line set, by field.
        bounds: the archive that it came with; `None` for a program's own.
        trusted: whether it may name code; the command line and a program always may.
    """

    path: str | None = None
    root: str = "."
    select: Annotated[
        tuple[str, ...] | None,
        Key(
            "rules that run: codes, prefixes, names, or `all`",
            "the rules that are on by default",
            Option("run only these rules: codes, prefixes, names or 'all', separated by commas", "RULES"),
        ),
    ] = None
    extend_select: Annotated[
        tuple[str, ...],
        Key("additional rules that run", option=Option("run these rules as well", "RULES", adds=True)),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Key(
            "rules that do not run; the most specific selector wins, and `ignore` wins a tie",
            option=Option("do not run these rules", "RULES", adds=True),
        ),
    ] = ()
    severity: Annotated[
        Mapping[str, str],
        Table(Choice("error", "warning", "info", "off")),
        Key("the severity of rules, by selector; `info` makes a finding a note", "each rule's own"),
    ] = _NOTHING
    per_file_ignores: Annotated[
        Mapping[str, tuple[str, ...]],
        ByPattern(Texts()),
        Key("rules that are ignored in some files, by pattern as in `.gitignore`", "none"),
    ] = _NOTHING
    exclude: Annotated[
        tuple[str, ...] | None,
        Patterns(),
        Key(
            "patterns of files that are never linted, even when named on the command line;"
            " replaces the built-in list",
            "build folders, see below",
            decides_findings=False,
        ),
    ] = None
    extend_exclude: Annotated[
        tuple[str, ...],
        Patterns(),
        Key(
            "additional patterns of files that are never linted",
            option=Option("do not lint files that match, as in .gitignore", "PATTERNS", adds=True),
            decides_findings=False,
        ),
    ] = ()
    extend_suffixes: Annotated[
        tuple[str, ...],
        Key(
            "additional suffixes of posts, such as `.txt`; they are read as Markdown", decides_findings=False
        ),
    ] = ()
    posts: Annotated[
        tuple[str, ...] | None,
        Patterns(),
        Key("patterns of the files that are posts", "by dialect, see below"),
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
        Key("additional constraints on individual fields", "those of the schema"),
    ] = _NOTHING
    roles: Annotated[
        Mapping[str, str],
        Table(Text(), ROLES),
        Key('which field has which role, such as `source = "from"`', "those of the schema"),
    ] = _NOTHING
    extra: Annotated[
        Literal["allow", "forbid"], Key("`forbid` reports every field that is not in the schema")
    ] = "allow"
    dialect: Annotated[
        Literal["auto", Dialect], Key("the site builder", option=Option(metavar="BUILDER"))
    ] = "auto"
    yaml: Annotated[
        Literal["auto", "1.1", "1.2"],
        Key(
            "the YAML version, which decides how plain scalars are read",
            "as the YAML library of the site builder",
        ),
    ] = "auto"
    timezone: Annotated[
        str | None,
        Timezone(),
        Key(
            "the site's timezone, such as Asia/Shanghai",
            "none; a date without an offset may be in any timezone",
            Option(metavar="ZONE"),
        ),
    ] = None
    tags: Annotated[tuple[str, ...], Key("the allowed tags; TAG005 reports others", "any")] = ()
    ignore_links: Annotated[
        tuple[str, ...],
        Key("patterns of the URLs, paths and hosts that rules on links leave out", "none"),
    ] = ()
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"],
        Key(
            "the lowest severity that makes the exit code 1",
            option=Option("the lowest severity that makes the exit code 1 (default: warning)"),
            decides_findings=False,
        ),
    ] = "warning"
    respect_gitignore: Annotated[
        bool, Key("whether files ignored by `.gitignore` are skipped", decides_findings=False)
    ] = True
    max_file_size: Annotated[
        int, Integer(1, "a number of bytes"), Key("the size in bytes above which a file is not read")
    ] = 64 * 1024 * 1024
    index: Annotated[
        bool,
        Key(
            "whether posts are compared with all others of the archive; `false` leaves the rules out that do",
            decides_findings=False,
        ),
    ] = True  # type: ignore[assignment]  # no configuration is searched as a tuple
    rules: Annotated[
        Mapping[str, Mapping[str, object]],
        Table(Table(Anything("the options in its manual"))),
        Key(
            """the options of a rule, by code or name, such as `[rules.PRX009] required = "weserv"`""", "none"
        ),
    ] = _NOTHING
    online: Annotated[
        OnlineTable | None,
        Record(OnlineTable),
        Key(
            "how `--online` asks the web, see [online.md](online.md); counts only if you trust the archive",
            "see there",
            decides_findings=False,
        ),
    ] = None
    proxies: Annotated[
        tuple[Mapping[str, object], ...], Tables(), Key("additional image proxies", "none")
    ] = ()
    given: Mapping[str, Any] = _NOTHING
    bounds: Bounds | None = None
    trusted: bool = True

    def __hash__(self) -> int:
        """Hash the path and the root only, as tables are not hashable."""
        return hash((self.path, self.root))

    def with_options(self, **options: object) -> Self:
        """Return the configuration with command-line options, which override it.

        `ignore`, `extend_select` and `extend_exclude` add to their key, any other option replaces it, and
        `None` changes nothing.
        """
        given = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in options.items()
            if value is not None
        }
        if not given:
            return self
        changes: dict[str, Any] = dict(given)
        for name, value in given.items():
            option = KEYS[name.replace("_", "-")].option
            if option is not None and option.adds:
                changes[name] = getattr(self, name) + value
        return self._replace(**changes, given={**self.given, **given})

    def origin(self, key: str) -> str:
        """Return where a key that is not the default was set, as a reason."""
        if key in self.given:
            return f"set by --{key}"
        return f"set in {self.path or 'the program'}"

    def place(self, key: str, selector: str | None = None) -> str:
        """Return how a message on a key, or a selector in it, begins: `--select` or `lint.toml: select`."""
        name = key.replace("-", "_")
        if name in self.given and (selector is None or selector in self.given[name]):
            return f"--{key}"
        if self.path is None:
            return key
        prefix = "tool.lint." if os.path.basename(self.path) == "pyproject.toml" else ""
        return f"{shown(self.path)}: {prefix}{key}"

    def bounds_of(self, key: str) -> Bounds | None:
        """Return the archive that a file must be in that a key names; `None` if the user vouches for it."""
        return None if self.trusted or key.replace("-", "_") in self.given else self.bounds

    def changed(self) -> dict[str, object]:
        """Return the keys that differ from their defaults, named as in a file."""
        values = {name: getattr(self, key.field) for name, key in KEYS.items()}
        return {name: value for name, value in values.items() if value != KEYS[name].default}

    def deciding(self) -> Iterator[tuple[str, object]]:
        """Yield the values that findings may depend on, by name."""
        yield "root", self.root
        for name, key in KEYS.items():
            if key.decides_findings:
                yield name, getattr(self, key.field)


def shown(path: str) -> str:
    """Return the path of a configuration for messages: relative when it is below the working folder."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def _keys() -> Iterator[Key]:
    for field, annotation in Config.__annotations__.items():
        for each in getattr(annotation, "__metadata__", ()):
            if isinstance(each, Key):
                each.belong(field, annotation, Config._field_defaults[field])
                yield each


KEYS: Mapping[str, Key] = {key.name: key for key in _keys()}
