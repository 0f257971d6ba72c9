"""`lint rules`: the installed rules."""

import argparse
import json

from lint.cli.output import CLEAN, Output
from lint.report.inert import Syntax
from lint.rule import registry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    if options.output_format == "json":
        Output(None).write(_json(), Syntax.JSON)
    else:
        Output(None).write(_text())
    return CLEAN


def _json() -> str:
    records = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": rule.summary,
            "severity": rule.severity.value,
            "default": rule.default,
            "target": rule.trigger.subject,
            "url": rule.url,
            "manual": rule.manual,
        }
        for rule in registry.load()
    ]
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"


def _text() -> str:
    installed = registry.load()
    width = max(len(rule.name) for rule in installed)
    return "".join(
        f"{rule.code}  {rule.name:<{width}}"
        f"  {rule.severity.word if rule.default else 'off':<7}  {rule.summary}\n"
        for rule in installed
    )
