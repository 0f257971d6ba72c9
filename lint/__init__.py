"""A data-quality linter for archives of posts.

The public API, for programs that lint and for plug-ins. Names are imported on first use, so that `import
lint` is fast.
"""

from lint.primitives.import_path import WithoutWorkingFolder
from lint.primitives.version import __version__

# Type checkers take it for true. `typing` itself might still come from the working folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from lint.api import lint_paths, lint_text
    from lint.config.config import Config
    from lint.post.document import Document
    from lint.primitives.finding import Applicability, Edit, Finding, Fix, Issue, Severity
    from lint.primitives.source import Position, Source, Span
    from lint.report import Reporter, Syntax

_MODULES = {
    "lint.api": ("lint_paths", "lint_text"),
    "lint.config.config": ("Config",),
    "lint.post.document": ("Document",),
    "lint.primitives.finding": ("Applicability", "Edit", "Finding", "Fix", "Issue", "Severity"),
    "lint.primitives.source": ("Position", "Source", "Span"),
    "lint.report": ("Reporter", "Syntax"),
}

__all__ = [
    "Applicability", "Config", "Document", "Edit", "Finding", "Fix", "Issue", "Position", "Reporter",
    "Severity", "Source", "Span", "Syntax", "__version__", "lint_paths", "lint_text",
]  # fmt: skip


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            with WithoutWorkingFolder():
                from importlib import import_module

                return getattr(import_module(module), name)
    raise AttributeError(f"module 'lint' has no attribute {name!r}")
