"""Matching selectors with rules: in the configuration, on the command line, and in comments."""


def matches(selector: str, code: str, name: str) -> bool:
    """Return whether a selector is a rule's code, a prefix of it, its name, or `all`."""
    return bool(selector) and (
        code.startswith(selector.upper()) or selector == name or selector.lower() == "all"
    )
