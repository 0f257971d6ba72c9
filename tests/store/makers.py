"""Archives in a file, with members that no program would write."""

import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tests.conftest import GOOD

POST = "_posts/2021-05-03-rain.md"
# One finding, and nothing else.
DEFECT = GOOD.replace("Rain over", "  Rain over")
BLOCK = 512


class Entry(NamedTuple):
    """A member of a tar archive."""

    name: str
    data: bytes = b""
    kind: bytes = tarfile.REGTYPE
    target: str = ""


def tar(entries: Iterable[Entry], mode: str = "w") -> bytes:
    """Return a tar archive; the mode has the compression."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
        for entry in entries:
            info = tarfile.TarInfo(entry.name)
            info.type, info.linkname, info.size = entry.kind, entry.target, len(entry.data)
            archive.addfile(info, io.BytesIO(entry.data))
    return file.getvalue()


def zipped(files: Mapping[str, bytes | str] | Sequence[tuple[str | zipfile.ZipInfo, bytes | str]]) -> bytes:
    """Return a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def special(name: str, mode: int, data: bytes = b"") -> tuple[zipfile.ZipInfo, bytes]:
    """Return a member of a zip archive that has a Unix mode, such as that of a link."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info, data
