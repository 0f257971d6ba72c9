"""Whatever a user's own module does is an error with its place, never the end of the program."""

import pytest

from tests.conftest import Archive
from tests.hostile.conftest import POST

RAISING = (
    "raise SystemExit", "raise SystemExit(0)", "import sys; sys.exit('bye')", "raise KeyboardInterrupt",
    "raise GeneratorExit", "class E(BaseException): ...\nraise E('odd')", "1 / 0", "raise RecursionError",
    "raise MemoryError", "raise ImportError('x')", "raise UnicodeDecodeError('utf-8', b'', 0, 1, '')", "raise StopIteration",
)  # fmt: skip


@pytest.mark.parametrize("code", [*RAISING, "def x(:", "\0", "x = '\\ud800'\nraise ValueError(x)"])
def test_an_exception_in_a_user_s_module_is_an_error_with_its_place(stranger: Archive, code: str) -> None:
    stranger.write("site/broken.py", "\n\n" + code + "\n")
    result = stranger.lint("--schema", "broken:Post")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("lint: --schema: schema 'broken:Post' cannot be imported: ")
    assert "broken.py:" in result.err
    assert "Traceback" not in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    "code", [code for code in RAISING if "Unicode" not in code]
)  # a ValueError is a finding
def test_an_exception_in_a_validator_is_an_error_with_its_place(stranger: Archive, code: str) -> None:
    body = "\n".join(f"        {line}" for line in code.splitlines())
    stranger.write(
        "site/strict.py",
        "from pydantic import BaseModel, field_validator\n\n\nclass Post(BaseModel):\n    title: str\n\n"
        f"    @field_validator('title')\n    def check(cls, value: str) -> str:\n{body}\n        return value\n",
    )
    result = stranger.lint("--schema", "strict:Post", "--jobs", "2" if "Exit" in code else "1", POST)
    assert (result.code, "Traceback" in result.err + result.out) == (2, False)
    assert f"lint: {POST}: schema 'strict:Post' fails: " in result.err
    assert "strict.py:" in result.err


@pytest.mark.parametrize(
    "code", ["class Post: ...", "Post = 1", "", "def __getattr__(name):\n    raise SystemExit(name)"]
)
def test_a_module_without_the_model_is_an_error(stranger: Archive, code: str) -> None:
    stranger.write("site/empty.py", code)
    result = stranger.lint("--schema", "empty:Post")
    assert (result.code, "schema 'empty:Post'" in result.err, "Traceback" in result.err) == (2, True, False)
    assert stranger.lint("--schema", "nowhere:Post").code == 2


def test_a_module_that_is_nowhere_is_named(stranger: Archive) -> None:
    assert "module 'nowhere' is neither installed nor in " in stranger.lint("--schema", "nowhere:Post").err
