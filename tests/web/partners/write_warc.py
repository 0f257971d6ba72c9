"""Writes a WARC by warcio, as `python write_warc.py FILE` in pywb's virtual environment; standard input is JSON."""

import base64
import json
import sys
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-not-found]
from warcio.warcwriter import WARCWriter  # type: ignore[import-not-found]

with open(sys.argv[1], "wb") as file:
    writer = WARCWriter(file, gzip=True)
    for capture in json.load(sys.stdin):
        headers = StatusAndHeaders(capture["status"], list(capture["headers"].items()), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            capture["url"],
            "response",
            payload=BytesIO(base64.b64decode(capture["body"])),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": capture["date"]},
        )
        writer.write_record(record)
