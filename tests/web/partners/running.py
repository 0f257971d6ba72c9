"""Programs of others, installed by `tools/partners/install.sh`, that run while a test asks them.

They are looked for in the folder that ARCHIVE_LINT_PARTNERS names. With ARCHIVE_LINT_REQUIRE_PARTNERS, a missing one
is a failure.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDER = os.environ.get("ARCHIVE_LINT_PARTNERS")
_PATIENCE = 30.0  # seconds for a program to start


def program(partner: str, name: str) -> str:
    """Return the path of a program in a partner's virtual environment."""
    path = os.path.join(FOLDER or "", partner, "bin", name)
    if FOLDER and os.access(path, os.X_OK):
        return path
    message = f"{name} is not installed; run tools/partners/install.sh DIR and set ARCHIVE_LINT_PARTNERS=DIR"
    if os.environ.get("ARCHIVE_LINT_REQUIRE_PARTNERS"):
        pytest.fail(message)
    pytest.skip(message)


def run(*command: str, folder: Path, text: str = "") -> None:
    """Run a program to its end, in a folder."""
    ran = subprocess.run(
        command, cwd=folder, env=_environment(folder), input=text, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@contextmanager
def served(*command: str, folder: Path, port: int) -> Iterator[None]:
    """Run a server in a folder until the context ends; it answers at a port of 127.0.0.1 when that begins."""
    with (
        open(folder / "log", "ab") as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            _wait(process, port, folder / "log")
            yield
        finally:
            process.kill()


def _environment(folder: Path) -> dict[str, str]:
    # A proxy of the machine is not for the servers here.
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**inherited, "HOME": str(folder)}


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            is_late = process.poll() is not None or time.monotonic() > end
            assert not is_late, log.read_text(errors="replace")
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    """Return a port of 127.0.0.1 where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
