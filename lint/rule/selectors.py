"""Matching selectors with rules: in the configuration, on the command line, and in comments."""


def names_exactly(selector: str, code: str, name: str) -> bool:
    """Return whether a selector is a rule's code, ignoring case, or its name."""
    return selector.upper() == code or selector == name


def matches(selector: str, code: str, name: str) -> bool:
    """Return whether a selector is a rule's code, a prefix of it, its name, or `all`."""
    return bool(selector) and (
        code.startswith(selector.upper()) or selector == name or selector.lower() == "all"
    )
