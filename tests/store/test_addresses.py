"""Addresses of archives: which arguments are some, and what is shown of them."""

import pytest

from lint.store.addresses import is_address, shown
from tests.conftest import Archive


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://keeper:hush@a.example/x.zip?signature=hush", "https://…@a.example/x.zip?…"),
        ("https://hush@hush@a.example", "https://…@a.example"),
        ("s3://bucket/posts@2021/a", "s3://bucket/posts@2021/a"),
        ("posts/a?b@c", "posts/a?b@c"),
    ],
)
def test_nothing_secret_is_shown(path: str, expected: str) -> None:
    assert shown(path) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["https://keeper:hush@127.0.0.1:1/x.zip?signature=hush"],
        ["tea://keeper:hush@house/x?signature=hush"],
        ["--fix", "https://keeper:hush@127.0.0.1:1/x.zip?signature=hush"],
        ["https://keeper:hush@127.0.0.1:1/x.zip?signature=hush", "a.md"],
    ],
)
def test_no_message_has_a_secret(archive: Archive, arguments: list[str]) -> None:
    result = archive.lint(*arguments)
    assert result.code == 2
    assert "hush" not in result.err


def test_a_path_is_no_address() -> None:
    assert not any(map(is_address, ("a://b/c d".replace("a:", " :"), "/a://b", "://b", "a")))
