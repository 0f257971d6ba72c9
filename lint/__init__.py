"""A data-quality linter for archives of posts.

The public API: what a program needs to lint, and what a plug-in needs to add a rule. Names are
imported when they are first used, so that `import lint` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from lint.primitives.version import __version__

if TYPE_CHECKING:
    from lint.api import lint_paths, lint_text
    from lint.config.config import Config
    from lint.post.document import Document
    from lint.primitives.finding import Applicability, Edit, Finding, Fix, Issue, Severity
    from lint.primitives.source import Position, Source, Span
    from lint.report import Reporter

_HOMES = {
    "Applicability": "lint.primitives.finding",
    "Config": "lint.config.config",
    "Document": "lint.post.document",
    "Edit": "lint.primitives.finding",
    "Finding": "lint.primitives.finding",
    "Fix": "lint.primitives.finding",
    "Issue": "lint.primitives.finding",
    "Position": "lint.primitives.source",
    "Reporter": "lint.report",
    "Severity": "lint.primitives.finding",
    "Source": "lint.primitives.source",
    "Span": "lint.primitives.source",
    "lint_paths": "lint.api",
    "lint_text": "lint.api",
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
    "Severity",
    "Source",
    "Span",
    "__version__",
    "lint_paths",
    "lint_text",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'lint' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
