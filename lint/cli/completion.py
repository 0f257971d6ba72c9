"""`lint completion`: a script that completes the command in a shell."""

import argparse

import shtab

from lint.cli import check
from lint.cli.output import CLEAN, Output
from lint.cli.parser import COMMANDS, root_parser
from lint.report.inert import Syntax

DESCRIPTION = """\
Print a script that completes commands, options and their values. For example:

  lint completion bash > ~/.local/share/bash-completion/completions/lint
  lint completion fish > ~/.config/fish/completions/lint.fish
  lint completion zsh > ~/.zfunc/_lint
"""


_COMPLETE = {"PATH": shtab.FILE, "FILE": shtab.FILE, "FOLDER": shtab.DIRECTORY}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh", "fish"))


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    root = root_parser(arguments=True)
    check.add_options(root)  # `lint --sel` completes as `lint check --sel` does
    (commands,) = (each for each in root._actions if isinstance(each, argparse._SubParsersAction))
    for name, parser in commands.choices.items():
        parser.description = COMMANDS[name]  # short enough for a list
    for each in (each for parser in (root, *commands.choices.values()) for each in parser._actions):
        if each.metavar in _COMPLETE:
            vars(each)["complete"] = _COMPLETE[each.metavar]  # shtab looks for it
    Output(None).write(shtab.complete(root, options.shell) + "\n", Syntax.EXACT)
    return CLEAN
