"""The verdicts on URLs are kept beside the results, and outlive them."""

import os
from pathlib import Path

from lint.run import cache_folder
from lint.run.verdict_file import open_verdicts
from lint.web.verdict import Kind, State, Verdict

URL = "https://example.org/"
DEAD = Verdict(State.DEAD, asked=1.0)


def filled(folder: Path) -> str:
    with open_verdicts(str(folder)) as store:
        store.put([(URL, Kind.PAGE, DEAD)])
        assert store.trouble is None
    return str(folder)


def kept(folder: str) -> Verdict | None:
    with open_verdicts(folder) as store:
        return store.verdict(URL, Kind.PAGE)


def test_verdicts_outlive_results_and_bounds_of_size(tmp_path: Path) -> None:
    folder = filled(tmp_path / "cache" / "archive-1")
    cache_folder.clean(folder)
    cache_folder.prune(str(tmp_path / "cache"), 0)
    assert kept(folder) == DEAD


def test_clean_deletes_them_when_asked_to(tmp_path: Path) -> None:
    folder = filled(tmp_path / "cache" / "archive-1")
    assert [each for each, *_ in cache_folder.archives(str(tmp_path / "cache"))] == [folder]
    assert cache_folder.size_of(folder)[0] > 0
    assert cache_folder.clean(folder, verdicts=True)
    assert cache_folder.size_of(folder)[0] == 0
    assert kept(folder) is None


def test_the_file_of_a_stranger_is_not_opened(tmp_path: Path) -> None:
    folder = filled(tmp_path / "archive-1")
    os.link(Path(folder, "verdicts.sqlite"), tmp_path / "other")
    with open_verdicts(folder) as store:
        assert store.trouble is not None
        assert "has another name" in store.trouble
        assert store.verdict(URL, Kind.PAGE) is None


def test_a_damaged_file_is_replaced_for_the_next_run(tmp_path: Path) -> None:
    folder = filled(tmp_path / "archive-1")
    Path(folder, "verdicts.sqlite").write_bytes(b"no database" * 1000)
    with open_verdicts(folder) as store:
        assert store.trouble is not None
    filled(Path(folder))
    assert kept(folder) == DEAD
