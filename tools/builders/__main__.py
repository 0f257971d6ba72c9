"""Writes the tables of builders: `python -m tools.builders BUILDER…`."""

import argparse
import importlib
import os

BUILDERS = (
    "jekyll",
    "hugo",
    "pelican",
    "hexo",
    "eleventy",
    "astro",
    "docusaurus",
    "vitepress",
    "gray_matter",
    "astro_links",
    "docusaurus_links",
    "eleventy_links",
    "hexo_links",
    "vitepress_links",
)


def main() -> None:
    """Measure the builders named and write a table for each."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.builders", description="Measure what builders make of texts."
    )
    parser.add_argument("builders", nargs="+", choices=BUILDERS, metavar="BUILDER", help=", ".join(BUILDERS))
    parser.add_argument(
        "--out", default=os.path.join("tests", "builders", "tables"), help="the folder of the tables"
    )
    parser.add_argument("--programs", help="the folder that install.sh filled; without it, those on PATH")
    parser.add_argument("--table", help="the table's name, where a second version of a builder is measured")
    options = parser.parse_args()
    for name in options.builders:
        table = importlib.import_module(f"tools.builders.{name}").measure(options.programs)
        own = name.replace("_", "-") if name.endswith("_links") else table.builder
        path = os.path.join(options.out, f"{options.table or own}.jsonl")
        table.write(path)
        print(f"{path}: {len(table.rows)} rows of {table.builder} {table.version}")


if __name__ == "__main__":
    main()
