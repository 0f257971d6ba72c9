"""Arguments that several commands take: paths, and the configuration with the options that override it."""

import argparse
import os
from collections.abc import Callable, Sequence

from lint.archive.discovery import Discovery, find
from lint.cli.output import say
from lint.config.config import Config
from lint.config.keys import KEYS
from lint.config.kinds import Kind, WrongValueError
from lint.config.layers import shown
from lint.config.nearest import ConfigCache
from lint.config.reader import ConfigError, load_file
from lint.primitives.errors import UsageError
from lint.report import Arguments
from lint.report.printable import is_printable
from lint.run.budget import SECONDS

_SELECTION = ("select", "extend-select", "ignore", "schema", "dialect", "timezone", "extend-exclude")
# More paths than fit a line come from the shell, which knows them by a shorter name.
_LONGEST_PATHS = 60
_LONGEST_TIMEOUT = 86_400


def add_paths(
    parser: argparse.ArgumentParser, text: str = "files or folders (default: the current folder)"
) -> None:
    """Declare the paths to lint."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help=text)


def add_rev(parser: argparse._ActionsContainer) -> None:
    """Declare the revision to lint."""
    parser.add_argument(
        "--rev", metavar="REV", help="lint the files as they are in this git revision, without a checkout"
    )


def found_in(options: argparse.Namespace, configs: ConfigCache) -> Discovery:
    """Return the files that the paths name, and what was refused of the archive that these are in."""
    found = find(options.paths, configs)
    return found._replace(unreadable=[*found.unreadable, *getattr(options, "refused", ())])


def refuse_paths_beside_standard_input(options: argparse.Namespace) -> None:
    """Raise UsageError for `-` together with other paths."""
    if "-" in options.paths and len(options.paths) > 1:
        raise UsageError("'-' reads standard input and cannot be combined with other paths")


def add_selection(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Declare the options that select rules and files; return the group of those on files."""
    rules = parser.add_argument_group("rules")
    files = parser.add_argument_group("files")
    for name in _SELECTION:
        add_key(files if name == "extend-exclude" else rules, name)
    configuration = files.add_mutually_exclusive_group()
    configuration.add_argument("--config", metavar="FILE", help="use this configuration file for every post")
    configuration.add_argument("--isolated", action="store_true", help="ignore configuration files")
    add_trust(files)
    return files


def add_trust(parser: argparse._ActionsContainer) -> None:
    """Declare the option to trust an archive."""
    parser.add_argument(
        "--trust",
        action="store_true",
        help="let the archive's configuration name code, such as schema = 'package.module:Model'",
    )


def add_no_index(parser: argparse._ActionsContainer) -> None:
    """Declare the option that leaves out the rules on the archive."""
    parser.add_argument(
        "--no-index", action="store_true", help="leave out the rules that compare a post with all others"
    )


def add_key(parser: argparse._ActionsContainer, name: str) -> None:
    """Declare the option that sets a key of the configuration."""
    key = KEYS[name]
    if key.option is None:
        raise ValueError(f"{name} has no option")
    parser.add_argument(
        f"--{name}",
        action="extend" if key.kind.several else "store",
        type=_parser(key.kind),
        choices=key.kind.choices or None,
        metavar=key.option.metavar,
        help=key.option.help or key.doc,
    )


def _parser(kind: Kind) -> Callable[[str], object]:
    def parse(text: str) -> object:
        try:
            return kind.parse(text)
        except WrongValueError as error:
            problem = error.problem or f"{text!r} is not valid; expected {error}"
            raise argparse.ArgumentTypeError(problem) from error

    return parse


def add_jobs(parser: argparse._ActionsContainer) -> None:
    """Declare the number of processes."""
    parser.add_argument(
        "--jobs",
        "-j",
        type=_jobs,
        default=0,
        metavar="N",
        help="use N processes (default: one per processor)",
    )


def add_file_timeout(parser: argparse._ActionsContainer) -> None:
    """Declare the time that a file may take."""
    parser.add_argument(
        "--file-timeout",
        type=_seconds,
        default=SECONDS,
        metavar="SECONDS",
        help="give up on a file that takes more processor time than this for each MiB,"
        f" and three times that to fix it (default: {SECONDS:g}; 0: never)",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= _LONGEST_TIMEOUT:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not valid; expected a number of seconds from 0 to {_LONGEST_TIMEOUT:,}"
        )
    return seconds


def _jobs(text: str) -> int:
    most = 8 * (os.cpu_count() or 1)
    if not text.isdecimal() or int(text) > most:
        raise argparse.ArgumentTypeError(f"{text!r} is not valid; expected a number from 0 to {most}")
    return int(text)


def configs_of(options: argparse.Namespace, *, index: bool = False) -> ConfigCache:
    """Return the configurations asked for; raise ConfigError when the file of `--config` is invalid.

    Parameters:
        index: whether posts may be compared with all others of the archive.
    """
    override = None
    if options.isolated:
        override = Config(root=os.getcwd())
    elif options.config is not None:
        override = load_file(options.config)
        if override is None:
            raise ConfigError(f"{options.config}: no [tool.lint] table")
    fields = [key.field for key in KEYS.values() if key.option is not None]
    return ConfigCache(
        override,
        trust=options.trust,
        index=index,
        **{field: getattr(options, field, None) for field in fields},
    )


def arguments_of(options: argparse.Namespace) -> Arguments:
    """Return what the arguments of a check select, to be given to another command."""
    rules = []
    for name in _SELECTION:
        value = getattr(options, KEYS[name].field, None)
        if value is not None:
            rules += [f"--{name}", value if isinstance(value, str) else ",".join(value)]
    if options.config is not None:
        rules += ["--config", options.config]
    rules += ["--isolated"] * options.isolated + ["--trust"] * options.trust
    changed = ["--staged"] * options.staged + ["--since", options.since] * (options.since is not None)
    rev = getattr(options, "rev", None)
    changed += ["--rev", rev] if rev is not None else []
    given = getattr(options, "given", options.paths)
    # A path after `--` may look like an option.
    paths = [f"./{path}" if path.startswith("-") else path for path in given]
    text = _quoted(paths) if paths != ["."] else ""
    if len(text) > _LONGEST_PATHS and len(paths) > 1:
        text = f"{_quoted(paths[:1])} …"
    return Arguments(_quoted(rules), _quoted(changed), text)


def _quoted(words: Sequence[str]) -> str:
    """Return words as a shell reads them, without characters that a terminal acts on."""
    from shlex import quote  # only for a report that names the next command

    return " ".join(quote(word) if is_printable(word) else _escaped(word) for word in words)


def _escaped(word: str) -> str:
    """Return a word in the ANSI-C quotes of bash, zsh and POSIX (2024)."""
    special = ("'", "\\")
    chars = (chr(byte) for byte in os.fsencode(word))
    escaped = (
        char if char.isascii() and char.isprintable() and char not in special else f"\\{ord(char):03o}"
        for char in chars
    )
    return f"$'{''.join(escaped)}'"


def say_unused(configs: ConfigCache) -> None:
    """Name the configuration above the archive, which a user may have expected to apply."""
    if configs.unused is not None:
        say(f"lint: {shown(configs.unused)} is not used: it is above the archive; to use it, add --config")


def home_of(configs: ConfigCache) -> str:
    """Return the folder of cache and baseline: that of the nearest configuration, or the working folder."""
    here = os.getcwd()
    if not configs.bounds.has(here):
        return here
    config = configs.for_folder(here)
    return config.root if config.path is not None else here
