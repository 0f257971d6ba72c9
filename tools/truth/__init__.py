"""Runs the builders themselves over tables of inputs and writes what they make of each to tests/truth.

`python -m tools.truth BUILDER… [--out tests/truth] [--programs DIR]`; `install.sh DIR` gets the programs.
"""
