"""A post, parsed once: what every rule looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.post.front_matter import reader
from lint.post.opening import read_opening
from lint.primitives.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lint.post.body import Body
    from lint.post.front_matter.nodes import Node
    from lint.post.front_matter.reader import FrontMatter
    from lint.post.html import Attribute, Tag
    from lint.post.links import Link
    from lint.post.opening import Epoch, HeadingLink, Opening
    from lint.post.settings import Settings
    from lint.primitives.source import Source
    from lint.proxies import Proxied, Registry
    from lint.schema import Problem
    from lint.values.dates import Moment
    from lint.values.urls import URL


class Field(NamedTuple):
    """One field at the top of the front matter."""

    name: str
    key_span: Span
    node: Node

    @property
    def value(self) -> object:
        """The value as the dialect's reader gives it."""
        return self.node.value

    @property
    def span(self) -> Span:
        """The place of the value; empty for a null written as nothing."""
        return self.node.span


class Violation(NamedTuple):
    """A schema problem at its place."""

    problem: Problem
    span: Span


_UNSET = object()


class Document:
    """One file, read once and asked by all rules.

    Parameters:
        source: the file.
        settings: what it is judged under.
        is_post: whether it is a post rather than another page of the site.
        neighbours_have_front_matter: asked only for a file without front matter.

    Attributes:
        lasting: whether the findings stay the same as long as the file, the settings and the rules do. A
            rule that looks at anything else, such as the clock, sets it to false: then none are cached.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings,
        *,
        is_post: bool = True,
        neighbours_have_front_matter: Callable[[], bool] = lambda: True,
    ) -> None:
        self.source = source
        self.settings = settings
        self.is_post = is_post
        self.neighbours_have_front_matter = neighbours_have_front_matter
        self.text = source.text
        self.lasting = True
        self.front_matter: FrontMatter | None = None
        if source.undecodable is None:
            self.front_matter = reader.read(source.text, settings.yaml)
        front_matter = self.front_matter
        self.body = Span(front_matter.body if front_matter else source.body_offset, len(source.text))
        self.data: dict[str, object] = front_matter.data if front_matter else {}
        self._opening: Opening | None = None
        self._content: Body | None = None
        self._urls: dict[str, URL | None] = {}
        self._attributes: dict[int, dict[str, Attribute]] = {}
        self._chains: dict[str, list[Proxied]] = {}
        self._base: str | object | None = _UNSET
        self._violations: list[Violation] | None = None
        self._fields: dict[str, Field] | None = None
        self._roles: dict[str, Field | None] | None = None
        self._date: object = _UNSET

    @property
    def root(self) -> Node | None:
        """The front matter's mapping; `None` when there is none to read."""
        return self.front_matter.root if self.front_matter else None

    @property
    def fields(self) -> dict[str, Field]:
        """The top-level fields by key, in order; a repeated key gives its last value."""
        if self._fields is None:
            root = self.root
            self._fields = (
                {str(key): Field(str(key), key_node.span, node) for key, key_node, node in root.entries}
                if root is not None
                else {}
            )
        return self._fields

    def field(self, role: str) -> Field | None:
        """Give the field that plays a role: `title`, `date`, `author`, `source`, `tags`, `categories`."""
        if self._roles is None:
            fields = self.fields
            self._roles = {each: fields.get(key) for each, key in self.settings.schema.roles.items()}
        return self._roles.get(role)

    def text_of(self, role: str) -> str | None:
        """Give the value of a role's field when it is text; else `None`."""
        field = self.field(role)
        return field.value if field is not None and isinstance(field.value, str) else None

    @property
    def date(self) -> Moment | None:
        """The post's date, when it has one that a reader understands."""
        if self._date is _UNSET:
            from lint.values.dates import parse  # keeps reading documents cheap to import

            field = self.field("date")
            self._date = parse(field.value) if field is not None else None
        return self._date  # type: ignore[return-value]  # the sentinel was replaced above

    @property
    def opening(self) -> Opening:
        """What stands before the article."""
        if self._opening is None:
            self._opening = read_opening(self.text, self.body.start)
        return self._opening

    @property
    def content(self) -> Body:
        """The body's tags, links and images."""
        if self._content is None:
            from lint.post.body import read_body  # rules on fields alone need none

            is_html = self.source.name.endswith((".html", ".htm"))
            dialect = self.settings.dialect
            self._content = read_body(self.text, self.body, self.opening, dialect, is_html=is_html)
        return self._content

    @property
    def links(self) -> list[Link]:
        """The links and images of the body, in order of place."""
        return self.content.links

    @property
    def base(self) -> str | None:
        """What relative URLs are relative to: the source URL, where it is an absolute http(s) one."""
        if self._base is _UNSET:
            source = (self.text_of("source") or "").strip()
            self._base = source if source[:8].lower().startswith(("http://", "https://")) else None
        return self._base  # type: ignore[return-value]  # the sentinel was replaced above

    def resolve(self, value: str) -> str | None:
        """Give a URL of the body as an absolute one, in the form that a browser makes of it.

        Parsed by the WHATWG standard. `None` for one that cannot be: it is malformed, or relative in a
        post without a source URL.
        """
        url = self._parse(value)
        return url.href if url is not None else None

    def url(self, link: Link) -> URL | None:
        """Give the parts of a link's absolute URL; `None` where it has none."""
        value = link.value
        return self._urls[value] if value in self._urls else self._parse(value)

    def attributes(self, tag: Tag) -> dict[str, Attribute]:
        """Give the attributes of a tag by name; of repeated ones the first, as browsers do."""
        found = self._attributes.get(tag.span.start)
        if found is None:
            from lint.post.html import attributes  # rules on fields alone need none

            found = self._attributes[tag.span.start] = {}
            for attribute in attributes(self.text, tag):
                found.setdefault(attribute.name, attribute)
        return found

    def _parse(self, value: str) -> URL | None:
        if value not in self._urls:
            from lint.values.urls import parse  # rules on fields alone need none

            self._urls[value] = parse(value, self.base)
        return self._urls[value]

    def proxies(self, href: str) -> list[Proxied]:
        """Give the image proxies that an absolute URL goes through, from the outermost inwards."""
        chain = self._chains.get(href)
        if chain is None:
            chain = self._chains[href] = self.known_proxies.chain(href)
        return chain

    @property
    def known_proxies(self) -> Registry:
        """The image proxies that are known here."""
        from lint.proxies import load  # rules on fields alone need none

        return self.settings.proxies or load()

    @property
    def epoch(self) -> Epoch | None:
        """The `<!--epoch ms-->` comment that mirrors write first."""
        return self.opening.epoch

    @property
    def heading(self) -> HeadingLink | None:
        """The `[title](url)` heading that mirrors write before the article."""
        return self.opening.heading

    @property
    def violations(self) -> Sequence[Violation]:
        """What the schema has against the front matter, each at its place."""
        if self._violations is None:
            front_matter = self.front_matter
            self._violations = []
            if front_matter is not None and front_matter.root is not None:
                problems = self.settings.schema.validate(self.data)
                self._violations = [Violation(problem, self._place(problem)) for problem in problems]
        return self._violations

    def _place(self, problem: Problem) -> Span:
        front_matter = self.front_matter
        if front_matter is None or front_matter.root is None:
            return Span(0, 0)
        loc = problem.loc
        node = None
        if problem.kind == "unknown" and loc:
            parent = front_matter.root.at(loc[:-1])
            entry = parent.entry(loc[-1]) if parent is not None else None
            node = entry.key_node if entry is not None else None
        else:
            node = front_matter.root.at(loc)
            while node is None and loc:
                loc = loc[:-1]
                node = front_matter.root.at(loc) if loc else None
        return node.span if node is not None else front_matter.open
