"""`lint explain`: a rule's manual."""

import argparse
from difflib import get_close_matches

from lint.cli.output import CLEAN, Output
from lint.rule import registry
from lint.rule.manual import page
from lint.rule.selection import SelectorError, rule_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="RULE", help="its code or name, such as FMT003 or yaml-syntax")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    Output(None).write(_manual(options.rule))
    return CLEAN


def _manual(name: str) -> str:
    installed = registry.load()
    rule = rule_named(name, installed)
    if rule is not None:
        weight = rule.severity.value if rule.default else f"{rule.severity}, off by default"
        return f"{rule.code} {rule.name} ({weight})\n\n{page(rule)}\n"
    near = get_close_matches(name, [word for rule in installed for word in (rule.name, rule.code)], 1)
    raise SelectorError(f"there is no rule {name!r}" + (f"; did you mean {near[0]}?" if near else ""))
