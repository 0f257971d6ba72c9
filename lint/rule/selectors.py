"""Which rules a selector names: in the configuration, on the command line, and in comments."""

from __future__ import annotations


def names_exactly(selector: str, code: str, name: str) -> bool:
    """Say whether a selector is a rule's code, in any case, or its name."""
    return selector.upper() == code or selector == name


def matches(selector: str, code: str, name: str) -> bool:
    """Say whether a selector names a rule: by its code, a beginning of it, its name, or as one of `all`."""
    if not selector:
        return False
    return code.startswith(selector.upper()) or selector == name or selector.lower() == "all"
