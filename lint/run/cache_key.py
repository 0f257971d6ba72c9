"""What decides a result beside the file itself, as one key that leaves out nothing a finding depends on."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache

from lint.archive.sample import signature
from lint.archive.site import Site
from lint.config.config import Config
from lint.primitives.blake2 import blake2b
from lint.primitives.version import __version__
from lint.run.cache import Cache

_TICK = 2_000_000_000
_ELSEWHERE = re.compile(rb'"\$(?:dynamicR|r)ef"\s*:\s*"(?!#)')

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def result_key(config: Config, site: Site, schema: str, installed: bytes) -> bytes | None:
    """Give the key of a site's results; `None` when they must not be kept.

    Parameters:
        schema: the name of the settled schema.
        installed: what `installed_code` gives.
    """
    if ":" in schema:
        return None  # a model's module may import anything
    parts = [__version__, sys.version, sys.getfilesystemencoding(), site.root, site.dialect, schema]
    parts += [f"{name}={value!r}" for name, value in config.deciding()]
    if schema.endswith(".json"):
        try:
            with open(os.path.join(config.root, schema), "rb") as file:
                data = file.read()
        except OSError:
            return None  # settling it says so
        if _ELSEWHERE.search(data):
            return None  # what it refers to may change
        parts.append(_digest([data]).hex())
    return _digest([installed, *(part.encode("utf-8", "surrogatepass") for part in parts)])


def guess_key(config: Config, site: Site) -> bytes:
    """Give the key of a schema's guess: all that `guess_schema` looks at."""
    parts = (__version__, config.schema, config.yaml, site.root, site.dialect, signature(site.root))
    return _digest(part.encode("utf-8", "surrogatepass") for part in parts)


@cache
def installed_packages() -> bytes:
    """Give what tells one set of installed packages, and this package's own code, from another."""
    parts = [sys.version]
    for folder in sys.path:
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        # A package that is installed anew may have other plug-ins under the same version.
        parts += [stamp(os.path.join(folder, name, "entry_points.txt")) for name in sorted(names)]
    parts += _stamps(_HERE)
    return _digest(part.encode("utf-8", "surrogatepass") for part in parts)


def installed_code(known: Cache) -> bytes | None:
    """Give what tells one set of rules from another, plug-ins' files included; `None` while unknown."""
    files = known.plugins(installed_packages())
    if files is None:
        return None
    return _digest([installed_packages(), *(os.fsencode(stamp(path)) for path in files.split("\n") if path)])


def plugin_files() -> str:
    """Give the files that the rules of plug-ins may depend on, one a line; this loads all rules.

    These are all modules of the packages they come from, the folders that hold them, and whatever else was
    imported from outside Python and its installed packages.
    """
    import sysconfig  # rarely asked

    from lint.rule import registry

    own = __name__.partition(".")[0]
    files: set[str] = set()
    for name in {rule.find.__module__.partition(".")[0] for rule in registry.load()} - {own}:
        module = sys.modules.get(name)
        for folder in getattr(module, "__path__", ()):
            files.update(_modules(folder))
        if (file := getattr(module, "__file__", None)) is not None:
            files.add(file)
    paths = sysconfig.get_paths()
    folders = (paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], _HERE)
    installed = tuple(os.path.join(folder, "") for folder in folders)
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file is not None and not os.path.abspath(file).startswith(installed):
            files.add(file)
    return "\n".join(sorted(files))


def _modules(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield parent
        yield from (os.path.join(parent, name) for name in names if not name.endswith(".pyc"))


def stamp(path: str) -> str:
    """Give a file's name with its times and size; what is gone has a stamp of its own."""
    try:
        status = os.stat(path)
    except OSError:
        return f"{path} gone"
    return f"{path} {status.st_mtime_ns} {status.st_size}"


def file_stamp(path: str) -> str:
    """Give what tells a file from a changed one without reading it; empty when it changed just now.

    A file that is changed twice within a tick of the clock looks the same: only its content tells.
    """
    try:
        status = os.stat(path)
    except OSError:
        return ""
    if status.st_mtime_ns > time.time_ns() - _TICK or status.st_ctime_ns > time.time_ns() - _TICK:
        return ""
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def _stamps(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    found += _stamps(entry.path)
            elif not entry.name.endswith(".pyc"):
                found.append(stamp(entry.path))
    return sorted(found)


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
