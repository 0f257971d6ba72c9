"""Sending what is JSON already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pygls.protocol import LanguageServerProtocol


class Json(str):
    """A text in JSON, which is sent as it is."""

    __slots__ = ()

    @classmethod
    def of(cls, members: Mapping[str, object], **ready: Json) -> Json:
        """Return an object of some members and of some whose JSON is known."""
        pairs = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in members.items()]
        pairs += [f"{json.dumps(name)}:{value}" for name, value in ready.items()]
        return cls(f"{{{','.join(pairs)}}}")


class Protocol(LanguageServerProtocol):
    """As pygls speaks it, except that results and parameters may be JSON."""

    def notify_ready(self, method: str, params: Json) -> None:
        """Send a notification."""
        self._send_ready(Json.of({"jsonrpc": self.VERSION, "method": method}, params=params))

    def _send_response(self, msg_id: Any, result: Any = None, error: Any = None) -> None:  # noqa: ANN401 - as pygls
        if error is None and isinstance(result, Json):
            self._result_types.pop(msg_id, None)
            self._send_ready(Json.of({"jsonrpc": self.VERSION, "id": msg_id}, result=result))
        else:
            super()._send_response(msg_id, result, error)

    def _send_ready(self, body: Json) -> None:
        if self.writer is not None:
            data = body.encode(self.CHARSET)
            head = b"Content-Length: %d\r\n\r\n" % len(data) if self._include_headers else b""
            self.writer.write(head + data)
