"""The key of a result: a digest of everything besides the file that a finding can depend on."""

import os
import sys
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.archive.sample import signature
from lint.config.config import Config
from lint.primitives.blake2 import blake2b
from lint.primitives.version import __version__
from lint.run import notices
from lint.run.cache import Cache

# What makes findings of observations; the rest of the configuration decides what is observed.
_SELECTING = ("select", "extend-select", "ignore", "severity", "per-file-ignores")
_TICK = 2_000_000_000
# What identifies a file's content: its modification, change, size and inode.
numbers_of: Callable[[os.stat_result], tuple[int, ...]] = attrgetter(
    "st_mtime_ns", "st_ctime_ns", "st_size", "st_ino"
)
# They as a stamp.
WRITTEN = "%d %d %d %d"
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def result_key(
    config: Config, site: Site, nearby: bytes, evidence: Evidence, installed: bytes
) -> bytes | None:
    """Return the key of the results of a site's folders; `None` if they must not be stored.

    Parameters:
        nearby: the digest from the site's `fingerprint_of`, for the folders.
        evidence: what a sample of the site's posts shows.
        installed: the digest from `installed_code`.
    """
    schema = config.schema if config.schema != "auto" else evidence.schema
    if ":" in schema:
        return None  # the module of a model may import anything
    parts = [__version__, sys.version, sys.getfilesystemencoding(), site.fingerprint.hex(), nearby.hex()]
    parts += [schema, evidence.deciding]
    parts += [f"{name}={value!r}" for name, value in config.deciding() if name not in _SELECTING]
    if schema.endswith(".json"):
        from lint.schema.state import schema_state  # few archives have a JSON Schema

        state = schema_state(schema, config.root, config.bounds_of("schema"))
        if state is None:
            return None  # loading the schema reports it
        parts.append(state.hex())
    return _digest([installed, *_encoded(parts)])


def piece_key(results: bytes, config: Config, report: str, gated: Sequence[str]) -> bytes:
    """Return the key of a report's parts: a digest of all that makes them of observations.

    Parameters:
        results: the key of the observations.
        report: what the report depends on besides.
        gated: the codes that do not make the run fail.
    """
    values = {name: getattr(config, name.replace("-", "_")) for name in (*_SELECTING, "fail-on")}
    parts = [report, *(f"{name}={value!r}" for name, value in values.items()), *gated]
    return _digest([results, *_encoded(parts)])


def joined(key: bytes, state: bytes) -> bytes:
    """Return the key of the parts of a report that depend on other posts, in this state of the archive."""
    return _digest((key, state))


def evidence_key(config: Config, site: Site) -> bytes:
    """Return the key of a site's evidence: a digest of all that gathering it reads."""
    parts = (__version__, config.yaml, site.root, site.name, signature(site.root, config.bounds))
    return _digest(_encoded(parts))


def installed_packages(known: Cache) -> bytes:
    """Return a digest of the names of the installed packages, and of the content of this one.

    The content is noted by the files' times, so that it is read once, and is the same on another machine.
    """
    heard = notices.heard()
    times = heard.code if heard is not None else code_times()
    noted = known.note("code", times)
    if noted is None:
        noted = read_packages()
        known.write_note("code", times, noted)
    return _digest(_encoded([noted]))


def code_times() -> bytes:
    """Return a digest of the times of the files of installed code."""
    return _digest(_encoded([sys.version, *map(stamp, _files_of_code())]))


def _files_of_code() -> Iterator[str]:
    yield from sorted(_files(_HERE))
    yield from sorted(_entry_points())


def read_packages() -> str:
    """Return a digest of this package's content, and of the names of the installed ones, in hexadecimal."""
    parts = [sys.version.encode()]
    for path in _files_of_code():
        parts += [os.fsencode(_place(path)), _content(path)]
    return _digest(parts).hex()


def _entry_points() -> Iterator[str]:
    for folder in sys.path:
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        yield from (os.path.join(folder, name, "entry_points.txt") for name in names)


def _place(path: str) -> str:
    """Return what says which package a file is of, wherever that is installed."""
    if path.startswith(_HERE):
        return path[len(_HERE) :]
    return os.path.join(*path.rsplit(os.sep, 2)[1:])


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def code(packages: bytes, files: str) -> bytes:
    """Return a digest of all rules, including the files of plug-ins, one per line."""
    return _digest([packages, *(os.fsencode(stamp(path)) for path in files.split("\n") if path)])


def plugin_files() -> str:
    """Return the files that plug-ins' rules may depend on, one per line; loads all rules.

    These are all modules of their packages, the folders of these modules, and everything else that was
    imported from outside Python and its installed packages.
    """
    import sysconfig  # rarely needed

    from lint.rule import registry

    own = __name__.partition(".")[0]
    files: set[str] = set()
    for name in {rule.find.__module__.partition(".")[0] for rule in registry.load()} - {own}:
        module = sys.modules.get(name)
        for folder in getattr(module, "__path__", ()):
            files.update(parent for parent, _ in _walk(folder))
            files.update(_files(folder))
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


def _files(folder: str) -> Iterator[str]:
    return (os.path.join(parent, name) for parent, names in _walk(folder) for name in names)


def _walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield parent, [name for name in names if not name.endswith(".pyc")]


def stamp(path: str) -> str:
    """Return a file's path, modification time and size, or a different text if it is gone."""
    try:
        status = os.stat(path)
    except OSError:
        return f"{path} gone"
    return f"{path} {status.st_mtime_ns} {status.st_size}"


def file_stamp(path: str, before: int | None = None) -> str:
    """Return what identifies a file's content without reading it; empty if the file has just changed.

    A file that is changed twice within a tick of the clock looks unchanged; only its content can tell.

    Parameters:
        before: as `recently` returned it when the content was looked at; now by default.
    """
    try:
        status = os.stat(path)
    except OSError:
        return ""
    if max(status.st_mtime_ns, status.st_ctime_ns) > (recently() if before is None else before):
        return ""
    return WRITTEN % numbers_of(status)


def file_states(paths: Sequence[str]) -> list[bytes] | None:
    """Return what changes with any of some files; `None` if one is gone or has just changed."""
    before = recently()
    cwd = os.path.join(os.getcwd(), "")
    try:
        found = array("q", chain.from_iterable(map(numbers_of, map(os.stat, paths))))
    except (OSError, ValueError, OverflowError):
        return None
    has_just_changed = any(max(found[start::4], default=0) > before for start in (0, 1))
    if has_just_changed:
        return None
    names = "\0".join(absolute(path, cwd) for path in paths)
    return [names.encode("utf-8", "surrogatepass"), found.tobytes()]


def absolute(path: str, cwd: str) -> str:
    """Return an absolute path; most are plain ones below the working directory, given with a slash."""
    if path[:1] in ("", ".") or "/." in path or "//" in path:
        return os.path.abspath(path)
    return path if path[:1] == "/" else cwd + path


def recently() -> int:
    """Return the time after which a file may have been changed twice without a trace, in nanoseconds."""
    return time.time_ns() - _TICK


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode("utf-8", "surrogatepass") for part in parts)


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
