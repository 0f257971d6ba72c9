"""Run the builders themselves over tables of inputs, and write what they make of each.

`python -m tools.builders BUILDER… [--programs DIR]` writes to tests/builders/tables; `install.sh DIR` gets
the programs.
"""
