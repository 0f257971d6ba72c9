"""Fuzzing: damaged input, in search of crashes, hangs and fixes that are not stable.

    python -m tools.fuzz posts fix --seconds 600
    python -m tools.fuzz all --runs 200 --seed 1

Atheris (https://github.com/google/atheris) chooses inputs by the code that they reach. Where it has no wheel,
as on macOS and Windows, the same mutations are applied by chance.
"""
