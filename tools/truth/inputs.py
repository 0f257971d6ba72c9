"""The inputs that every builder is measured with, by kind; `files` is each builder's own."""

from tools.truth.bodies import BODIES
from tools.truth.dates import DATES
from tools.truth.front_matter import FENCES, KEYS, SCALARS, TAGS
from tools.truth.headings import HEADINGS

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
