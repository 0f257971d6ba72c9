"""Addresses that are signed here are those that the library signs."""

from typing import NamedTuple
from urllib.parse import quote

import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from lint.store.s3_signature import SAMPLE, Signature

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"  # noqa: S105 - of Amazon's documentation
KEYS = [
    "a.md",
    "雨/é b.md",
    "a+b%20c.md",
    "a//b/../c.md",
    "~_-.md",
    "a?b&c=d#e.md",
    "[1]*'(x)!.md",
    "\x01\n.md",
]


class Bucket(NamedTuple):
    """How a bucket is addressed, and by whom."""

    base: str
    token: str | None = None
    region: str = "us-east-1"


BUCKETS = [
    Bucket("http://127.0.0.1:5000/rain/"),
    Bucket("https://rain.s3.eu-central-1.amazonaws.com/", region="eu-central-1"),
    Bucket("https://rain.s3.amazonaws.com/", token="AQoDYXdzEPT//////////wEXAMPLE+/=="),  # noqa: S106 - as above
]


def signed(bucket: Bucket, key: str, date: str | None = None) -> str:
    """Return what the library signs."""
    request = AWSRequest("GET", bucket.base + quote(key, "/~"))
    credentials = Credentials("AKIDEXAMPLE", SECRET, bucket.token)
    S3SigV4QueryAuth(credentials, "s3", bucket.region, expires=600).add_auth(request)
    return str(request.url)


@pytest.mark.parametrize("bucket", BUCKETS, ids=lambda bucket: bucket.base)
def test_addresses_are_those_of_the_library(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    day = datetime(2021, 5, 3, 22, 59, 3, tzinfo=UTC)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: day, raising=False)
    signature = Signature.like(signed(bucket, SAMPLE), SECRET)
    assert signature is not None
    for key in KEYS:
        ours, theirs = (url.partition("?") for url in (signature.url(key), signed(bucket, key)))
        assert ours[0] == theirs[0]
        assert sorted(ours[2].split("&")) == sorted(theirs[2].split("&"))


def test_what_is_signed_otherwise_is_left_to_the_library() -> None:
    url = signed(BUCKETS[0], SAMPLE)
    assert Signature.like(url, SECRET + "x") is None
    assert Signature.like(url.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"), SECRET) is None
    assert Signature.like(url.partition("?")[0], SECRET) is None
    assert Signature.like(signed(BUCKETS[0], "other.md"), SECRET) is None
