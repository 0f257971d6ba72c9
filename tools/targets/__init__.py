"""Six sites with 200 broken targets among 2,000 good ones, to measure who finds them.

`python -m tools.targets write FOLDER` writes the sites, `check FOLDER` builds them and compares every target with
what the builders wrote, `compare FOLDER` runs linters and link checkers over them. docs/accuracy.md has the figures.
"""
