"""Every pattern that the package compiles, wherever it is written: a new one is found without being named.

Those that may take more than linear time, by themselves, are suspects. Where text can reach them is found by watching
them: the manuals' examples and other samples are read once, and a pump is put where a pattern looked.
"""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.growth.pumps import Pump

CHECKOUT = Path(__file__).parents[2]


class Place(NamedTuple):
    """Where a pump reaches a pattern.

    Parameters:
        reader: one of `places.PLACES`, or what reads the template: an example's rule, `LNK001/0`, or a builder.
        template: the text, with `places.MARK` for the pump; empty for one of `PLACES`.
    """

    reader: str
    template: str = ""


class Written(NamedTuple):
    """A pattern, and what makes it slow.

    Parameters:
        module: the module that compiles it.
        name: the name it has there, the code of its rule, or its first characters.
        pumps: what makes the pattern by itself take more than linear time; empty if it is no suspect.
        places: where that reaches it.
        is_tried: whether a sample, or a text made from it, reaches it; also if it matches few characters.
    """

    pattern: re.Pattern[str]
    module: str
    name: str
    pumps: tuple[Pump, ...] = ()
    places: tuple[tuple[Pump, Place], ...] = ()
    is_tried: bool = True


@cache
def patterns() -> tuple[Written, ...]:
    """Return the patterns that `lint` compiles when it is imported, and when it reads every sample.

    They are watched in a process of its own, since Python compiles a pattern only once.
    """
    command = [sys.executable, "-m", "tests.growth.recorded"]
    run = subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.PIPE, check=True)
    return tuple(
        Written(
            re.compile(text, flags),
            module,
            name,
            tuple(Pump(*each) for each in pumps),
            tuple((Pump(*pump), Place(*place)) for pump, place in places),
            is_tried,
        )
        for text, flags, module, name, is_tried, pumps, places in json.loads(run.stdout)
    )
