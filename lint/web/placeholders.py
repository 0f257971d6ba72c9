"""One picture that many URLs of a host give is a placeholder, which no single answer shows."""

from collections import defaultdict
from itertools import groupby

from lint.values.urls import parse
from lint.web.store import Store
from lint.web.verdict import Kind, State, Verdict

# At so many paths a picture stands for others. A query does not count: it may be no part of what is shown.
_MANY = 10
_STATES = (State.ALIVE, State.MOVED, State.PLACEHOLDER)


def mark_placeholders(store: Store) -> None:
    """Change the verdicts on the images that are placeholders, among those that a run wants.

    Parameters:
        store: where they are. Those of one host are in memory together.
    """
    for host, group in groupby(store.wanted.images(), key=_host):
        found: defaultdict[bytes, list[tuple[str, Verdict]]] = defaultdict(list)
        for url in group:
            verdict = store.verdict(url, Kind.IMAGE)
            if verdict is not None and verdict.picture and verdict.state in _STATES:
                found[verdict.picture].append((url, verdict))
        changed = []
        for images in found.values():
            count = len({_path(url) for url, _ in images})
            if count >= _MANY:
                reason = f"one picture at {count} addresses of {host}"
                changed += [
                    (url, Kind.IMAGE, each._replace(state=State.PLACEHOLDER, reason=reason))
                    for url, each in images
                    if each.state is not State.PLACEHOLDER
                ]
        if changed:
            store.put(changed)


def _host(url: str) -> str:
    parsed = parse(url)
    return parsed.host if parsed is not None else ""


def _path(url: str) -> str:
    parsed = parse(url)
    return parsed.path if parsed is not None else url
