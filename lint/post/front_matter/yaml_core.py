"""Plain scalars in YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from lint.primitives.patterns import regex

BOOLS = {text: text.lower() == "true" for text in ("true", "True", "TRUE", "false", "False", "FALSE")}
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# Python neither reads nor writes longer integers (CVE-2020-10735), even hexadecimal ones; they stay text.
MOST_DIGITS = 3500
_INT_12 = regex(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT_12 = regex(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)


def resolve(text: str) -> object:
    """Return the value of a plain scalar in YAML 1.2's core schema."""
    if text in NULLS:
        return None
    if text in BOOLS:
        return BOOLS[text]
    return text if len(text) > MOST_DIGITS else number(text)


def number(text: str) -> object:
    """Return the number that a scalar is; the text if it is none."""
    if _INT_12.match(text):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if _FLOAT_12.match(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
