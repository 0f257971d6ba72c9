"""Values written as TOML."""

import json
from collections.abc import Mapping
from datetime import date

_MOST_BITS = 1024


def to_toml(value: object) -> str:
    """Return a value as TOML on one line; what TOML has no type for becomes text."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            # Python writes no decimal number of many digits (CVE-2020-10735).
            return str(value) if value.bit_length() <= _MOST_BITS else hex(value)
        case float():
            return repr(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(to_toml, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{to_toml(str(key))} = {to_toml(each)}' for key, each in value.items())}}}"
        case _:
            return _string(str(value))


def _string(text: str) -> str:
    """Return a basic string, which is that of JSON, with everything invisible escaped."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08X}" for each in quoted)
