"""The inputs that every builder is measured with, by kind; `files` is each builder's own."""

from tools.builders.bodies import BODIES
from tools.builders.dates import DATES
from tools.builders.front_matter import FENCES, KEYS, SCALARS, TAGS
from tools.builders.headings import HEADINGS
from tools.builders.late import LATE

__all__ = ["INPUTS", "LATE"]

INPUTS: dict[str, list[str]] = {
    "date": DATES,
    "scalar": SCALARS,
    "keys": KEYS,
    "fences": FENCES,
    "tags": TAGS,
    "heading": HEADINGS,
    "body": BODIES,
}
