"""Documents as they are linted: their files, folders and languages."""

import builtins
import os
from pathlib import Path
from unittest import mock

import pytest

from lint.server.documents import Document


def _document(uri: str, text: str = "x", language: str | None = "markdown") -> Document:
    return Document(uri, text, 1, language, "utf-16")


@pytest.mark.parametrize("name", ["a b.md", "100%.md", "%41.md", "雨 后/é.md", "a#b?c.md", "~a.md"])
def test_a_path_is_what_the_address_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    post = _document(path.as_uri()).post([str(tmp_path)])
    assert (post.path, post.root, post.within) == (str(path), str(tmp_path), True)


def test_the_innermost_of_the_open_folders_counts(tmp_path: Path) -> None:
    inner = tmp_path / "blog"
    inner.mkdir()
    document = _document((inner / "a.md").as_uri())
    assert document.post([str(tmp_path), str(inner)]).root == str(inner)
    # A folder whose name only begins like it is another.
    outside = _document((tmp_path / "blog-old.md").as_uri()).post([str(inner)])
    assert (outside.root, outside.within) == (str(tmp_path), False)


def test_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    post = _document((tmp_path / "new" / "er" / "a.md").as_uri()).post([])
    assert (post.root, post.within) == (str(tmp_path), False)


def test_what_was_never_saved_is_linted_in_the_first_folder_that_is_open(tmp_path: Path) -> None:
    document = _document("untitled:Untitled-1")
    assert document.post([str(tmp_path)])[:3] == ("", str(tmp_path), False)
    assert document.post([]).root == os.getcwd()


def test_a_byte_order_mark_is_looked_for_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfx")
    document = _document(path.as_uri())
    assert (document.post([]).hidden, document.post([]).data) == (1, b"\xef\xbb\xbfx")
    assert _document(path.as_uri(), "\ufeffx").post([]).hidden == 0
    path.write_bytes(b"x")
    document.look()
    assert document.post([]).hidden == 0
    with mock.patch.object(builtins, "open", side_effect=PermissionError):
        document.look()
    assert document.post([]).data == b"x"


def test_a_document_is_a_post_by_its_language_or_its_name() -> None:
    assert _document("untitled:a").may_be_post
    assert _document("file:///a.MD", language=None).may_be_post
    assert not _document("file:///a.py", language="python").may_be_post
