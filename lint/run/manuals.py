"""The manuals of the rules, as the cache knows them: a report that describes rules need not import them."""

import json
from collections.abc import Mapping

from lint.report import RuleText
from lint.run.cache import Cache

_MANUALS = "manuals"


def installed() -> Mapping[str, RuleText]:
    """Return what reports say about each installed rule, by code; they are imported."""
    from lint.rule import registry  # not needed if the cache knows them
    from lint.rule.manual import readable

    return {rule.code: RuleText(rule.summary, readable(rule.manual, rule.code)) for rule in registry.load()}


def known(cache: Cache, code: bytes) -> Mapping[str, RuleText]:
    """Return the same from the cache, which stores it under the digest of the code of all rules."""
    found = _read(cache.note(_MANUALS, code))
    if found is None:
        found = installed()
        cache.write_note(_MANUALS, code, json.dumps(found))
    return found


def _read(text: str | None) -> Mapping[str, RuleText] | None:
    """Return the manuals in a JSON text; `None` if it is not what `known` stored."""
    try:
        found = {code: RuleText(*texts) for code, texts in json.loads(text or "").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    sound = all(isinstance(each, str) for texts in found.values() for each in texts)
    return found if found and sound else None
