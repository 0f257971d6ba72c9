"""Front matter that is lines, read without libyaml: where it is read at all, it is what libyaml reads."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from lint.post.front_matter.nodes import Node, Parsed
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.post.front_matter.yaml_reader import read_yaml
from lint.post.front_matter.yaml_simple import read_simple
from lint.primitives.source import Span
from tools.fuzz import cases
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError

_VERSIONS = tuple(LIBRARIES)
_POSTS = Path(__file__).parents[2] / "seeds" / "_posts"
_BEFORE, _AFTER = "雨\n", "\n---\n: x\n"
# What is near the border of what is simple: each byte of an input is one of them.
PIECES = (
    *("a: ", "\nb: ", "\nc:", "\non: ", "\n1: ", "\ntags: [", "\nd:\n- ", "\nd:\n  - ", "\n- ", "\n  - ", "\n - ", "\n", "\r\n", "\n\n", "\n# x\n", "\n  "),
    *("x", "x y", "雨", "é", "🙂", "https://a.example/b?c=1#d", "2021-05-03", "2021-05-03 10:00:00 +09:00", "-1", "012", "1_000", "1:30", "0x1F", ".inf"),
    *("true", "Yes", "~", "null", "", '"x"', "'x'", '"', "'", "''", '\\"', "[]", "[x, y]", "[ ", " ]", "]", ", ", ",", "{", "}", '"x", ', "'y', "),
    *(" ", "  ", ": ", ":", "::", " #", "#", " # x", "- ", "-", "--", "? ", "?", "&x ", "*x", "!!str ", "!", "|", ">", "%", "@", "`", "=", "<<: ", "a:\n"),
    *("\t", "\r", "\x00", "\x1f", "\x7f", "\x85", "\xa0", "\u2028", "\u3000", "\ufeff", "\ufffd", "\ufffe", "---", "\n---\n", "\n...\n", "k" * 101 + ": "),
)  # fmt: skip


def differences(text: str, version: str) -> str | None:
    """Return how the two readers differ, an empty text if they do not; `None` if the text is not simple."""
    whole = _BEFORE + text + _AFTER
    span = Span(len(_BEFORE), len(_BEFORE) + len(text))
    simple = read_simple(whole, span, version)
    if simple is None:
        return None
    mine, other = _shown(simple), _shown(read_yaml(whole, span, version))
    return "" if mine == other else f"{version} {text!r}\n{mine}\n{other}"


def _shown(parsed: Parsed) -> object:
    """Return all that a reader says; the values as `repr`, for which 1, 1.0 and true are three."""
    return parsed.problem, parsed.repeated, parsed.root and [_all_of(node) for node in parsed.root.walk()]


def _all_of(node: Node) -> object:
    keys = [repr(entry.key) for entry in node.entries]
    return node.kind, tuple(node.span), repr(node.value), node.style, node.size, keys, len(node.items)


def _check(text: str) -> None:
    for version in _VERSIONS:
        if found := differences(text, version):
            raise WrongError("libyaml differs", found)


def _texts(data: bytes) -> None:
    _check(data.decode("utf-8", "replace"))


def _pieces(data: bytes) -> None:
    _check("".join(PIECES[byte % len(PIECES)] for byte in data))


def _text_seeds(suites: Suites) -> Iterator[bytes]:
    for path in sorted(_POSTS.iterdir()):
        yield path.read_bytes().partition(b"---\n")[2].partition(b"\n---\n")[0]
    yield from (case.encode("utf-8", "surrogatepass") for case in cases.YAML)
    yield from suites.yaml()


def _piece_seeds(_suites: Suites) -> Iterator[bytes]:
    random = Random(1)
    for _ in range(200):
        yield bytes(random.choices(range(len(PIECES)), k=random.randint(2, 12)))


TARGETS = {
    "simple-yaml": Target(_texts, _text_seeds),
    "simple-yaml-pieces": Target(_pieces, _piece_seeds),
}
