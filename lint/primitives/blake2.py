"""BLAKE2b without OpenSSL: `hashlib` loads it, which takes a twentieth of a run on one known post."""

try:
    from _blake2 import blake2b
except ImportError:  # not every Python has it
    from hashlib import blake2b

__all__ = ["blake2b"]
