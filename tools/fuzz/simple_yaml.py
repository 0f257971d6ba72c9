"""Front matter that is lines, read without libyaml: where it is read at all, it is what libyaml reads."""

from collections.abc import Iterator, Sequence
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
# An input of the second target chooses from these; the last of each are not simple, or not everywhere.
_KEYS = (
    "b",
    "title",
    "date",
    "tags",
    "雨",
    "a-b",
    "a.b",
    "x_1",
    "on",
    "y",
    "1",
    "null",
    "k" * 101,
    "a b",
    "<<",
    "?a",
    "- a",
    "'a'",
    "=",
    "...",
    "",
)
_WORDS = (
    *("x", "雨", "é", "🙂", "https://a.example/b?c=1#d", "2021-05-03", "10:00:00", "+09:00", "-1", "012", "1_000", "1:30", "0x1F", ".inf", "true"),
    *("Yes", "~", "null", "it's", "C#", "a=b", "(x)", "$x", "\xa0", "\u3000", "\ufffd", "a,b", "a?", "a]", "{a}", ":a", "a:", "#a", "-", "--", "- a"),
    *("?", ":", "&a", "*a", "!a", "|", ">", "%", "@", "`", '"', "'", "''", '\\"', "\\", "[", "]", "{", "}", ",", "=", "<<", "", " ", "a: b", "a #b"),
    *("\t", "\r", "\x00", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uf001", "---", "..."),
)  # fmt: skip
_SPACES = (" ", " ", " ", " ", "  ", "   ", "", "\t", "\n", "\n ", "\r\n")
_INDENTS = ("  ", "  ", "  ", "", " ", "    ", "\t")
_ENDS = (
    "\n",
    "\n",
    "\n",
    "\n",
    " \n",
    "\r\n",
    "\n\n",
    " # x\n",
    "\n# x\n",
    "",
    "\r",
    "#\n",
    "\n \n",
    "\x85",
    " # \x7f\n",
    "\n  x\n",
)
_LINES = (
    "# x\n",
    "\n",
    "a: 1\n",
    "---\n",
    "...\n",
    "- a\n",
    "a\n",
    "%a\n",
    "? a\n",
    ": a\n",
    "&a b: c\n",
    "[a]\n",
    "  a: b\n",
    "\t\n",
    "\ufeff",
)


class _Choices:
    """Reads a text from bytes, of which each chooses something."""

    def __init__(self, data: bytes) -> None:
        self._left = list(reversed(data))

    def text(self) -> str:
        lines = []
        while self._left:
            lines.append(self._line())
        return "".join(lines)

    def _byte(self) -> int:
        return self._left.pop() if self._left else 0

    def _of(self, several: Sequence[str]) -> str:
        """Return one of several, more often of the first."""
        byte = self._byte()
        return several[byte % len(several) if byte > 200 else byte % (1 + len(several) // 2)]

    def _line(self) -> str:
        kind = self._byte()
        if kind > 240:
            return self._of(_LINES)
        key = f"{self._of(_KEYS)}{len(self._left) if kind % 8 else ''}:"
        if kind < 120:
            return key + self._of(_SPACES) + self._value() + self._of(_ENDS)
        if kind < 180:
            members = [self._value() + self._of(("", " ")) for _ in range(self._byte() % 4)]
            return f"{key} [{self._of(('', ' '))}{self._of((', ', ', ', ',', ', ,')).join(members)}]{self._of(_ENDS)}"
        indent = self._of(_INDENTS)
        items = [
            f"{indent if self._byte() < 230 else self._of(_INDENTS)}-{self._of(_SPACES)}{self._value()}{self._of(_ENDS)}"
            for _ in range(1 + self._byte() % 3)
        ]
        return key + self._of(_ENDS) + "".join(items)

    def _value(self) -> str:
        kind = self._byte()
        words = self._of((" ", " ", "", "  ", ": ", " #")).join(
            self._of(_WORDS) for _ in range(1 + kind % 2 + kind // 250)
        )
        mark = "" if kind < 140 else '"' if kind < 200 else "'"
        return mark + words + mark


def text_of(choices: bytes) -> str:
    """Return a text near the border of what is simple."""
    return _Choices(choices).text()


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


def _choices(data: bytes) -> None:
    _check(text_of(data))


def _text_seeds(suites: Suites) -> Iterator[bytes]:
    for path in sorted(_POSTS.iterdir()):
        yield path.read_bytes().partition(b"---\n")[2].partition(b"\n---\n")[0]
    yield from (case.encode("utf-8", "surrogatepass") for case in cases.YAML)
    yield from suites.yaml()


def _choice_seeds(_suites: Suites) -> Iterator[bytes]:
    random = Random(1)
    return (random.randbytes(random.randint(4, 40)) for _ in range(500))


TARGETS = {
    "simple-yaml": Target(_texts, _text_seeds),
    "simple-yaml-choices": Target(_choices, _choice_seeds),
}
