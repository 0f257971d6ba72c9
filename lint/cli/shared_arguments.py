"""Arguments that several commands take: paths, the configuration and what the command line says over it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from lint.config.config import KEYS, Config
from lint.config.kinds import Kind, WrongValueError
from lint.config.nearest import ConfigCache
from lint.config.reader import ConfigError, load_file


def add_paths(parser: argparse.ArgumentParser, text: str = "files or folders (default: here)") -> None:
    """Declare the paths that are linted."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help=text)


def refuse_paths_beside_standard_input(options: argparse.Namespace) -> None:
    """Refuse `-` with other paths.

    Raises:
        ArgumentError: saying so.
    """
    if "-" in options.paths and len(options.paths) > 1:
        raise argparse.ArgumentError(None, "'-' reads standard input and stands alone")


def add_selection(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Declare the options that select rules and files; gives the group of those on files."""
    rules = parser.add_argument_group("rules")
    for name in ("select", "extend-select", "ignore", "schema", "dialect", "timezone"):
        add_key(rules, name)
    files = parser.add_argument_group("files")
    add_key(files, "extend-exclude")
    configuration = files.add_mutually_exclusive_group()
    configuration.add_argument("--config", metavar="FILE", help="use this configuration for every file")
    configuration.add_argument("--isolated", action="store_true", help="use no configuration file")
    return files


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
            raise argparse.ArgumentTypeError(f"{text!r}: expected {error}") from error

    return parse


def add_jobs(parser: argparse._ActionsContainer) -> None:
    """Declare the number of processes."""
    parser.add_argument(
        "--jobs", "-j", type=_jobs, default=0, metavar="N", help="processes (default: one a processor)"
    )


def _jobs(text: str) -> int:
    most = 8 * (os.cpu_count() or 1)
    if not text.isdecimal() or int(text) > most:
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 0 to {most}")
    return int(text)


def configs_of(options: argparse.Namespace) -> ConfigCache:
    """Give the configurations that the arguments ask for.

    Raises:
        ConfigError: when the file of `--config` is invalid, or has no `[tool.lint]`.
    """
    override = None
    if options.isolated:
        override = Config(root=os.getcwd())
    elif options.config is not None:
        override = load_file(options.config)
        if override is None:
            raise ConfigError(f"{options.config}: has no [tool.lint]")
    fields = [key.field for key in KEYS.values() if key.option is not None]
    return ConfigCache(override, **{field: getattr(options, field, None) for field in fields})


def home_of(configs: ConfigCache) -> str:
    """Give the folder of cache and baseline: the nearest configuration's, or the working one."""
    config = configs.for_folder(os.getcwd())
    return config.root if config.path is not None else os.getcwd()
