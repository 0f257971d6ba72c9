"""A run may have more files open than the system's usual limit, and never changes more than it may."""

import pytest

from lint.web.many_files import allow_connections, idle_seconds

resource = pytest.importorskip("resource", reason="Windows has no such limit")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((1024, 524_288), (8192, 524_288)),
        ((256, resource.RLIM_INFINITY), (8192, resource.RLIM_INFINITY)),
        ((256, 4096), (4096, 4096)),
        ((20_000, 20_000), None),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), None),
        ((1024, 1024), None),
    ],
)
def test_the_limit_is_raised(
    before: tuple[int, int], after: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: before)
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    allow_connections()
    assert asked == ([] if after is None else [after])


def test_a_system_that_does_not_let_it_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int, __: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 8192))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    allow_connections()


@pytest.mark.parametrize(
    ("limit", "seconds"), [(8192, 15), (4096, 15), (resource.RLIM_INFINITY, 15), (1024, 2), (256, 2)]
)
def test_connections_are_kept_as_long_as_there_is_room(
    limit: int, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    assert idle_seconds() == seconds


def test_a_system_without_such_a_limit_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.web.many_files.resource", None)
    allow_connections()
    assert idle_seconds() == 15
