"""Plain scalars as Hugo's YAML library reads them; dates are text, which Hugo reads itself.

https://github.com/goccy/go-yaml/blob/v1.18.0/token/token.go
"""

import math

from lint.primitives.patterns import regex

_WORDS: dict[str, object] = {
    "~": None, "null": None, "Null": None, "NULL": None, "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    **{sign + word: float(sign + "inf") for sign in ("", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}  # fmt: skip
_LONGEST_WORD = 5
_INTEGER = regex(r"0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+|0[0-7]+|0|[1-9][0-9]*")
_FLOAT = regex(r"(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LARGEST = 2**64 - 1
_SMALLEST = -(2**63)
_MOST_DIGITS = 400
_LEAST_EXPONENT, _MOST_EXPONENT = -4, 5


def resolve(text: str) -> object:
    """Return the value of a plain scalar."""
    if len(text) <= _LONGEST_WORD and text in _WORDS:
        return _WORDS[text]
    if (not text[0].isdigit() and text[0] not in "+-.") or len(text) > _MOST_DIGITS:
        return text
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    if _INTEGER.fullmatch(digits):
        is_octal = digits[0] == "0" and digits.isdigit()
        number = int(digits, 8 if is_octal else 0)
        number = -number if text[0] == "-" else number
        return number if _SMALLEST <= number <= _LARGEST else text
    if _FLOAT.fullmatch(digits):
        value = float(digits)
        if not math.isinf(value):
            return -value if text[0] == "-" else value
    return text


def text_of(value: object) -> str:
    """Return a value as the library writes it for the tag `!!str`: `010` becomes `8`, `1.0` becomes `1`."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return _written(value)
    return str(value)


def _written(number: float) -> str:
    """Return a number as `strconv.FormatFloat(number, 'g', -1, 64)` does."""
    if math.isinf(number) or math.isnan(number):
        return "NaN" if math.isnan(number) else "+Inf" if number > 0 else "-Inf"
    from decimal import Decimal  # rarely needed

    exact = Decimal(repr(number)).normalize()
    exponent = exact.adjusted()
    if _LEAST_EXPONENT <= exponent <= _MOST_EXPONENT or not number:
        return f"{exact:f}"
    digits = "".join(map(str, exact.as_tuple().digits))
    mantissa = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{'-' * (number < 0)}{mantissa}e{exponent:+03d}"
