"""A server on loopback that speaks as much of S3 as is asked of it; the real checks are those against moto."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.loopback import Loopback, serving

_PAGE = 3
_DATE = "2021-05-03T00:00:00.000Z"


class Bucket(Loopback):
    """Objects by their keys.

    Attributes:
        objects: the contents.
        about: by key, the headers that an object has.
        tags: by key, its tags.
        asked: the requests so far: method, key, whether by a signed address.
        careless: whether `If-Match` is ignored.
        lost: keys of objects that are stored without an answer, once.
        refused: methods and keys that are answered with a code, such as `("GET", "a.md"): (403, "AccessDenied")`.
    """

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.about: dict[str, dict[str, str]] = {}
        self.tags: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, str, bool]] = []
        self.careless = False
        self.lost: set[str] = set()
        self.refused: dict[tuple[str, str], tuple[int, str]] = {}
        super().__init__(_Handler)


def etag(content: bytes) -> str:
    """Return the ETag of a content."""
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Bucket

    def do_GET(self) -> None:
        """List, or send an object."""
        url = urlsplit(self.path)
        query = parse_qs(url.query, keep_blank_values=True)
        key = self._key("X-Amz-Signature" in query)
        if key is None:
            return
        if not key:
            self._list(query)
        elif "tagging" in query and ("TAGS", key) in self.server.refused:
            self._fail(*self.server.refused["TAGS", key])
        elif "tagging" in query:
            pairs = self.server.tags.get(key, {}).items()
            rows = "".join(
                f"<Tag><Key>{name}</Key><Value>{escape(value)}</Value></Tag>" for name, value in pairs
            )
            self._send(200, f"<Tagging><TagSet>{rows}</TagSet></Tagging>".encode())
        else:
            self._object(key)

    def do_HEAD(self) -> None:
        """Send what is known of an object."""
        if (key := self._key()) is not None:
            self._object(key)

    def do_PUT(self) -> None:
        """Store an object, if the condition holds."""
        body = self._body()
        if (key := self._key()) is None or self._differs(key):
            return
        self.server.objects[key] = body
        kept = {name: value for name, value in self.headers.items() if name.lower().startswith("x-amz-meta-")}
        self.server.about[key] = kept | {"Content-Type": self.headers.get("Content-Type") or ""}
        pairs = parse_qs(self.headers.get("x-amz-tagging", ""))
        self.server.tags[key] = {name: values[0] for name, values in pairs.items()}
        if key in self.server.lost:
            self.server.lost.remove(key)
            self.close_connection = True
            return
        self._send(200, b"", {"ETag": etag(body)})

    def do_DELETE(self) -> None:
        """Remove an object."""
        if (key := self._key()) is not None:
            self.server.objects.pop(key, None)
            self._send(204, b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _key(self, is_signed: bool = False) -> str | None:  # noqa: FBT001, FBT002 - of one caller
        """Return the key that is asked for; answer at once if it is refused."""
        key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")[2]
        self.server.asked.append((self.command, key, is_signed))
        if (refused := self.server.refused.get((self.command, key))) is None:
            return key
        self._fail(*refused)
        return None

    def _body(self) -> bytes:
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def _differs(self, key: str) -> bool:
        """Answer, and return true, if the version is another one than the condition has."""
        condition = self.headers.get("If-Match")
        if condition is None or self.server.careless:
            return False
        content = self.server.objects.get(key)
        if content is not None and etag(content) == condition:
            return False
        self._fail(*((404, "NoSuchKey") if content is None else (412, "PreconditionFailed")))
        return True

    def _object(self, key: str) -> None:
        content = self.server.objects.get(key)
        if content is None:
            self._fail(404, "NoSuchKey")
            return
        if self._differs(key):
            return
        headers = {"ETag": etag(content), **self.server.about.get(key, {})}
        status, part = 200, self.headers.get("Range")
        if part is not None:
            first, last = map(int, part.removeprefix("bytes=").split("-"))
            status, content = 206, content[first : last + 1]
        self._send(status, content, headers)

    def _list(self, query: dict[str, list[str]]) -> None:
        prefix, after = query.get("prefix", [""])[0], query.get("continuation-token", [""])[0]
        keys = [key for key in sorted(self.server.objects) if key.startswith(prefix) and key > after]
        page = keys[:_PAGE]
        rows = "".join(
            f"<Contents><Key>{quote(key)}</Key><LastModified>{_DATE}</LastModified>"
            f"<ETag>{escape(etag(self.server.objects[key]))}</ETag>"
            f"<Size>{len(self.server.objects[key])}</Size></Contents>"
            for key in page
        )
        more = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if keys[_PAGE:] else ""
        text = (
            "<ListBucketResult><EncodingType>url</EncodingType>"
            f"<IsTruncated>{'true' if more else 'false'}</IsTruncated>{more}{rows}</ListBucketResult>"
        )
        self._send(200, text.encode())

    def _fail(self, status: int, code: str) -> None:
        self._send(status, f"<Error><Code>{code}</Code><Message>It is {code}.</Message></Error>".encode())

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def bucket() -> Iterator[Bucket]:
    """Serve a bucket until the context ends."""
    with serving(Bucket()) as server:
        yield server
