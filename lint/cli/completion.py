"""`lint completion`: a script for a shell that completes the command."""

import argparse

import shtab

from lint.cli.output import CLEAN, Output
from lint.cli.parser import COMMANDS
from lint.cli.parser import parser as parser_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    Output(None).write(shtab.complete(parser_of(COMMANDS), options.shell) + "\n")
    return CLEAN
