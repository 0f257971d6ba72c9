"""The keys of `lint.toml`, each declared once.

The reader, the command line, the cache key, the JSON Schema and the documentation are derived from them.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from lint.config.dialects import Dialect
from lint.config.fields import ROLES, FieldRules
from lint.config.file_patterns import ByPattern, Patterns
from lint.config.key import Key, Option
from lint.config.kinds import Anything, Choice, Integer, Text, TextOrTexts, Texts, Timezone
from lint.config.layers import Layer
from lint.config.online import OnlineTable
from lint.config.overrides import Override, Overrides
from lint.config.tables import Record, Table, Tables
from lint.primitives.bounds import Bounds

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Values(NamedTuple):
    """The values of a configuration; `Config` describes those that are not keys."""

    path: str | None = None
    root: str = "."
    select: Annotated[
        tuple[str, ...] | None,
        Key(
            "rules that run: codes, prefixes, names, or `all`",
            "the rules that are on by default",
            Option("run only these rules: codes, prefixes, names or 'all', separated by commas", "RULES"),
            of_files=True,
        ),
    ] = None
    extend_select: Annotated[
        tuple[str, ...],
        Key(
            "additional rules that run",
            option=Option("run these rules as well", "RULES"),
            adds=True,
            of_files=True,
        ),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Key(
            "rules that do not run; the most specific selector wins, and `ignore` wins a tie",
            option=Option("do not run these rules", "RULES"),
            adds=True,
            of_files=True,
        ),
    ] = ()
    severity: Annotated[
        Mapping[str, str],
        Table(Choice("error", "warning", "info", "off")),
        Key(
            "the severity of rules, by selector; `info` makes a finding a note",
            "each rule's own",
            of_files=True,
        ),
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
            option=Option("do not lint files that match, as in .gitignore", "PATTERNS"),
            decides_findings=False,
            adds=True,
        ),
    ] = ()
    extend_suffixes: Annotated[
        tuple[str, ...],
        Key(
            "additional suffixes of posts, such as `.txt`; they are read as Markdown",
            decides_findings=False,
            adds=True,
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
            of_files=True,
        ),
    ] = "auto"
    fields: Annotated[
        Mapping[str, FieldRules],
        Table(Record(FieldRules)),
        Key("additional constraints on individual fields", "those of the schema", of_files=True),
    ] = _NOTHING
    roles: Annotated[
        Mapping[str, str],
        Table(Text(), ROLES),
        Key('which field has which role, such as `source = "from"`', "those of the schema", of_files=True),
    ] = _NOTHING
    extra: Annotated[
        Literal["allow", "forbid"],
        Key("`forbid` reports every field that is not in the schema", of_files=True),
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
            of_files=True,
        ),
    ] = None
    tags: Annotated[
        tuple[str, ...], Key("the allowed tags; TAG005 reports others", "any", of_files=True)
    ] = ()
    ignore_links: Annotated[
        tuple[str, ...],
        Key(
            "patterns of the URLs, paths and hosts that rules on links leave out",
            "none",
            adds=True,
            of_files=True,
        ),
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
            """the options of a rule, by code or name, such as `[rules.PRX009] required = "weserv"`""",
            "none",
            of_files=True,
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
        tuple[Mapping[str, object], ...], Tables(), Key("additional image proxies", "none", adds=True)
    ] = ()
    extends: Annotated[
        tuple[str, ...],
        TextOrTexts(),
        Key(
            "the configurations that this one adds to: relative paths, or presets such as"
            " `archive-lint:strict`; the last one wins",
            "none",
            decides_findings=False,
        ),
    ] = ()
    overrides: Annotated[
        tuple[Override, ...],
        Overrides(lambda: KEYS),
        Key(
            "what holds for some files only, see below; the last entry wins",
            "none",
            decides_findings=False,
            adds=True,
        ),
    ] = ()
    layers: tuple[Layer, ...] = ()
    given: Mapping[str, Any] = _NOTHING
    bounds: Bounds | None = None
    trusted: bool = True


def _keys() -> Iterator[Key]:
    for field, annotation in Values.__annotations__.items():
        for each in getattr(annotation, "__metadata__", ()):
            if isinstance(each, Key):
                each.belong(field, annotation, Values._field_defaults[field])
                yield each


KEYS: Mapping[str, Key] = {key.name: key for key in _keys()}
# The fields to which the command line adds.
ADDING = frozenset(key.field for key in KEYS.values() if key.adds and key.option is not None)
