"""All URLs of a run are asked: each once, no host held up by another, nothing lost."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.answer import Answer, Trouble
from lint.web.asked import Asked, Progress
from lint.web.schedule import Schedule
from lint.web.settings import HostSettings, OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State, Verdict
from lint.web.wanted import Row

from .jumping import FakeWeb, host_of, run

DAY = 86_400.0
BEGIN = 1_000_000.0


def urls(host: str, count: int) -> list[str]:
    return [f"https://{host}.example/{number:04}" for number in range(count)]


def ask(
    wanted: Iterable[str],
    web: FakeWeb,
    *,
    settings: OnlineSettings | None = None,
    store: Store | None = None,
    kinds: Iterable[Kind] = (Kind.PAGE,),
    at: float = BEGIN,
    progress: Callable[[Progress], None] | None = None,
) -> Asked:
    store = Store() if store is None else store
    store.want(Row(url, kind) for url in wanted for kind in kinds)

    async def main() -> Asked:
        loop = asyncio.get_running_loop()
        schedule = Schedule(
            store,
            settings or OnlineSettings(),
            web,
            now=lambda: at + loop.time(),
            progress=progress,
        )
        return await schedule.run()

    return run(main())


def statuses(**by_host: int) -> Callable[[str, int], Answer]:
    return lambda url, _: Answer(url, by_host.get(host_of(url).partition(".")[0], 200))


def counts(web: FakeWeb) -> Counter[str]:
    return Counter(url for _, url in web.asked)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(1, 12), st.integers(1, 4))
def test_each_url_is_asked_once_within_the_limits(sizes: list[int], concurrency: int, slots: int) -> None:
    wanted = [url for number, size in enumerate(sizes) for url in urls(f"h{number}", size)]
    web = FakeWeb(slots=slots)
    asked = ask([*wanted, *wanted], web, settings=OnlineSettings(concurrency=concurrency))
    assert counts(web) == Counter(wanted)
    assert asked.states == {State.ALIVE: len(wanted)}
    assert asked.is_whole
    assert web.most[""] <= concurrency
    assert max(web.most[host_of(url)] for url in wanted) <= slots


def test_the_client_has_questions_at_hand_unless_hosts_have_intervals() -> None:
    wanted = [url for number in range(40) for url in urls(f"h{number}", 5)]
    plain = OnlineSettings(concurrency=8, host_interval=0.0)
    for settings, most in (
        (plain, 12),
        (plain._replace(host_interval=0.1), 8),
        (plain._replace(hosts={"h1.example": HostSettings(interval=1.0)}), 8),
        (plain._replace(hosts={"h1.example": HostSettings(concurrency=1)}), 12),
    ):
        web = FakeWeb(slots=2)
        ask(wanted, web, settings=settings)
        assert web.most[""] == most


def test_a_slow_host_holds_no_other_up() -> None:
    web = FakeWeb(seconds=lambda host: 20.0 if host == "slow.example" else 0.1)
    ask([*urls("slow", 20), *urls("fast", 100)], web, settings=OnlineSettings(concurrency=4))
    last = max(when for when, url in web.asked if "fast" in url)
    assert last == pytest.approx(0.1 * 100 / 2, abs=0.3)


def test_a_host_that_wants_a_pause_holds_no_other_up_and_loses_nothing() -> None:
    def answer(url: str, before: int) -> Answer:
        return Answer(url, 429 if url == urls("busy", 1)[0] and before == 0 else 200)

    web = FakeWeb(answer, slots=1)
    asked = ask([*urls("busy", 5), *urls("other", 50)], web, settings=OnlineSettings(concurrency=1))
    assert asked.states == {State.ALIVE: 55}
    assert max(when for when, url in web.asked if "other" in url) < 5
    assert min(when for when, url in web.asked[1:] if "busy" in url) >= 60
    assert counts(web)[urls("busy", 1)[0]] == 2


def test_a_host_that_is_always_too_busy_is_left_for_the_next_run() -> None:
    web = FakeWeb(statuses(busy=429))
    asked = ask(urls("busy", 50), web)
    assert len(web.asked) < 15
    assert asked.not_asked["host asked too often"] == 50 - asked.states[State.BLOCKED]
    assert sum(asked.not_asked.values()) > 30


def test_a_pause_of_more_than_an_hour_is_not_waited_for() -> None:
    web = FakeWeb(statuses(busy=429), pause=4000.0, slots=1)
    asked = ask([*urls("busy", 10), *urls("other", 3)], web)
    assert asked.not_asked == {"host asked too often": 10}
    assert asked.states == {State.ALIVE: 3}


def test_a_single_url_that_stays_too_busy_gets_a_verdict() -> None:
    web = FakeWeb(statuses(busy=429))
    assert ask(urls("busy", 1), web).states == {State.BLOCKED: 1}
    assert len(web.asked) == 4


def test_what_seems_dead_is_asked_again_after_the_others_of_its_host() -> None:
    first = urls("a", 1)[0]
    web = FakeWeb(lambda url, _: Answer(url, 404 if url == first else 200))
    store = Store()
    asked = ask(urls("a", 30), web, store=store)
    assert asked.states == {State.DEAD: 1, State.ALIVE: 29}
    assert web.asked[-1][1] == first
    assert counts(web)[first] == 2
    verdict = store.verdict(first, Kind.PAGE)
    assert verdict is not None
    assert (verdict.state, verdict.again) == (State.DEAD, False)


def test_urls_are_asked_while_others_are_still_planned() -> None:
    store, web = Store(), FakeWeb(seconds=lambda _: 0.0)
    wanted = urls("a", 2000)
    store.want(Row(url, Kind.PAGE) for url in wanted)
    asked_by_then = []

    def now() -> float:  # a verdict is made
        asked_by_then.append(len(web.asked))
        return BEGIN

    async def main() -> Asked:
        return await Schedule(store, OnlineSettings(), web, now=now).run()

    assert run(main()).is_whole
    assert asked_by_then[1] < len(wanted)
    assert counts(web) == Counter(wanted)


def test_second_questions_come_after_what_is_planned_later_and_hold_nothing_up() -> None:
    first, *more = "http://a.example/0", *(f"http://b.example/{number:03}" for number in range(400))
    web = FakeWeb(lambda url, _: Answer(url, 404 if url == first else 200), seconds=lambda _: 0.0)
    asked = ask([first, *more, *urls("a", 400)], web)
    assert asked.states == {State.DEAD: 1, State.ALIVE: 800}
    assert web.asked[-1][1] == first
    assert web.asked[-2][0] < 0.1
    assert 1 <= web.asked[-1][0] < 2


def test_what_is_not_planned_yet_when_the_budget_is_used_up_is_counted() -> None:
    store, web = Store(), FakeWeb(statuses(a=404), seconds=lambda _: 0.0)
    settings = OnlineSettings(max_requests=10, exclude=("b.example",))
    asked = ask([*urls("a", 400), *urls("b", 100)], web, store=store, settings=settings)
    assert asked.not_asked == {"budget used up": 400, "excluded": 100}
    assert not asked.is_whole
    asked = ask((), web, store=store, at=BEGIN + 60)
    assert asked.states == {State.DEAD: 400, State.ALIVE: 100}
    assert set(counts(web).values()) == {1, 2}


def test_the_second_question_comes_seconds_later_if_nothing_else_is_there() -> None:
    web = FakeWeb(statuses(a=404))
    assert ask([*urls("a", 1), *urls("b", 1)], web).states == {State.DEAD: 1, State.ALIVE: 1}
    first, second = (when for when, url in web.asked if "a.example" in url)
    assert 1 <= second - first < 2


def test_a_name_server_has_twice_as_long_until_the_second_question() -> None:
    def answer(url: str, _: int) -> Answer:
        return Answer(url, trouble=Trouble.NO_HOST) if "a.example" in url else Answer(url, 200)

    web = FakeWeb(answer)
    assert ask([*urls("a", 1), *urls("b", 1)], web).states == {State.DEAD: 1, State.ALIVE: 1}
    first, second = (when for when, url in web.asked if "a.example" in url)
    assert 2 <= second - first < 3


def test_the_second_question_waits_longer_while_others_are_asked() -> None:
    web = FakeWeb(statuses(a=404), seconds=lambda host: 1.0 if host == "long.example" else 0.05)
    ask([*urls("a", 1), *urls("long", 200)], web)
    first, second = (when for when, url in web.asked if "a.example" in url)
    assert 30 <= second - first < 35


def test_second_questions_do_not_wait_for_hosts_that_are_given_up() -> None:
    web = FakeWeb(statuses(a=404, busy=429), pause=4000.0, slots=1)
    ask([*urls("a", 1), *urls("busy", 10)], web)
    first, second = (when for when, url in web.asked if "a.example" in url)
    assert second - first < 3


def test_what_is_alive_at_the_second_question_is_not_dead() -> None:
    web = FakeWeb(lambda url, before: Answer(url, 200 if before else 404))
    assert ask(urls("a", 3), web).states == {State.ALIVE: 3}


def test_a_page_that_is_also_an_image_is_asked_once() -> None:
    web = FakeWeb()
    asked = ask(urls("a", 1), web, kinds=Kind)
    assert (asked.urls, asked.states) == (1, {State.ALIVE: 1})
    assert web.kinds == [Kind.PAGE]


def test_a_page_that_is_also_an_image_and_dead_is_asked_twice_and_counted_once() -> None:
    web = FakeWeb(statuses(a=404))
    asked = ask(urls("a", 1), web, kinds=(Kind.PAGE, Kind.IMAGE))
    assert (asked.urls, asked.states, len(web.asked)) == (1, {State.DEAD: 1}, 2)


def test_a_page_that_lives_and_is_no_image_counts_as_both() -> None:
    class Page(FakeWeb):
        def judge(self, url: str, kind: Kind, answer: Answer, now: float, known: Verdict | None) -> Verdict:
            verdict = super().judge(url, kind, answer, now, known)
            return verdict._replace(state=State.WRONG_KIND) if kind is Kind.IMAGE else verdict

    asked = ask(urls("a", 1), Page(), kinds=(Kind.PAGE, Kind.IMAGE))
    assert (asked.urls, asked.states) == (1, {State.ALIVE: 1, State.WRONG_KIND: 1})


def test_a_second_run_asks_nothing_until_verdicts_expire() -> None:
    web, store = FakeWeb(statuses(dead=404, unsure=500)), Store()
    wanted = [*urls("alive", 3), *urls("dead", 2), *urls("unsure", 1)]
    ask(wanted, web, store=store)
    for days, hosts in ((0.5, {"unsure"}), (2, {"dead", "unsure"}), (31, {"alive", "dead", "unsure"})):
        web.asked.clear()
        ask((), web, store=store, at=BEGIN + days * DAY)
        assert {host_of(url).partition(".")[0] for _, url in web.asked} == hosts


def test_the_server_is_asked_whether_a_page_has_changed() -> None:
    store = Store()
    web = FakeWeb(lambda url, _: Answer(url, 200, {"etag": '"1"'}))
    ask(urls("a", 1), web, store=store)
    ask((), web, store=store, at=BEGIN + 40 * DAY)
    assert [each and each.etag for each in web.known] == [None, '"1"']


def test_what_is_left_out_is_counted_by_reason() -> None:
    wanted = [*urls("a", 2), *urls("b", 3), *urls("c", 5)]
    web = FakeWeb()
    web.forbidden.add(wanted[0])
    settings = OnlineSettings(exclude=("b.example",), include=("https://a*", "https://b*"))
    asked = ask(wanted, web, settings=settings)
    assert asked.not_asked == {"robots.txt": 1, "excluded": 3, "not included": 5}
    assert [url for _, url in web.asked] == [wanted[1]]


def test_a_remapped_url_is_asked_elsewhere_and_judged_as_it_is() -> None:
    store, web = Store(), FakeWeb()
    settings = OnlineSettings(remap=(("https://a.example/", "HTTPS://B.example:443/a/"),))
    ask(urls("a", 1), web, store=store, settings=settings)
    assert [url for _, url in web.asked] == ["https://b.example/a/0000"]
    assert store.verdict("https://a.example/0000", Kind.PAGE) is not None


def test_no_more_requests_than_the_budget_and_the_next_run_goes_on() -> None:
    store = Store()
    web = FakeWeb(lambda url, _: Answer(url, 200, requests=2 if url.endswith("0") else 1))
    wanted = urls("a", 30)
    asked = ask(wanted, web, store=store, settings=OnlineSettings(max_requests=10))
    assert 9 <= asked.requests <= 11
    assert not asked.is_whole
    assert asked.not_asked == {"budget used up": 30 - len(web.asked)}
    asked = ask((), web, store=store)
    assert asked.is_whole
    assert counts(web) == Counter(wanted)


def test_what_is_unsure_is_asked_again_by_the_next_run_but_after_what_was_not_asked() -> None:
    store, web = Store(), FakeWeb(statuses(a=500))
    wanted = urls("a", 30)
    ask(wanted, web, store=store, settings=OnlineSettings(max_requests=10))
    ask((), web, store=store, settings=OnlineSettings(max_requests=25), at=BEGIN + 60)
    assert counts(web) == Counter(wanted + wanted[:5])
    assert [url for _, url in web.asked[10:30]] == wanted[10:]
    assert store.verdict(wanted[0], Kind.PAGE).asked >= BEGIN + 60  # type: ignore[union-attr]


def test_a_budget_that_is_too_small_for_all_that_is_unsure_comes_to_each_in_turn() -> None:
    store, web = Store(), FakeWeb(statuses(a=500))
    wanted = urls("a", 10)
    for number in range(8):
        ask(wanted, web, store=store, settings=OnlineSettings(max_requests=5), at=BEGIN + 60 * number)
    assert set(counts(web).values()) == {4}


def test_nothing_is_asked_after_the_time_and_no_pause_is_waited_for() -> None:
    web = FakeWeb(statuses(busy=429), seconds=lambda _: 1.0)
    asked = ask([*urls("a", 100), *urls("busy", 1)], web, settings=OnlineSettings(max_time=10.0))
    assert max(when for when, _ in web.asked) <= 10
    assert asked.not_asked["budget used up"] == 101 - asked.states[State.ALIVE]


def test_what_waits_for_a_host_when_the_time_is_up_is_left_for_the_next_run() -> None:
    store = Store()
    web = FakeWeb(seconds=lambda host: 3000.0 if host == "busy.example" else 0.05)
    told: list[float] = []
    settings = OnlineSettings(max_time=10.0, timeout=20.0)
    wanted = [*urls("a", 3), *urls("busy", 3)]
    asked = ask(wanted, web, settings=settings, store=store, progress=lambda _: told.append(1.0))
    assert sum(told) <= 30
    assert (asked.urls, asked.not_asked, asked.is_whole) == (3, {"budget used up": 3}, False)
    web.asked.clear()
    assert ask((), web, store=store, at=BEGIN + 60).is_whole
    assert counts(web) == Counter(wanted[3:])


def test_a_redirect_to_a_host_that_wants_a_pause_is_asked_again_after_it() -> None:
    first, second = urls("a", 1)[0], urls("busy", 1)[0]

    def answer(url: str, before: int) -> Answer:
        if url == second and not before:
            return Answer(url, 429)
        return Answer(second, trouble=Trouble.BUSY) if url == first and before < 2 else Answer(url, 200)

    web = FakeWeb(answer)
    asked = ask([first, second, *urls("other", 100)], web, settings=OnlineSettings(concurrency=1))
    assert asked.states == {State.ALIVE: 102}
    assert counts(web)[first] == 3
    assert max(when for when, url in web.asked if "other" in url) < 10


def test_a_redirect_to_a_host_that_wants_a_pause_for_ever_gets_a_verdict() -> None:
    web = FakeWeb(lambda url, _: Answer(url, trouble=Trouble.BUSY))
    assert ask(urls("a", 1), web).states == {State.UNSURE: 1}
    assert len(web.asked) == 4


def test_a_redirect_that_robots_forbid_is_not_asked() -> None:
    store, web = Store(), FakeWeb(lambda url, _: Answer(url, trouble=Trouble.FORBIDDEN))
    asked = ask(urls("a", 2), web, store=store)
    assert (asked.urls, asked.not_asked) == (0, {"robots.txt": 2})
    assert store.verdict(urls("a", 1)[0], Kind.PAGE) is None


def test_a_verdict_of_the_future_is_not_believed() -> None:
    store, web = Store(), FakeWeb()
    ask(urls("a", 1), web, store=store, at=BEGIN + 400 * DAY)
    ask((), web, store=store)
    assert len(web.asked) == 2


def test_a_run_that_is_stopped_keeps_its_answers(tmp_path: Path) -> None:
    path = str(tmp_path / "verdicts.sqlite")
    web = FakeWeb(statuses(dead=404), slots=1)
    wanted = [*urls("a", 40), *urls("dead", 40)]
    store = Store(path)
    store.want(Row(url, Kind.PAGE) for url in wanted)

    async def main() -> None:
        task = asyncio.create_task(Schedule(store, OnlineSettings(), web, now=lambda: BEGIN).run())
        await asyncio.sleep(1.03)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(main())
    store.close()
    answered = len(web.asked) - 2
    assert 30 < answered < 50
    store = Store(path)
    asked = ask(wanted, web, store=store)
    # The two that were under way are asked once more, what seems dead twice in both runs together.
    assert len(web.asked) == 120 + 2
    assert asked.is_whole
    assert {store.verdict(url, Kind.PAGE).state for url in wanted[40:]} == {State.DEAD}  # type: ignore[union-attr]
    store.close()


def test_a_run_that_is_killed_at_any_time_loses_no_more_than_what_is_under_way() -> None:
    store, wanted = Store(), [*urls("a", 60), *urls("b", 60)]
    lost = []

    class Watched(FakeWeb):
        async def visit(self, url: str, kind: Kind, known: Verdict | None) -> Answer:
            stored = sum(store.verdict(each, Kind.PAGE) is not None for each in wanted)
            lost.append(len(self.asked) + 1 - stored)
            return await super().visit(url, kind, known)

    web = Watched(slots=6)
    ask(wanted, web, store=store, settings=OnlineSettings(concurrency=8))
    assert len(web.asked) == len(wanted)
    assert max(lost) == 8


def test_a_failure_of_ours_is_not_hidden() -> None:
    def answer(url: str, before: int) -> Answer:
        raise LookupError(url)

    with pytest.raises(ExceptionGroup) as caught:
        ask(urls("a", 1), FakeWeb(answer))
    assert caught.group_contains(LookupError)


def test_progress_says_what_is_left() -> None:
    told: list[Progress] = []
    web = FakeWeb(seconds=lambda host: 1.0 if host == "slow.example" else 0.1)
    ask([*urls("slow", 20), *urls("fast", 20)], web, progress=told.append)
    assert [each.asked + each.left for each in told if each.asked] <= [40] * len(told)
    assert told[-1].left < told[1].left
    assert told[2].hosts == 1
    assert told[2].seconds_left == pytest.approx(8, abs=3)


def test_one_picture_at_many_addresses_is_a_placeholder() -> None:
    store = Store()
    web = FakeWeb(
        lambda url, _: Answer(url, 200, body=b"same" if "many" in url or "few" in url else url.encode())
    )
    few = urls("few", 9)
    queries = [f"https://few.example/0000?{number}" for number in range(20)]
    wanted = [*urls("many", 10), *few, *queries, *urls("other", 20)]
    ask(wanted, web, store=store, kinds=(Kind.IMAGE,))
    placeholders = {
        url
        for url, kind, known in store.verdicts()
        if known is not None and known.verdict.state is State.PLACEHOLDER
    }
    assert placeholders == set(urls("many", 10))


def test_a_url_that_is_none_is_judged_too() -> None:
    assert ask(["https://", "mailto:a@b.example"], FakeWeb()).states == {State.ALIVE: 2}
