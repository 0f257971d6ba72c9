"""Base58, as the image proxies of Steem and Hive write URLs (https://datatracker.ietf.org/doc/html/draft-msporny-base58-03)."""

_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# The time of a conversion is quadratic, and browsers cut URLs at lengths like this one.
_LONGEST = 3000


def decode(text: str) -> str:
    """Return the text that some Base58 stands for; empty if it is not valid, or too long."""
    if len(text) > _LONGEST:
        return ""
    number = 0
    for digit in text:
        number = number * 58 + _DIGITS.find(digit)
    try:
        return number.to_bytes((number.bit_length() + 7) // 8, "big").decode("utf-8")
    except UnicodeDecodeError:
        return ""


def encode(text: str) -> str:
    """Return a text that does not begin with a null character as Base58."""
    number = int.from_bytes(text.encode("utf-8"), "big")
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = _DIGITS[digit] + digits
    return digits
