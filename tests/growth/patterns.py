"""Every pattern that the package compiles, wherever it is written: a new one is found without being named."""

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).parents[2]


class Written(NamedTuple):
    """A pattern, and the module that compiles it."""

    pattern: re.Pattern[str]
    module: str


@cache
def patterns() -> tuple[Written, ...]:
    """Return the patterns that `lint` compiles when it is imported, and when it reads every example.

    They are recorded in a process of their own, since Python compiles a pattern only once.
    """
    command = [sys.executable, "-m", "tests.growth.patterns"]
    run = subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.PIPE, check=True)
    return tuple(Written(re.compile(text, flags), module) for text, flags, module in json.loads(run.stdout))


def _record() -> None:
    found: dict[tuple[str, int], str] = {}
    compile_pattern = re._compile  # type: ignore[attr-defined]  # noqa: SLF001 - what each function of `re` calls

    def recording(pattern: Any, flags: int) -> Any:
        compiled = compile_pattern(pattern, flags)
        caller = sys._getframe(2).f_globals.get("__name__", "")  # noqa: SLF001 - who asked for it
        if caller.startswith("lint.") and isinstance(compiled.pattern, str):
            found.setdefault((compiled.pattern, compiled.flags), caller)
        return compiled

    re._compile = recording  # type: ignore[attr-defined]  # noqa: SLF001
    import lint

    for module in pkgutil.walk_packages(lint.__path__, "lint."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from tests.growth.places import read_every_example

    read_every_example()
    sys.stdout.write(json.dumps([[*key, module] for key, module in found.items()]))


if __name__ == "__main__":
    _record()
