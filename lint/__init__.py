"""A data-quality linter for archives of posts.

The public API: what a program needs to lint, and what a plug-in needs to add a rule. Names are
imported when they are first used, so that `import lint` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from lint.version import __version__

if TYPE_CHECKING:
    from lint.api import lint_paths, lint_text
    from lint.config import Config
    from lint.document import Document
    from lint.finding import Applicability, Edit, Finding, Fix, Issue, Severity
    from lint.report import Reporter
    from lint.rule_definition import Rule, rule
    from lint.source import Position, Source, Span

_HOMES = {
    "Applicability": "lint.finding",
    "Config": "lint.config",
    "Document": "lint.document",
    "Edit": "lint.finding",
    "Finding": "lint.finding",
    "Fix": "lint.finding",
    "Issue": "lint.finding",
    "Position": "lint.source",
    "Reporter": "lint.report",
    "Rule": "lint.rule_definition",
    "Severity": "lint.finding",
    "Source": "lint.source",
    "Span": "lint.source",
    "lint_paths": "lint.api",
    "lint_text": "lint.api",
    "rule": "lint.rule_definition",
}

__all__ = [
    "Applicability",
    "Config",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Issue",
    "Position",
    "Reporter",
    "Rule",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "lint_paths",
    "lint_text",
    "rule",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'lint' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
