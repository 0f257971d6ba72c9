"""`python -m lint.testing FILE…`: run the examples of the rules in these files."""

import importlib.util
import os
import sys
from collections.abc import Sequence

from lint.primitives.text import counted
from lint.rule import Rule
from lint.testing import check_examples


def main(files: Sequence[str]) -> int:
    """Run the examples and print the failures; return 1 if there are any, 2 if there is no rule."""
    rules: list[Rule] = []
    for file in files:
        name = os.path.splitext(os.path.basename(file))[0]
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None or not os.path.isfile(file):
            sys.stderr.write(f"{file} is not a Python file\n")
            return 2
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # dataclasses look up their module
        spec.loader.exec_module(module)
        rules += [value for value in vars(module).values() if isinstance(value, Rule)]
    if not rules:
        sys.stderr.write("no rules found; expected files with functions decorated with @rule\n")
        return 2
    failures = [failure for rule in rules for failure in check_examples(rule)]
    count = counted(len(failures), "failure") if failures else "no failures"
    sys.stdout.write("\n".join([*failures, f"{', '.join(rule.code for rule in rules)}: {count}\n"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
