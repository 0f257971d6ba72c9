"""Patterns of files: what git reads without a word in `.gitignore` is an error in a configuration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lint import Config
from lint.config.reader import ConfigError, check_values
from lint.primitives.ignore_patterns import IgnorePatterns
from tests.conftest import Archive

# Of each kind: open, in reverse, empty, unknown, or without anything to match.
MALFORMED = [
    "[y-b]",
    "x[",
    "[",
    "[!",
    "[b-",
    "x[[:vowel:]]",
    "[[:alpha:]",
    "x\\",
    "\\",
    "!",
    "!\\",
    "/",
    "!/",
    "//[",
]
REFUSED = [*MALFORMED, "", " ", "# drafts", "a\nb", "a\0b"]


@pytest.mark.parametrize("pattern", MALFORMED)
def test_a_malformed_pattern_in_a_gitignore_matches_nothing(archive: Archive, pattern: str) -> None:
    for name in ("_posts/2021-05-03-rain.md", "_posts/2021-05-04-wind.md"):
        archive.write(name)
    archive.write(".gitignore", f"{pattern}\n*-wind.md\n")
    result = archive.lint("--no-cache")
    assert (result.code, result.out) == (0, "No findings in 1 file.\n")
    assert result.err == ""


@pytest.mark.parametrize("pattern", REFUSED)
@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("exclude = [{}]", "exclude"),
        ("extend-exclude = ['ok', {}]", "extend-exclude"),
        ("posts = [{}]", "posts"),
        ("[per-file-ignores]\n{} = ['DTE001']", "per-file-ignores."),
    ],
)
def test_a_malformed_pattern_in_a_configuration_is_an_error(
    archive: Archive, key: str, place: str, pattern: str
) -> None:
    quoted = '"' + pattern.replace("\\", "\\\\").replace("\n", "\\n").replace("\0", "\\u0000") + '"'
    archive.write("_posts/2021-05-03-rain.md")
    archive.write("lint.toml", key.format(quoted))
    result = archive.lint("--no-cache")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"lint: lint.toml: {place}")
    assert f"{pattern!r} is not valid; expected a pattern as in .gitignore " in result.err


@pytest.mark.parametrize("pattern", [each for each in REFUSED if each.strip() and "\0" not in each])
def test_a_malformed_pattern_on_the_command_line_is_an_error(archive: Archive, pattern: str) -> None:
    archive.write("_posts/2021-05-03-rain.md")
    result = archive.lint("--no-cache", f"--extend-exclude={pattern}")
    assert (result.code, result.out) == (2, "")
    assert f"--extend-exclude: {pattern!r} is not valid; expected a pattern" in result.err


def test_a_malformed_pattern_of_a_program_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"^posts: '\[y-b\]' is not valid"):
        check_values(Config(posts=("[y-b]",)))
    with pytest.raises(ConfigError, match=r"^exclude: '\\ud800' is not valid"):
        check_values(Config(exclude=("\ud800",)))


@pytest.mark.parametrize(
    "pattern", ["*", "drafts/", "!keep.md", "[]a]", "[a-]", "a\\ ", "\\#1", "**/x", "日記/*.md"]
)
def test_a_pattern_that_matches_something_is_accepted(pattern: str) -> None:
    check_values(Config(exclude=(pattern,), per_file_ignores={pattern: ("DTE001",)}))


NAMES = [
    "a",
    "b",
    "ab",
    "abc",
    "a.md",
    "-",
    "]",
    "[",
    "é",
    "*",
    "\\",
    "a b",
    "!a",
    "#a",
    " ",
    "a ",
    "z",
    "ba",
]
PIECES = [
    *("a", "b", ".md", "z", "é", "*", "**", "***", "?", "/", "**/", "/**", "/**/", "[", "]", "[a-c]", "[!a]"),
    *("[^a-b]", "[z-a]", "[[:alpha:]]", "[[:punct:]]", "[[:vowel:]]", "[[:a]", "[a", "[a-", "[]a]", "[!]]"),
    *(
        "[a-]",
        "[--a]",
        "[a\\-c]",
        "[\\]]",
        "[/]",
        "[é]",
        "\\",
        "\\a",
        "\\*",
        "\\/",
        "\\ ",
        "!",
        "#",
        " ",
        "\t",
        "-",
    ),
    *(":", "\r"),
]


class Repository:
    """A repository with files and folders of several names, two deep."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths = list(self._fill("", 2))
        subprocess.run(["git", "init", "--quiet", root], check=True)

    def _fill(self, folder: str, depth: int) -> Iterator[str]:
        for name in NAMES:
            path = folder + name
            if depth and name in ("a", "ab", "-", "é"):
                os.mkdir(self.root / path)
                yield f"{path}/"
                yield from self._fill(f"{path}/", depth - 1)
            else:
                (self.root / path).touch()
                yield path

    def ignored(self, content: bytes) -> set[str]:
        """The paths that git ignores, itself or with a folder above."""
        (self.root / ".gitignore").write_bytes(content)
        run = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],
            cwd=self.root,
            input="\0".join(path.rstrip("/") for path in self.paths).encode(),
            capture_output=True,
            check=False,
        )
        return set(filter(None, run.stdout.decode().split("\0")))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return Repository(tmp_path_factory.mktemp("repository"))


PATTERN = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


@settings(max_examples=150)
@given(lines=st.lists(PATTERN, min_size=1, max_size=4))
@example(["b", "!a**"])
@example(["a**"])
def test_patterns_match_what_git_ignores(repository: Repository, lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    patterns = IgnorePatterns.of_file(content)
    ours: set[str] = set()
    for path in repository.paths:  # folders before what is in them
        name = path.rstrip("/")
        if patterns.decide(os.fsencode(path)) or os.path.dirname(name) in ours:
            ours.add(name)
    assert ours == repository.ignored(content)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffa.md\n".encode(),
        b"a.md\r\nb\r\n",
        b"a.md  \nb\\ \n",
        b"a.md\0rest\n",
        b"a.md\x0bb\n\x85\n",
        b"\xff\n\xe9\na.md",
    ],
)
def test_lines_end_as_in_git(repository: Repository, content: bytes) -> None:
    patterns = IgnorePatterns.of_file(content)
    files = [path for path in repository.paths if "/" not in path]
    ours = {path for path in files if patterns.decide(os.fsencode(path))}
    assert ours == repository.ignored(content) & set(files)


@pytest.mark.parametrize("piece", [b"*a", b"**/a", b"a*/", b"?*", b"[a-z]*", b"*"])
def test_each_byte_of_a_path_is_one_step(piece: bytes) -> None:
    patterns = IgnorePatterns([piece * 400 + b"b"] * 20)
    path = b"/".join([b"a" * 200] * 4)
    patterns.decide(path)
    automaton = patterns.automaton
    assert len(automaton.nodes) <= len(path) + 1
    assert automaton.size * 8 <= 20 * (len(piece) * 400 + 4) + 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not limit the time of a process")
def test_many_stars_end(archive: Archive) -> None:
    archive.write(f"_posts/2021-05-03-{'a' * 200}.md")
    archive.write(".gitignore", "*a" * 40 + "b\n")
    archive.write("lint.toml", f"exclude = ['{'*a' * 40}b']\n")
    run = subprocess.run(
        ["sh", "-c", f"ulimit -t 20; exec {sys.executable} -m lint --no-cache --select DTE001"],
        cwd=archive.root,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (run.returncode, run.stdout) == (0, "No findings in 1 file.\n")


def test_what_was_matched_is_forgotten_before_it_fills_the_memory() -> None:
    patterns = IgnorePatterns([b"*[ab]" + b"?" * 14 + b"x"])
    automaton = patterns.automaton
    for number in range(20_000):
        patterns.decide(f"{number:016b}".replace("0", "a").replace("1", "b").encode())
    assert len(automaton.nodes) <= automaton.most_nodes
    assert patterns.decide(b"ab" * 20 + b"b" + b"c" * 14 + b"x")
