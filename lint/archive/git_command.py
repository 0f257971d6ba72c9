"""Running git so that it runs nothing which the repository names.

A repository's own configuration can name programs: file system monitors, filters, hooks, external diffs,
transports. It comes with the archive, so they are switched off here; the user's own configuration stays.
https://git-scm.com/docs/git-config, https://git-scm.com/docs/git#_environment_variables
"""

import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache

from lint.archive import git_folder
from lint.primitives.errors import UserError
from lint.primitives.patterns import regex

# Whatever the configuration says: hooks are in the repository even if it says nothing, and an archive may
# contain folders that look like a bare repository.
_ALWAYS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "safe.bareRepository": "explicit",
}
# What a repository's configuration may name: programs, and files outside of it. An empty name is none.
_NAMED = regex(
    r"(?:filter\..*\.(?:clean|smudge|process)|diff\.(?:external|.*\.(?:textconv|command))|gpg\.(?:.*\.)?program"
    r"|core\.(?:sshcommand|askpass|gitproxy|pager|editor|alternaterefscommand|excludesfile|attributesfile)"
    r"|credential\.(?:.*\.)?helper|trailer\..*\.(?:cmd|command))\Z",
    re.DOTALL,
)
_REQUIRED = regex(r"filter\..*\.required\Z", re.DOTALL)
# A missing object is not fetched, which would run a transport's program, and the index is not written.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# How long to wait for git: for its settings, which it reads at once, and for all else.
_SETTINGS_SECONDS, _SECONDS = 20, 180


class GitError(UserError):
    """Git cannot be run, or reports an error; the message is the reason."""


def git(*arguments: str) -> bytes:
    """Run git in the working directory and return its output.

    Raises:
        GitError: when there is no git, it fails or takes too long, or would open what it may not.
    """
    return _run(arguments, _settings(os.getcwd()))


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """Start git in the working directory, with pipes to ask it and to read what it answers.

    Raises:
        GitError: as `git`.
    """
    command, environment = [_program(), *arguments], _environment(_settings(os.getcwd()))
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own git
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from error


@cache
def _settings(_folder: str) -> Mapping[str, str]:
    """Return the settings that switch off what the repository of the working directory names."""
    # The user, or git itself for a hook, may have named the repository.
    if not os.environ.get("GIT_DIR") and (problem := git_folder.problem(os.getcwd())) is not None:
        raise GitError(f"git is not run: {problem}")
    listing = _run(("config", "--list", "--show-scope", "--name-only", "-z"), _ALWAYS, _SETTINGS_SECONDS)
    fields = os.fsdecode(listing).split("\0")
    settings = dict(_ALWAYS)
    for scope, key in zip(fields[::2], fields[1::2], strict=False):
        if scope in ("local", "worktree"):
            if _NAMED.match(key):
                settings[key] = ""
            elif _REQUIRED.match(key):
                settings[key] = "false"
    return settings


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a git with these settings, which count more than those of any file."""
    environment = {**os.environ, **_ENVIRONMENT}
    count = environment.get("GIT_CONFIG_COUNT") or "0"
    try:
        start = max(int(count), 0)
    except ValueError as error:
        raise GitError(f"the variable GIT_CONFIG_COUNT is {count!r}; expected a number") from error
    for number, (key, value) in enumerate(settings.items(), start):
        environment[f"GIT_CONFIG_KEY_{number}"] = key
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    environment["GIT_CONFIG_COUNT"] = str(start + len(settings))
    return environment


def _run(arguments: tuple[str, ...], settings: Mapping[str, str], seconds: int = _SECONDS) -> bytes:
    command, environment = [_program(), *arguments], _environment(settings)
    try:
        run = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=seconds)  # noqa: S603 - the user's own git
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git takes more than {seconds} seconds: `git {arguments[0]}`") from error
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from error
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().split("\n")
        reason = next((line for line in said if line.startswith(("fatal:", "error:"))), said[0])
        raise GitError(f"git reports: {reason or f'exit code {run.returncode}'}")
    return run.stdout


def _program() -> str:
    """Return the path of git, which is never looked for in the working folder.

    Windows would begin there, and elsewhere `PATH` may name it: by `.`, or by nothing between two colons.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise GitError("git cannot be run: it is in no folder that PATH names")


def is_tracked(path: str) -> bool:
    """Return whether a repository has files at a path, which is absolute; false when git cannot tell.

    Links on the way are looked at as well as where they lead: git has files only at their real paths.
    """
    return any(_has_files_at(each) for each in {path, os.path.realpath(path)})


def _has_files_at(path: str) -> bool:
    above = path
    while not os.path.isdir(above):
        above = os.path.dirname(above)
    folder = above
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
    try:
        return bool(_run(("-C", above, "ls-files", "-z", "--", path), _ALWAYS))
    except GitError:
        return False
