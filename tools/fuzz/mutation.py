"""Changes to an input that know of words and lines."""

from collections.abc import Callable, Sequence
from random import Random

from tools.fuzz.words import words

_LONGEST_PUMP = 64
_MOST_STEPS = 4


class Mutator:
    """Changes inputs.

    Parameters:
        seeds: inputs of which parts are taken.
        flavours: the number of first bytes that choose settings.
        other: another mutator, of bytes, which is used half the time; `None` without one.
    """

    def __init__(
        self, seeds: Sequence[bytes], flavours: int, other: Callable[[bytes, int], bytes] | None = None
    ) -> None:
        self._seeds = seeds or (b"",)
        self._flavours = flavours
        self._other = other
        # Long inputs take long: few of them are made.
        self._ways = {
            self._word: 12, self._byte: 4, self._delete: 6, self._repeat: 4, self._line: 6, self._swap: 1, self._splice: 3, self._pump: 1,
        }  # fmt: skip

    def __call__(self, data: bytes, longest: int, seed: int) -> bytes:
        """Return a changed input of at most `longest` bytes; the same one for the same seed."""
        random = Random(seed)
        if self._other is not None and random.random() < 1 / 2:
            return self._other(data, longest)
        head = bytearray(data[: self._flavours].ljust(self._flavours, b"\0"))
        if head and random.random() < 1 / 4:
            head[random.randrange(len(head))] = random.randrange(256)
        content = data[self._flavours :]
        ways = random.choices(list(self._ways), list(self._ways.values()), k=random.randint(1, _MOST_STEPS))
        for way in ways:
            content = way(content, random)
        return bytes(head + content)[:longest]

    def _word(self, data: bytes, random: Random) -> bytes:
        at = _place(data, random)
        return data[:at] + random.choice(words()) + data[at:]

    def _byte(self, data: bytes, random: Random) -> bytes:
        at = _place(data, random)
        return data[:at] + bytes((random.randrange(256),)) + data[at + 1 :]

    def _delete(self, data: bytes, random: Random) -> bytes:
        start, end = _range(data, random)
        return data[:start] + data[end:]

    def _repeat(self, data: bytes, random: Random) -> bytes:
        start, end = _range(data, random)
        at = _place(data, random)
        return data[:at] + data[start:end] + data[at:]

    def _pump(self, data: bytes, random: Random) -> bytes:
        """Repeat a few characters often, as what takes quadratic time needs it."""
        start, end = _range(data, random)
        end = min(end, start + _LONGEST_PUMP)
        return data[:end] + data[start:end] * (1 << random.randrange(12)) + data[end:]

    def _line(self, data: bytes, random: Random) -> bytes:
        lines = data.splitlines(keepends=True)
        taken = random.choice(self._seeds)[self._flavours :].splitlines(keepends=True)
        if taken:
            lines.insert(random.randint(0, len(lines)), random.choice(taken))
        return b"".join(lines)

    def _swap(self, data: bytes, random: Random) -> bytes:
        lines = data.splitlines(keepends=True)
        random.shuffle(lines)
        return b"".join(lines)

    def _splice(self, data: bytes, random: Random) -> bytes:
        other = random.choice(self._seeds)[self._flavours :]
        return data[: _place(data, random)] + other[_place(other, random) :]


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _range(data: bytes, random: Random) -> tuple[int, int]:
    start = _place(data, random)
    return start, random.randint(start, min(len(data), start + random.choice((4, 32, 256, 4096))))
