"""Whether the user trusts an archive: then its configuration may name code, such as a schema's class.

Only the user can say so, with `--trust` or in a configuration of their own, which no archive can bring along.
"""

import os

from lint.config.config import Config
from lint.config.kinds import problem_of
from lint.config.reader import ConfigError
from lint.primitives.bounds import is_in
from lint.primitives.files import UncheckedError, read_named

_EXPECTED = "true, false, or a list of folders, each an absolute path or beginning with ~"


def check_trust(config: Config) -> None:
    """Raise ConfigError if a configuration names a class as its schema but may not name code."""
    if ":" not in config.schema or config.schema.endswith(".json"):
        return
    if config.trusted or "schema" in config.given:
        return
    file = own_file()
    if not _is_listed(config, file):
        raise ConfigError(
            f"{config.place('schema')}: {config.schema!r} is code, which runs only if you trust the archive;"
            f" to trust it, use --trust, or add {config.root!r} to `trust` in {file}"
        )


def trusts(config: Config) -> bool:
    """Return whether the user trusts the archive that a configuration came with; may raise ConfigError."""
    return config.trusted or _is_listed(config, own_file())


def own_file() -> str:
    """Return the path of the user's own configuration."""
    import platformdirs  # only for an archive whose configuration names code

    return os.path.join(platformdirs.user_config_dir("archive-lint", appauthor=False), "lint.toml")


def _is_listed(config: Config, file: str) -> bool:
    import tomllib

    if not os.path.lexists(file):
        return False
    # In some CI, the home folder is the archive's.
    archive = config.bounds.archive(config.root) if config.bounds is not None else config.root
    if is_in(os.path.realpath(file), os.path.realpath(archive)):
        raise ConfigError(f"{file}: it is in the archive, so it cannot trust the archive; use --trust")
    try:
        content = read_named(file)
        owner = os.stat(file).st_uid
    except (OSError, UncheckedError) as error:
        raise ConfigError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if hasattr(os, "geteuid") and owner not in (os.geteuid(), 0):
        raise ConfigError(f"{file}: it belongs to another user, so it cannot trust an archive")
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file}: not valid TOML: {error}") from error
    for key in data:
        if key != "trust":
            raise ConfigError(
                f"{file}: {key}: unknown key; the only key of your own configuration is `trust`"
            )
    return _trusts(data.get("trust", False), config.root, file)


def _trusts(value: object, folder: str, file: str) -> bool:
    """Return whether the value of `trust` holds for a folder."""
    if isinstance(value, bool):
        return value
    given = value if isinstance(value, list) else [None]
    places = [os.path.expanduser(each) for each in given if isinstance(each, str) and "\0" not in each]
    if len(places) < len(given) or not all(map(os.path.isabs, places)):
        raise ConfigError(f"{file}: trust: {problem_of(value, _EXPECTED)}")
    real = os.path.realpath(folder)
    return any(is_in(real, os.path.realpath(place)) for place in places)
