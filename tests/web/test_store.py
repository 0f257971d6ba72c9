"""Verdicts are kept between runs, expire, and are never believed once the file is damaged."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.known import believed_until
from lint.web.store import FILE, Store
from lint.web.verdict import Kind, State, Verdict
from lint.web.wanted import Question, Row

URL = "https://example.org/"
DAY = 86_400.0


def told(*states: State) -> Store:
    store = Store()
    for day, state in enumerate(states, 1):
        store.put([(URL, Kind.PAGE, Verdict(state, asked=day * DAY))])
    return store


@given(
    st.lists(
        st.builds(
            Verdict,
            st.sampled_from(State),
            st.text(),
            st.integers(0, 999),
            asked=st.floats(0, 1e10),
            again=st.just(False),  # noqa: FBT003 - a strategy
        ),
        min_size=1,
    )
)
def test_a_verdict_is_what_was_stored_last(verdicts: list[Verdict]) -> None:
    store = Store()
    for verdict in verdicts:
        store.put([(URL, Kind.PAGE, verdict)])
    assert store.verdict(URL, Kind.PAGE) == verdicts[-1]
    assert store.verdict(URL, Kind.IMAGE) is None


def test_a_reason_that_is_no_valid_text_is_stored() -> None:
    store = Store()
    store.put([(URL, Kind.PAGE, Verdict(State.DEAD, "\ud800"))])
    assert store.verdict(URL, Kind.PAGE) == Verdict(State.DEAD, "?")
    assert store.trouble is None


@pytest.mark.parametrize(
    ("states", "is_newly_dead"),
    [
        ((State.DEAD,), False),
        ((State.ALIVE, State.DEAD), True),
        ((State.MOVED, State.DEAD, State.DEAD), True),
        ((State.ALIVE, State.UNSURE, State.DEAD), True),
        ((State.ALIVE, State.BLOCKED, State.DEAD), True),
        ((State.BLOCKED, State.DEAD), False),
        ((State.DEAD, State.ALIVE), False),
    ],
)
def test_what_is_newly_dead_was_alive_before(states: tuple[State, ...], *, is_newly_dead: bool) -> None:
    known = told(*states).known(URL, Kind.PAGE)
    assert known is not None
    assert known.is_newly_dead is is_newly_dead


def test_the_state_before_is_known_with_its_date() -> None:
    known = told(State.ALIVE, State.ALIVE, State.UNSURE, State.DEAD, State.DEAD).known(URL, Kind.PAGE)
    assert known is not None
    assert (known.before, known.before_asked, known.since) == (State.ALIVE, 2 * DAY, 4 * DAY)


def test_a_suspect_is_no_verdict_until_it_is_settled() -> None:
    store = told(State.ALIVE)
    suspect = Verdict(State.DEAD, asked=9.0, again=True)
    store.put([(URL, Kind.PAGE, suspect)])
    assert store.suspect(URL, Kind.PAGE) == suspect
    assert store.verdict(URL, Kind.PAGE) == Verdict(State.ALIVE, asked=DAY)
    store.put([(URL, Kind.PAGE, suspect._replace(again=False))])
    assert store.suspect(URL, Kind.PAGE) is None
    assert store.verdict(URL, Kind.PAGE) == suspect._replace(again=False)


def test_what_is_new_is_stored_beside_what_is_known() -> None:
    store = told()
    assert not store.has_verdicts()
    store.put([(URL, Kind.PAGE, Verdict(State.DEAD, asked=1.0, again=True))])
    other = f"{URL}/other"
    rows = [(url, Kind.PAGE, Verdict(State.ALIVE, asked=2.0)) for url in (URL, other)]
    store.put(rows, new={(other, Kind.PAGE)})
    assert [store.verdict(url, Kind.PAGE) for url, _, _ in rows] == [verdict for _, _, verdict in rows]
    assert store.suspect(URL, Kind.PAGE) is None
    assert store.has_verdicts()


@pytest.mark.parametrize(
    ("state", "days"),
    [(State.ALIVE, 30), (State.DEAD, 1), (State.BLOCKED, 7), (State.UNSURE, 0), (State.REFUSED, 0)],
)
def test_how_long_a_verdict_is_believed(state: State, days: int) -> None:
    assert believed_until(Verdict(state, asked=100.0), began=200.0) == 100 + days * DAY
    asked_by_this_run = believed_until(Verdict(state, asked=200.0), began=200.0)
    assert asked_by_this_run == (float("inf") if state is not State.UNSURE else 200.0)


def test_a_run_that_was_killed_is_gone_on_with_for_a_day() -> None:
    store = Store()
    assert store.begin(100.0) == 100.0
    assert store.begin(200.0) == 100.0
    assert store.begin(200.0 + DAY) == 200.0 + DAY
    store.end()
    assert store.begin(300.0 + DAY) == 300.0 + DAY


def test_state_changes_with_what_is_said_alone() -> None:
    store = told(State.ALIVE)
    before = store.state()
    assert before
    store.put([(URL, Kind.PAGE, Verdict(State.ALIVE, asked=9 * DAY))])
    assert store.state() == before
    store.put([(URL, Kind.PAGE, Verdict(State.DEAD, asked=10 * DAY))])
    assert store.state() != before


def test_copies_are_kept_by_date() -> None:
    store = Store()
    store.put_copy(URL, "2020-01-02", ("https://web.example/1", "2020-01-03", 5.0))
    assert store.copy(URL, "2020-01-02") == ("https://web.example/1", "2020-01-03", 5.0)
    assert store.copy(URL, "2021-01-02") is None


def test_each_url_is_wanted_once_with_all_dates() -> None:
    store = Store()
    store.want([Row(URL, Kind.PAGE, date=date) for date in ("2021", "2020", "2020")])
    store.want([Row(URL, Kind.IMAGE)])
    assert list(store.wanted.urls()) == [(URL, (Kind.IMAGE, Kind.PAGE))]
    assert store.wanted.dates(URL, Kind.PAGE) == ["2020", "2021"]


def test_questions_are_taken_in_order() -> None:
    wanted = Store().wanted
    wanted.queue(("a", Question(f"{URL}{number}", URL, (Kind.PAGE,))) for number in range(5))
    wanted.queue([("b", Question(URL, URL, tuple(Kind)))])
    first = wanted.take("a", 0, 3)
    assert [each.url[-1] for each in (*first, *wanted.take("a", first[-1].id, 9))] == list("01234")
    assert wanted.take("b", 0, 1)[0].kinds == tuple(Kind)


def test_verdicts_are_there_after_the_file_was_closed(tmp_path: Path) -> None:
    path = str(tmp_path / FILE)
    for _ in range(2):
        store = Store(path)
        store.put([(URL, Kind.PAGE, Verdict(State.DEAD))])
        store.close()
    store = Store(path)
    assert store.verdict(URL, Kind.PAGE) == Verdict(State.DEAD)
    assert (store.trouble, os.listdir(tmp_path).count(FILE)) == (None, 1)
    store.close()


@pytest.mark.parametrize("damage", ["text", "empty", "cut", "row", "trigger", "journal"])
def test_a_damaged_file_is_given_up_with_a_warning(tmp_path: Path, damage: str) -> None:
    path = tmp_path / FILE
    store = Store(str(path))
    store.put([(f"{URL}{number}", Kind.PAGE, Verdict(State.DEAD)) for number in range(500)])
    store.close()
    if damage == "text":
        path.write_bytes(b"no database" * 1000)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    elif damage == "journal":
        Path(f"{path}-journal").write_bytes(b"x")
    else:
        database = sqlite3.connect(path)
        if damage == "row":
            database.execute("UPDATE verdicts SET packed = (SELECT packed FROM verdicts LIMIT 1)")
        else:
            database.execute("CREATE TRIGGER t AFTER DELETE ON verdicts BEGIN SELECT 1; END")
        database.commit()
        database.close()
    store = Store(str(path))
    assert store.verdict(f"{URL}499", Kind.PAGE) is None
    assert store.trouble is not None
    assert str(path) in store.trouble
    assert store.is_damaged
    store.put([(URL, Kind.PAGE, Verdict(State.ALIVE))])
    assert store.verdict(URL, Kind.PAGE) == Verdict(State.ALIVE)
    store.close()


def test_a_folder_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "none" / FILE))
    assert store.trouble is not None
    assert not store.is_damaged
    store.close()
