"""BLAKE2b without OpenSSL: `hashlib` would load it, which is a twentieth of a run on one known post."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python without its own
    from hashlib import blake2b

__all__ = ["blake2b"]
