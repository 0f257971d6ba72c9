"""When a rule is called: what it looks at, and the pattern that must match there."""

import re
from typing import Literal, NamedTuple, get_args

from lint.config.fields import ROLES
from lint.primitives.patterns import is_text_pattern
from lint.rule.literals import is_anchored

LinkClass = Literal["link", "image", "text"]
Subject = Literal[
    "document", "suppression", "link", "field", "tag", "name", "text", "body", "archive", "wanted"
]
Pattern = re.Pattern[str]
# In place of a pattern: links that may go through an image proxy.
PROXIES = "proxies"

# What a rule function receives, besides the document, where it is not the subject.
_RECEIVED: dict[Subject, tuple[str, ...]] = {
    "document": (), "name": ("match",), "text": ("matches",), "body": ("matches",),
    "archive": ("fact", "others"), "wanted": ("wanted", "found"),
}  # fmt: skip


class Needs(NamedTuple):
    """What is in a document wherever a rule reports anything: one of the patterns, if there are any.

    Parameters:
        text: a pattern of the file's text.
        links: a pattern of a link or image, as it is written, read or resolved, but of no bare URL in text;
            `proxies` for those that may go through an image proxy.
    """

    text: Pattern | str | None = None
    links: Pattern | str | None = None


class Trigger(NamedTuple):
    """What a rule looks at.

    Parameters:
        subject: what it is called for: each document, suppression comment, link, field or start tag, each
            document whose file name, text or body matches, what several posts of the archive have, or what a
            post wants.
        of: the classes of links: links a reader can follow, images and media, or bare URLs in running text.
        roles: the roles of the fields, such as `date`.
        tags: the names of the tags.
        pattern: must match for the rule to be called; `None` to call it for every subject.
        raw: whether to search a link as written in the file, not as a browser reads it.
        needs_document: whether it is called with the document.
        needs: what a document must have for the rule to be called at all.
    """

    subject: Subject
    of: tuple[LinkClass, ...] = ()
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pattern: Pattern | None = None
    raw: bool = False
    needs_document: bool = True
    needs: Needs = Needs()

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the rule function's parameters."""
        found = self.pattern is not None and self.subject in ("link", "field")
        received = _RECEIVED.get(self.subject, (self.subject,))
        return (*(("match",) if found else ()), *received, *(("document",) if self.needs_document else ()))


def make_trigger(
    subject: Subject,
    of: LinkClass | tuple[LinkClass, ...] | None,
    field: str | tuple[str, ...] | None,
    tags: tuple[str, ...] | None,
    needs: Needs | None = None,
    **patterns: Pattern | None,
) -> Trigger:
    """Make a trigger from the arguments of `@rule`.

    Parameters:
        subject: what the rule looks at if no other argument says so.
        needs: what a document must have, if that is not what its pattern says.
        patterns: those named `match`, `raw`, `name`, `text` and `body`, each a pattern or `None`.

    Raises:
        ValueError: when the arguments contradict each other, or one has the wrong type.
    """
    for pattern in patterns.values():
        if pattern is not None and not is_text_pattern(pattern):
            raise ValueError(f"{pattern!r} is not a compiled text pattern; expected re.compile('…')")
    match, raw, body = patterns["match"], patterns["raw"], patterns["body"]
    searched: tuple[Subject, ...] = ("name", "text", "body")
    given = [Trigger(each, pattern=patterns[each]) for each in searched if patterns[each] is not None]
    if of is not None:
        classes = of if isinstance(of, tuple) else (of,)
        if not classes or not {*classes} <= {*get_args(LinkClass)}:
            raise ValueError(f"of={of!r} is not valid; expected one of {', '.join(get_args(LinkClass))}")
        given.append(Trigger("link", of=classes, pattern=match or raw, raw=raw is not None))
    if field is not None:
        roles = (field,) if isinstance(field, str) else field
        unknown = [role for role in roles if role not in ROLES]
        if unknown or not roles:
            raise ValueError(f"field={field!r} is not valid; expected roles among {', '.join(ROLES)}")
        given.append(Trigger("field", roles=roles, pattern=match))
    if tags is not None:
        if not isinstance(tags, tuple) or not tags:
            raise ValueError(f"tags={tags!r} is not valid; expected a tuple of names")
        given.append(Trigger("tag", tags=tags))
    if len(given) > 1 or (given and subject in ("suppression", "archive", "wanted")):
        raise ValueError(
            "expected at most one of the arguments of, field, tags, name, text, body, collect and wants"
        )
    made = given[0] if given else Trigger(subject)
    if (match is not None and made.subject not in ("link", "field")) or (raw is not None and of is None):
        raise ValueError("match needs of or field, and raw needs of")
    if body is not None and is_anchored(body):
        raise ValueError(
            "body patterns cannot use \\A, nor ^ without re.MULTILINE: the body starts after the front matter"
        )
    if match is not None and raw is not None:
        raise ValueError("expected match or raw, not both")
    return made._replace(needs=_needs(made, needs or Needs()))


def _needs(trigger: Trigger, given: Needs) -> Needs:
    """Return what a document must have: what is given, or else what the pattern of the trigger says."""
    if given == Needs():
        in_text = trigger.pattern if trigger.subject in ("text", "body") else None
        has_urls = trigger.subject == "link" and "text" not in trigger.of
        return Needs(in_text, trigger.pattern if has_urls else None)
    if given.links is not None and "text" in trigger.of:
        raise ValueError("in_links says nothing about bare URLs in text; expected in_text")
    if trigger.subject in ("suppression", "name", "archive", "wanted"):
        raise ValueError("in_text and in_links say nothing about comments, names and other posts")
    return given
