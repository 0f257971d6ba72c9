"""The inputs that every builder is measured with, by kind; `files` is each builder's own."""

from tools.builders.bodies import BODIES
from tools.builders.dates import DATES
from tools.builders.front_matter import FENCES, KEYS, SCALARS, TAGS
from tools.builders.headings import HEADINGS

INPUTS: dict[str, list[str]] = {
    "date": DATES,
    "scalar": SCALARS,
    "keys": KEYS,
    "fences": FENCES,
    "tags": TAGS,
    "heading": HEADINGS,
    "body": BODIES,
}
# A second set, made after lint's readers were done: rows that these were not written against.
LATE: dict[str, list[str]] = {kind: [] for kind in INPUTS}
