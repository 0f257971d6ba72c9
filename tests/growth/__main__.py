"""Try all pumps of all patterns, and the texts in the rules' source, at all places, for as long as it is let.

python -m tests.growth [--seconds N] [--part NUMBER/COUNT]
"""

import argparse
import ast
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import lint
from lint.rule.registry import load
from tests.growth.patterns import Place, patterns
from tests.growth.places import PLACES, bodies
from tests.growth.pumps import Pump, pumps
from tests.growth.test_growth import failures

_LONGEST = 40


def _literals() -> Iterator[str]:
    """Yield the texts in the source of what reads posts."""
    folder = Path(lint.__file__).parent
    for name in ("rules", "post", "values", "proxies", "engine"):
        for path in sorted((folder / name).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def _all() -> list[Pump]:
    found = dict.fromkeys(Pump("", text) for text in _literals() if 0 < len(text) <= _LONGEST)
    for rule in load():
        for block in bodies(rule).split("\n\n"):
            words = block.split(" ")
            lines = block.splitlines(keepends=True)
            found.update(dict.fromkeys(Pump("", part) for part in (block + "\n\n", *lines, *words) if part))
    for written in patterns():
        found.update(dict.fromkeys(pumps(written.pattern)))
    return list(found)


def main() -> int:
    """Run until all are tried or the time is up; return 1 if something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--part", default="1/1", metavar="NUMBER/COUNT")
    arguments = parser.parse_args()
    number, count = map(int, arguments.part.split("/"))
    tried = _all()
    random.Random(0).shuffle(tried)  # so that each part and each minute sees some of everything
    end, failed = time.monotonic() + arguments.seconds, 0
    part = tried[number - 1 :: count]
    for at, pump in enumerate(part):
        if time.monotonic() > end:
            sys.stdout.write(f"{at:,} of {len(part):,} tried\n")
            break
        for failure in failures(pump, map(Place, PLACES)):
            failed += 1
            sys.stdout.write(f"{failure}\n")
            sys.stdout.flush()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
