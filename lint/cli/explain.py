"""`lint explain`: a rule's manual."""

import argparse

from lint.cli.output import CLEAN, Output
from lint.config.selection import SelectorError, rule_named
from lint.primitives.text import did_you_mean
from lint.rule import registry
from lint.rule.manual import page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="RULE", help="a code or name, such as FMT003 or yaml-syntax")


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    installed = registry.load()
    rule = rule_named(options.rule, installed)
    if rule is None:
        names = [name for rule in installed for name in (rule.name, rule.code)]
        raise SelectorError(f"unknown rule {options.rule!r}{did_you_mean(options.rule, names)}")
    severity = f"{rule.severity.word}{'' if rule.default else ', off by default'}"
    Output(None).write(f"{rule.code} {rule.name} ({severity})\n\n{page(rule)}\n")
    return CLEAN
