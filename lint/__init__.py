"""A data-quality linter for archives of posts.

The public API, for programs that lint and for plug-ins; docs/api.md describes it. Names are imported on first
use, so that `import lint` is fast.
"""

from lint.primitives.import_path import WithoutWorkingFolder
from lint.primitives.version import __version__

# Type checkers take it for true. `typing` itself might still come from the working folder.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from lint.api import Fixed, fix_text, lint_paths, lint_text, write_report
    from lint.config.config import Config
    from lint.config.overrides import Override
    from lint.post.document import Document
    from lint.primitives.errors import UserError
    from lint.primitives.files import UncheckedError
    from lint.primitives.finding import Applicability, Edit, Finding, Fix, Issue, Severity
    from lint.primitives.source import Position, Source, Span
    from lint.report import Reporter, Summary, Syntax
    from lint.run.open_archive import Archive

_MODULES = {
    "lint.api": ("Fixed", "fix_text", "lint_paths", "lint_text", "write_report"),
    "lint.config.config": ("Config",),
    "lint.config.overrides": ("Override",),
    "lint.post.document": ("Document",),
    "lint.primitives.errors": ("UserError",),
    "lint.primitives.files": ("UncheckedError",),
    "lint.primitives.finding": ("Applicability", "Edit", "Finding", "Fix", "Issue", "Severity"),
    "lint.primitives.source": ("Position", "Source", "Span"),
    "lint.report": ("Reporter", "Summary", "Syntax"),
    "lint.run.open_archive": ("Archive",),
}

__all__ = [
    "Applicability", "Archive", "Config", "Document", "Edit", "Finding", "Fix", "Fixed", "Issue", "Override",
    "Position", "Reporter", "Severity", "Source", "Span", "Summary", "Syntax", "UncheckedError", "UserError",
    "__version__", "fix_text", "lint_paths", "lint_text", "write_report",
]  # fmt: skip


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            with WithoutWorkingFolder():
                from importlib import import_module

                return getattr(import_module(module), name)
    raise AttributeError(f"module 'lint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
