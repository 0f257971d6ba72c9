"""`python -m tools.targets write|check|compare FOLDER`."""

import argparse
import json
import os
import shlex
import sys
from collections import Counter

from tools.targets import truth
from tools.targets.check import check
from tools.targets.compare import Programs, compare, table
from tools.targets.sites import BUILDERS, make


def main() -> int:
    """Write the sites, check them by their builders, or compare programs on them."""
    options = _parser().parse_args()
    try:
        commands = {"write": _write, "check": _check, "compare": _compare}
        return commands[options.command](options)
    except OSError as error:
        print(f"tools.targets: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.targets", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write the sites, and truth.json beside them")
    check = commands.add_parser("check", help="write, build and verify the sites")
    compare = commands.add_parser("compare", help="run link checkers over checked sites; print a table")
    for command in (write, check, compare):
        command.add_argument("folder", metavar="FOLDER")
    for command in (write, check):
        command.add_argument("--sites", nargs="+", choices=BUILDERS, default=BUILDERS, metavar="SITE")
    check.add_argument(
        "--programs",
        required=True,
        help="the folder that tools/builders/install.sh filled, with obsidian/ added",
    )
    compare.add_argument("--lint", default="", help="the linter's command, such as 'python -m lint'")
    compare.add_argument("--select", default="LNK011", help="the rules to select, with commas")
    compare.add_argument("--lychee", default="lychee", help="the program")
    compare.add_argument("--html-proofer", default="htmlproofer", help="the program, version 3")
    compare.add_argument(
        "--npm", required=True, help="the folder with remark-cli, its plugins and linkinator"
    )
    compare.add_argument("--wrong", action="store_true", help="print the wrong findings, and what is missed")
    return parser


def _write(options: argparse.Namespace) -> int:
    sites = make(tuple(options.sites))
    for site in sites:
        site.write(os.path.join(options.folder, site.name))
    truths = [site.truth for site in sites]
    truth.write(options.folder, truths)
    for one in truths:
        kinds = Counter(target.kind for target in one.broken)
        print(f"{one.site}: {len(one.good)} good, {kinds.total()} broken, {len(one.code)} in code")
    print(
        f"all: {sum(len(one.good) for one in truths)} good, {sum(len(one.broken) for one in truths)} broken"
    )
    return 0


def _check(options: argparse.Namespace) -> int:
    _write(options)
    work = os.path.realpath(os.path.join(options.folder, "work"))
    os.makedirs(work, exist_ok=True)
    wrong, stops = [], []
    for site in make(tuple(options.sites)):
        checked = check(work, site, os.path.realpath(options.programs))
        wrong += checked.wrong
        stops += [[site.name, target.label, message] for target, message in checked.stops.items()]
        print(f"{site.name}: {len(checked.wrong)} wrong, {len(checked.stops)} stop the builder", flush=True)
    with open(os.path.join(work, "stops.json"), "w", encoding="utf-8") as file:
        json.dump(stops, file, ensure_ascii=False, indent=1)
    print("\n".join(wrong))
    return 1 if wrong else 0


def _compare(options: argparse.Namespace) -> int:
    truths = truth.read(options.folder)
    programs = Programs(
        shlex.split(options.lint), options.select, options.lychee, options.npm, options.html_proofer
    )
    scores = compare(options.folder, truths, programs)
    print(table(scores, truths))
    if options.wrong:
        every = {target: one.site for one in truths for target in one.broken}
        for score in scores:
            print(f"\n{score.name}: wrong", *sorted(score.wrong), sep="\n  ")
            missed = [
                f"{site}/{at.file}:{at.line} {at.written} ({at.kind})"
                for at, site in every.items()
                if at not in score.found
            ]
            print(f"{score.name}: missed", *sorted(missed), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
