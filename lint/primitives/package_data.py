"""The data files of installed packages, without importing the packages or `importlib.resources`."""

import os
from importlib.util import find_spec


def read_text(package: str, *names: str) -> str:
    """Return a file of a package as text.

    `importlib.resources` imports the package, and many modules of its own, which a run on one post feels.

    Parameters:
        package: its name; one below another package has that imported.
        names: the folders in it, and the file's name.

    Raises:
        OSError: if there is no such file.
    """
    spec = find_spec(package)
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec is not None else None
    get_data = getattr(spec.loader, "get_data", None) if spec is not None else None
    if folder is not None and get_data is not None:
        data: bytes = get_data(os.path.join(folder, *names))
        return data.decode("utf-8")
    from importlib.resources import files  # for a package of several folders, or a loader of another kind

    file = files(package)
    for name in names:
        file = file.joinpath(name)
    return file.read_text("utf-8")
