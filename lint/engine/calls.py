"""The rules to call for a document, each with what it is handed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, get_args, overload

from lint.config.selection import SelectedRule
from lint.engine.gate import Answer, Gate
from lint.post.document import Document
from lint.post.links import link_class
from lint.post.many import MANY
from lint.post.stretches import known
from lint.primitives.finding import Issue
from lint.rule.definition import Rule
from lint.rule.literals import is_anchored, needed
from lint.rule.trigger import Subject

if TYPE_CHECKING:
    from lint.engine.quiet_rules import QuietRules

Find = Callable[..., Iterable[Issue]]
Search = Callable[[str], re.Match[str] | None]
Called = tuple[SelectedRule[Rule], Find, tuple[object, ...]]

# A rule, its function with options, and its trigger: how to search a subject, whether as written, its
# pattern, and literals of which a match contains one, if any. A plain tuple, because Python takes a named
# one apart item by item.
_Call = tuple[SelectedRule[Rule], Find, Search | None, bool, re.Pattern[str] | None, tuple[str, ...]]
# By subject, then by the class of links, role of fields or name of tags.
_Calls = dict[Subject, dict[str, list[_Call]]]

# Characters before rules are left out: to call every rule for so many takes as long as to compile patterns.
_FEW = 1_000_000
_MOST_PLANS = 2000
# What has to be parsed for the rules on a subject.
_PARSED: Sequence[tuple[Subject, Callable[[Document], object]]] = (
    ("field", lambda document: document.data),
    ("tag", lambda document: document.content),
    ("link", lambda document: document.links),
)


class Calls:
    """The rules to call for a document: those whose trigger matches.

    Parameters:
        selected: the rules.
    """

    def __init__(self, selected: Iterable[SelectedRule[Rule]]) -> None:
        self._selected = tuple(selected)
        self._calls: _Calls = {subject: {} for subject in get_args(Subject)}
        self._ungated = _FEW
        self._gate: Gate | None = None
        self._is_made = False
        # What to call for an answer of the gate.
        self._plans: dict[Answer, _Calls] = {}
        for each in self._selected:
            self._add(each)

    def _add(self, selected: SelectedRule[Rule]) -> None:
        rule, trigger = selected.rule, selected.rule.trigger
        if trigger.subject in ("archive", "wanted"):
            return  # it is judged with other posts
        find = rule.find
        if rule.options is not None:
            options = selected.options if selected.options is not None else rule.options()
            find = partial(find, options=options)
        pattern = trigger.pattern
        search: Search | None = None
        literals: tuple[str, ...] = ()
        if pattern is not None and trigger.subject in ("text", "body"):
            literals = needed(pattern)
        elif pattern is not None:
            search = _search(pattern)
        call = (selected, find, search, trigger.raw, pattern, literals)
        calls = self._calls["text" if trigger.subject == "body" else trigger.subject]
        for key in trigger.roles or trigger.tags or trigger.of or ("",):
            calls.setdefault(key, []).append(call)

    def of_comments(self) -> Iterable[tuple[SelectedRule[Rule], Find]]:
        """Return the rules on comments, each with its function."""
        return [(selected, find) for selected, find, *_ in self._calls["suppression"].get("", ())]

    def parse(self, document: Document) -> None:
        """Find in a document what most rules look at; what raises here will do so for each of these rules."""
        if document.source.undecodable is None:
            for subject, parse in _PARSED:
                if self._calls[subject]:
                    try:
                        parse(document)
                    except MemoryError:
                        raise  # the post needs more than it may have
                    except Exception:  # noqa: BLE001, S112 - each rule that asks for it reports that
                        continue

    @property
    def is_gated(self) -> bool:
        """Whether rules are left out because of what a document lacks."""
        return self._gate is not None

    def of(self, document: Document, *, gated: bool = True) -> Iterator[Called]:
        """Yield the rules to call for a document, each with its arguments.

        Parameters:
            gated: whether rules that report nothing because of what the document lacks may be left out.
        """
        source = document.source
        readable = source.undecodable is None
        plan = self._plan(document) if gated and readable else self._calls
        for selected, find, search, _, _, _ in plan["name"].get("", ()):
            if search is not None and (match := search(source.name)) is not None:
                yield selected, find, (match, document)
        for selected, find, _, _, _, _ in plan["document"].get("", ()):
            if readable or selected.rule.any_encoding:
                yield selected, find, (document,)
        if readable:
            yield from _field_calls(plan["field"], document)
            if plan["text"]:
                yield from _text_calls(plan["text"][""], document)
            if plan["tag"]:
                yield from _tag_calls(plan["tag"], document)
            if plan["link"]:
                yield from _link_calls(plan["link"], document, self._quiet_rules(document))

    def _quiet_rules(self, document: Document) -> QuietRules | None:
        kept = known(self)
        if kept is None:
            return None
        from lint.engine.quiet_rules import QuietRules  # for a process that lints posts again and again

        return QuietRules(kept, document)

    def _plan(self, document: Document) -> _Calls:
        """Return what to call for a document."""
        if self._ungated > 0:
            self._ungated -= len(document.text)
            return self._calls
        if not self._is_made:
            self._gate = Gate.of((each.rule for each in self._selected), document.known_proxies)
            self._is_made = True
        if self._gate is None:
            return self._calls
        answer = self._gate.ask(document)
        plan = self._plans.get(answer)
        if plan is None:
            if len(self._plans) == _MOST_PLANS:
                self._plans.clear()
            closed = self._gate.closed(answer)
            plan = self._plans[answer] = {
                subject: {
                    key: left
                    for key, calls in several.items()
                    if (left := [call for call in calls if call[0].rule.code not in closed])
                }
                for subject, several in self._calls.items()
            }
        return plan


def _field_calls(several: dict[str, list[_Call]], document: Document) -> Iterator[Called]:
    for role, calls in several.items():
        field = document.field(role)
        if field is None:
            continue
        text = field.value if isinstance(field.value, str) else None
        for selected, find, search, _, _, _ in calls:
            if search is None:
                yield selected, find, (field, document)
            elif text is not None and (match := search(text)) is not None:
                yield selected, find, (match, field, document)


def _text_calls(calls: Sequence[_Call], document: Document) -> Iterator[Called]:
    text = document.text
    for selected, find, _, _, pattern, literals in calls:
        for literal in literals:  # a loop is faster than `any` of a generator
            if literal in text:
                break
        else:
            if literals:
                continue
        start = document.body.start if selected.rule.trigger.subject == "body" else 0
        if pattern is None:
            continue
        matches: Sequence[re.Match[str]] = list(islice(pattern.finditer(text, start), MANY))
        if matches:
            matches = matches if len(matches) < MANY else _Matches(pattern, text, start)
            yield selected, find, (matches, document)


def _tag_calls(calls: dict[str, list[_Call]], document: Document) -> Iterator[Called]:
    if document.content.names.isdisjoint(calls):
        return
    for tag in document.content.tags:
        if not tag.closing:
            for selected, find, _, _, _, _ in calls.get(tag.name, ()):
                yield selected, find, (tag, document)


def _link_calls(
    calls: dict[str, list[_Call]], document: Document, rules: QuietRules | None
) -> Iterator[Called]:
    quiet: set[Find] = set()
    for link in document.links:
        of_link = calls.get(link_class(link))
        if of_link is None:
            continue
        if link.attribute == "reference" and document.text.startswith("[^", link.tag.start):
            continue  # meant as a footnote, also where the builder has none
        written, value = link.raw, link.value
        if rules is not None:
            quiet = rules.of(link)
        for selected, find, search, raw, _, _ in of_link:
            if quiet and find in quiet:
                continue
            arguments: tuple[object, ...] = (link, document)
            if search is not None:
                match = search(written if raw else value)
                if match is None:
                    continue
                arguments = (match, link, document)
            yield selected, find if rules is None else rules.watched(find, quiet), arguments


class _Matches(Sequence[re.Match[str]]):
    """Many matches of a pattern, which are found again when they are looked at."""

    def __init__(self, pattern: re.Pattern[str], text: str, start: int) -> None:
        self._found = partial(pattern.finditer, text, start)

    def __iter__(self) -> Iterator[re.Match[str]]:
        return self._found()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, at: int) -> re.Match[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[re.Match[str]]: ...
    def __getitem__(self, at: int | slice) -> re.Match[str] | Sequence[re.Match[str]]:
        return list(self)[at]


def _search(pattern: re.Pattern[str]) -> Search:
    # Python's `search` tries an anchored pattern at every place.
    return pattern.match if is_anchored(pattern) else pattern.search
