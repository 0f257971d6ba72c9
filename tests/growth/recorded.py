"""Watches the patterns at work, in a process of its own, and prints what `patterns` reads."""

import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from tests.growth.bounded import BOUNDED
from tests.growth.pumps import Pump, is_unbounded, sample, slowest
from tests.growth.watched import Watched, watch

# A place is tried with so many characters.
_SIZE = 2000
_MOST_PLACES = 4
_MOST_TRIED = 12
_MOST_SEEN = 12
# A pattern that tries one place is at a pump if it begins so near.
_NEAR = 200


class _Seen(NamedTuple):
    """A text that a pattern was tried on, in a sample, and where the call begins and ends in it."""

    reader: str
    sample: str
    text: str
    start: int
    end: int


class _Observer:
    """Remembers some texts that patterns were tried on, and whether they look for themselves in them."""

    def __init__(self) -> None:
        self.seen: dict[Watched, list[_Seen]] = defaultdict(list)
        self.look: set[Watched] = set()
        self.reader = self.sample = ""

    def __call__(self, pattern: Watched, text: str, start: int, end: int, *, looks: bool) -> None:
        if looks or start:
            self.look.add(pattern)
        if text and len(self.seen[pattern]) < _MOST_SEEN:
            self.seen[pattern].append(_Seen(self.reader, self.sample, text, start, end))


class _Reach:
    """Whether a pattern is tried on a pump, of which half is enough."""

    def __init__(self, pattern: Watched, pump: Pump) -> None:
        self.pattern = pattern
        self.half = pump.part * (_SIZE // 2 // len(pump.part))
        self.is_reached = False

    def __call__(self, pattern: Watched, text: str, start: int, end: int, *, looks: bool) -> None:
        if pattern is self.pattern and end - start >= len(self.half) and not self.is_reached:
            near = end if looks else min(end, start + _NEAR + len(self.half))
            self.is_reached = text.find(self.half, start, near) >= 0


def _observed() -> _Observer:
    """Read the examples with their rules, and all samples with all rules and builders."""
    from tests.growth.places import call
    from tests.growth.readers import samples

    observer = Watched.heard = _Observer()
    for reader, text in samples():
        observer.reader, observer.sample = reader, text
        call(reader, text)()
    Watched.heard = None
    return observer


def _templates(seen: _Seen, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the sample with a mark at some places in the text that the pattern was tried on."""
    from tests.growth.places import MARK

    found = [match.span() for match in pattern.finditer(seen.text, seen.start, seen.end)][:2]
    at = seen.sample.find(seen.text)
    for start, end in found or [(seen.start, min(seen.end, seen.start + 100))]:
        for offset in dict.fromkeys((end, (start + end) // 2, start, start + 1, end - 1)):
            whole = seen.text[:offset] + MARK + seen.text[offset:]
            if at >= 0 and offset >= 0:
                yield seen.sample[:at] + whole + seen.sample[at + len(seen.text) :]
                if seen.sample.count(seen.text) > 1:
                    yield seen.sample.replace(seen.text, whole)


def _reached(
    pattern: Watched, pump: Pump, seen: list[_Seen], twin: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    """Yield the places where a pump reaches a pattern, as reader and template."""
    from tests.growth.places import MARK, PLACES, at, call, codes_of, places_of

    def reaches(trying: Callable[[], object]) -> bool:
        reach = Watched.heard = _Reach(pattern, pump)
        try:
            trying()
        finally:
            Watched.heard = None
        return reach.is_reached

    text, codes = pump.text(_SIZE), codes_of(pattern.module)
    general = places_of(pattern.module)
    found = [*islice((place for place in general if reaches(at(place, text, codes))), _MOST_PLACES)]
    yield from ((place, "") for place in found)
    tried = dict.fromkeys((each.reader, template) for each in seen for template in _templates(each, twin))
    count = 0
    for reader, template in list(tried)[: _MOST_TRIED if codes is None or found else 3 * _MOST_TRIED]:
        if reaches(call(reader, template.replace(MARK, text), codes)):
            yield reader, template
            count += 1
            if count + len(found) // 2 >= _MOST_PLACES:
                return
    if not found and not count:
        others = (place for place in PLACES if place not in general and "configuration" not in place)
        yield from ((place, "") for place in others if reaches(at(place, text, codes)))


class _Tried:
    """Whether a pattern is tried on a text at all."""

    def __init__(self, pattern: Watched) -> None:
        self._pattern = pattern
        self.is_tried = False

    def __call__(self, pattern: Watched, text: str, start: int, end: int, *, looks: bool) -> None:
        if pattern is self._pattern and start < end:
            self.is_tried = True


def _is_tried(pattern: Watched, twin: re.Pattern[str]) -> bool:
    """Return whether a text that the pattern may match reaches it from one of the places of its module."""
    from tests.growth.places import at, codes_of, places_of

    codes = codes_of(pattern.module)
    for place in dict.fromkeys((*places_of(pattern.module), "whole")):
        tried = Watched.heard = _Tried(pattern)
        try:
            at(place, sample(twin), codes)()
        finally:
            Watched.heard = None
        if tried.is_tried:
            return True
    return False


def _names() -> dict[int, str]:
    """Return the names of patterns in their modules, by identity: those of rules have the rules' names."""
    from lint.rule.definition import Rule

    found: dict[int, str] = {}
    for module in [each for name, each in sys.modules.items() if name.startswith("lint.")]:
        for name, value in list(vars(module).items()):
            if isinstance(value, Rule):
                found.setdefault(id(value.trigger.pattern), value.code)
                continue
            inside = (
                [*value.values()]
                if isinstance(value, dict)
                else value
                if isinstance(value, (list, tuple))
                else [value]
            )
            for each in inside:
                for one in each if isinstance(each, tuple) else (each,):
                    if type(one) is Watched:
                        found.setdefault(id(one), name)
    return found


def _main() -> None:
    found = watch()
    import lint

    for each in pkgutil.walk_packages(lint.__path__, "lint."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    observer, names = _observed(), _names()
    printed: list[Any] = []
    for (text, flags, module), pattern in list(found.items()):
        twin = re.compile(text, flags)
        looks = pattern in observer.look or pattern not in observer.seen
        pumps = slowest(twin, 2, looks=looks)
        places: list[Any] = []
        name = names.get(id(pattern), text[:40])
        for pump in pumps[:1] if f"{module}.{name}" in BOUNDED else pumps:
            places = places or [
                (pump, each) for each in _reached(pattern, pump, observer.seen[pattern], twin)
            ]
        is_tried = bool(observer.seen.get(pattern)) or not is_unbounded(twin) or _is_tried(pattern, twin)
        printed.append((text, flags, module, name, is_tried, pumps, places))
    json.dump(printed, sys.stdout)


if __name__ == "__main__":
    _main()
