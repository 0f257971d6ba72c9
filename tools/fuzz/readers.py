"""The readers of front matter, each beside an independent one."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from lint.archive.builders import NAMES, named
from lint.post.front_matter.json_reader import read_json
from lint.post.front_matter.nodes import Parsed
from lint.post.front_matter.reader import read
from lint.post.front_matter.refusals import TOO_DEEP
from lint.post.front_matter.toml_reader import read_toml
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.post.front_matter.yaml_reader import read_yaml
from lint.primitives.source import Span
from tools.fuzz import cases, psych
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_VERSIONS = tuple(LIBRARIES)
# What we refuse although the format allows it.
_BOUNDS = (TOO_DEEP, "aliases expand to over", "integer with too many digits")
# Where Psych is not compared: what holds itself; tags, of which `!ruby/` is refused whatever it makes of them; a byte
# order mark, which is never part of a content; and `[?]`, which libyaml reads since 0.2.6.
_APART = re.compile(r"\*|!|\ufeff|\?\s*[\],}]")
_PADDING = "雨\n"
_KEY = re.compile(r'\s*"(?:[^"\\]|\\.)*"\s*:', re.DOTALL)


def _whole(text: str, parsed: Parsed) -> None:
    """Raise WrongError if a place is outside of the text, or a child's outside of its parent's."""
    if parsed.problem is not None and not 0 <= parsed.problem.span.start <= parsed.problem.span.end <= len(
        text
    ):
        raise WrongError("a problem's place is outside the text", parsed.problem)
    for node in parsed.root.walk() if parsed.root is not None else ():
        if not 0 <= node.span.start <= node.span.end <= len(text):
            raise WrongError("a place is outside the text", node.span)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _bounded(parsed: Parsed) -> bool:
    return parsed.problem is not None and parsed.problem.message.startswith(_BOUNDS)


def _yaml(data: bytes) -> None:
    text = _text(data[1:])
    span = Span(len(_PADDING), len(_PADDING) + len(text))
    for version in {"1.1", _VERSIONS[(data[:1] or b"\0")[0] % len(_VERSIONS)]}:
        parsed = read_yaml(_PADDING + text, span, version)
        _whole(_PADDING + text, parsed)
        if _bounded(parsed):
            return
        if version == "1.1" and (parsed.problem is None) != _pyyaml_reads(text):
            raise WrongError("PyYAML differs", f"{text!r}: {parsed.problem}")
        said = psych.verdict(text) if version == "psych" and not _APART.search(text) else None
        if said is not None and (parsed.problem is None) != (said == "read"):
            raise WrongError("Psych differs", f"{said} {text!r}: {parsed.problem}")


def _pyyaml_reads(text: str) -> bool:
    """Return whether PyYAML parses the first document, and each alias in it follows its anchor's value."""
    around: list[str | None] = []
    closed: set[str] = set()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                if event.anchor in around or event.anchor not in closed:
                    return False
            elif isinstance(event, yaml.CollectionStartEvent):
                around.append(event.anchor)
            elif isinstance(event, yaml.DocumentEndEvent):
                return True
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
                anchor = event.anchor if isinstance(event, yaml.ScalarEvent) else around.pop()
                if anchor is not None:
                    closed.add(anchor)
    except yaml.YAMLError:
        return False
    return True


def _toml(data: bytes) -> None:
    text = _text(data)
    parsed = read_toml(_PADDING + text, Span(len(_PADDING), len(_PADDING) + len(text)))
    _whole(_PADDING + text, parsed)
    if _bounded(parsed):
        return
    try:
        expected: Any = tomllib.loads(text)
    except (ValueError, RecursionError):
        expected = None
    _same(text, parsed, expected)


def _json(data: bytes) -> None:
    text = _text(data)
    parsed = read_json(_PADDING + text, Span(len(_PADDING), len(_PADDING) + len(text)))
    _whole(_PADDING + text, parsed)
    if _bounded(parsed):
        return

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        # Hexo's begins with a key, without braces.
        expected: Any = json.loads(f"{{{text}}}" if _KEY.match(text) else text, parse_constant=refuse)
    except (ValueError, RecursionError):
        expected = None
    _same(text, parsed, expected)


def _same(text: str, parsed: Parsed, expected: object) -> None:
    value = parsed.root.value if parsed.root is not None else None
    if repr(value) != repr(expected):
        raise WrongError("the standard library differs", f"{text!r}: {expected!r} {value!r} {parsed.problem}")


def _front_matter(data: bytes) -> None:
    """Find and read a front matter as a builder does."""
    text = _text(data[1:])
    site = named(NAMES[(data[:1] or b"\0")[0] % len(NAMES)])()
    for is_post in (True, False):
        found = read(text, site.yaml, site, is_post=is_post)
        if found is not None:
            _whole(text, found.parsed)
            if not 0 <= found.content.start <= found.content.end <= found.body <= len(text):
                raise WrongError("the front matter is outside the text", found)


def _yaml_seeds(suites: Suites) -> Iterator[bytes]:
    for at, case in enumerate((*cases.YAML, *(each.decode() for each in suites.yaml()))):
        yield bytes((at % len(_VERSIONS),)) + case.encode("utf-8", "surrogatepass")


def _toml_seeds(_suites: Suites) -> Iterator[bytes]:
    return (case.encode() for case in cases.TOML)


def _json_seeds(suites: Suites) -> Iterator[bytes]:
    yield from (case.encode() for case in cases.JSON)
    yield from suites.json()


def _fenced(suites: Suites) -> Iterator[bytes]:
    kinds = (("---", _yaml_seeds, 1), ("+++", _toml_seeds, 0), (";;;", _json_seeds, 0))
    for fence, seeds, skipped in kinds:
        for at, seed in enumerate(seeds(suites)):
            yield bytes((at % len(NAMES),)) + fence.encode() + b"\n" + seed[skipped:] + b"\n" + fence.encode()


TARGETS = {
    "front-matter": Target(_front_matter, _fenced, 1),
    "yaml": Target(_yaml, _yaml_seeds, 1),
    "toml": Target(_toml, _toml_seeds),
    "json": Target(_json, _json_seeds),
}
