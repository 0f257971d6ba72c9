"""`python -m lint.testing FILE…`: run the examples of the rules in some files."""

import importlib.util
import os
import sys
from collections.abc import Sequence

from lint.rule import Rule
from lint.testing import check_examples


def main(files: Sequence[str]) -> int:
    """Run the examples, and print what is wrong; gives 1 when something is, 2 without a rule to look at."""
    failures: list[str] = []
    rules: list[Rule] = []
    for file in files:
        name = os.path.splitext(os.path.basename(file))[0]
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None or not os.path.isfile(file):
            sys.stderr.write(f"{file}: expected a Python file\n")
            return 2
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        rules += [value for value in vars(module).values() if isinstance(value, Rule)]
    for rule in rules:
        failures += check_examples(rule)
    if not rules:
        sys.stderr.write("no rule was found: expected files with functions under @rule\n")
        return 2
    sys.stdout.write("".join(f"{failure}\n" for failure in failures))
    sys.stdout.write(f"{', '.join(rule.code for rule in rules)}: {len(failures) or 'no'} failures\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
