"""Builds whole sites of Hugo, for rows of the kind `link`."""

import os
import subprocess

from tools.builders.links import NOT_FOUND

_PAGE = "<!doctype html><title>{{ .Title }}</title><body>{{ .Content }}</body>\n"
_LAYOUTS = {"layouts/_default/single.html": _PAGE, "layouts/_default/list.html": _PAGE}


def built(program: str, folders: list[str]) -> list[str | None]:
    """Return the folder of the output of each site; None where Hugo stops.

    A `ref` that is not found does not stop it, but leads nowhere.

    Args:
        program: Hugo.
        folders: The sites.
    """
    return [_built(program, folder) for folder in folders]


def _built(program: str, folder: str) -> str | None:
    for name, text in _LAYOUTS.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    out = os.path.join(folder, "out")
    own = {"HUGO_REFLINKSERRORLEVEL": "WARNING", "HUGO_REFLINKSNOTFOUNDURL": NOT_FOUND}
    run = subprocess.run(  # noqa: S603  a builder
        [program, "--source", folder, "--destination", out],
        env={**os.environ, **own, "TZ": "UTC", "HUGO_CACHEDIR": os.path.join(folder, "cache")},
        capture_output=True,
        check=False,
    )
    if os.environ.get("TRUTH_DEBUG") and (run.returncode or b"WARN" in run.stderr + run.stdout):
        print(run.returncode, (run.stdout + run.stderr).decode()[-700:])
    return None if run.returncode or b"panic:" in run.stderr else out
