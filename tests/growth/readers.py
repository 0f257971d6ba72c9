"""Samples, and what reads them."""

from collections.abc import Iterator

from lint.archive.builders import NAMES
from lint.rule.registry import load
from lint.testing.examples import examples
from tests.growth.linked import OWN, TEMPLATES
from tests.growth.samples import ANSWERS, SAMPLES

_LONGEST = 5000


def samples() -> Iterator[tuple[str, str]]:
    """Yield texts with what reads them: the manuals' examples by their rules, others by each builder, or as answers."""
    for rule in load():
        for number, example in enumerate(examples(rule)):
            if "encoding" not in example.settings and len(example.text) <= _LONGEST:
                yield f"{rule.code}/{number}", example.text
    for text in (*SAMPLES, *(OWN + body for body in TEMPLATES)):
        yield from ((builder, text) for builder in (*NAMES, "plain"))
    yield from (("an answer", text) for text in ANSWERS)
