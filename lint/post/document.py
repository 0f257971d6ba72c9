"""A post, parsed once for all rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lint.post.article import trimmed, visible_text
from lint.post.body import Body, read_body
from lint.post.front_matter.nodes import Entry, Node, members_of
from lint.post.front_matter.reader import read
from lint.post.front_matter_images import front_matter_images
from lint.post.html import Attribute, Tag, attributes, unescape
from lint.post.links import Link
from lint.post.many_links import extended
from lint.post.opening import Epoch, HeadingLink, Opening, read_opening
from lint.post.settings import Settings
from lint.post.violations import Violation, find_violations
from lint.primitives.lazy import Lazy
from lint.primitives.shared import NOTHING_SHARED
from lint.primitives.source import Source, Span
from lint.proxies import KnownProxies, Proxied
from lint.proxies import load as load_proxies
from lint.values import dates, urls
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published

# How many URLs and tags are remembered at once: rules look at one link after the other.
_REMEMBERED = 2000


class Field:
    """One field at the top of the front matter.

    Parameters:
        name: its key.
        value: the value as the dialect's reader returns it.
        entry: its key and value with their places, or the mapping that is asked for them.
    """

    __slots__ = ("_entry", "name", "value")

    def __init__(self, name: str, value: object, entry: Entry | Node) -> None:
        self.name = name
        self.value = value
        self._entry = entry

    def _places(self) -> Entry:
        if isinstance(self._entry, Node):
            entry = self._entry.entry(self.name)
            assert entry is not None  # noqa: S101 - it has each of its fields
            self._entry = entry
        return self._entry

    @property
    def key_span(self) -> Span:
        """The place of the key."""
        return self._places().key_node.span

    @property
    def node(self) -> Node:
        """The value with the places of its members."""
        return self._places().node

    @property
    def span(self) -> Span:
        """The place of the value; empty for a null that is not written."""
        entry = self._entry
        return entry.value_span(self.name) if isinstance(entry, Node) else entry.node.span

    @property
    def members(self) -> list[tuple[object, Span]]:
        """The members of a list, each with its place; else the value itself with its own."""
        entry = self._entry
        return entry.members(self.name) if isinstance(entry, Node) else members_of(entry.node)


class Document:
    """One file, parsed once for all rules.

    Parameters:
        source: the file.
        settings: the settings of its site.
        is_post: whether it is a post rather than another page of the site.
        neighbours_have_front_matter: called only for a file without front matter.

    Attributes:
        site: the site, which knows what its builder makes of the file.
        lasting: whether the findings depend only on the file, the settings and the rules. A rule that uses
            anything else, such as the clock, sets it to false, and the findings are not cached.
        shared: what it has in common with other posts of the archive; for the rules on the archive only.
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
        self.shared = NOTHING_SHARED
        self.site = settings.site
        undecodable = source.undecodable is not None
        front_matter = None if undecodable else read(source.text, settings.yaml, self.site, is_post=is_post)
        self.front_matter = front_matter
        self.body = Span(front_matter.body if front_matter else source.body_offset, len(source.text))
        self.data: dict[str, object] = front_matter.data if front_matter else {}
        self._urls: dict[str, urls.URL | None] = {}
        self._attributes: dict[int, dict[str, Attribute]] = {}
        self._chains: dict[str, list[Proxied]] = {}

    def raw(self, span: Span) -> str:
        """Return the text at a place."""
        return self.text[span.start : span.end]

    @property
    def format(self) -> str | None:
        """The front matter's format: `yaml`, `toml`, `json` or `other`; `None` when there is none."""
        return self.front_matter.format if self.front_matter else None

    @Lazy
    def root(self) -> Node | None:
        """The front matter's mapping; `None` when there is none."""
        return self.front_matter.root if self.front_matter else None

    @Lazy
    def fields(self) -> dict[str, Field]:
        """The top-level fields by key, in order; a repeated key has its last value."""
        root = self.root
        if root is None:
            return {}
        if root.plain_fields is not None:
            return {name: Field(name, value, root) for name, value in root.plain_fields.items()}
        return {str(entry.key): Field(str(entry.key), entry.node.value, entry) for entry in root.entries}

    @Lazy
    def _roles(self) -> dict[str, Field | None]:
        fields = self.fields
        if self.site.ignores_case_of_keys:
            fields = {name.lower(): field for name, field in fields.items()} | fields
        return {role: fields.get(key) for role, key in self.settings.schema.roles.items()}

    def field(self, role: str) -> Field | None:
        """Return the field that plays a role: `title`, `date`, `author`, `source`, `tags`, `categories`."""
        return self._roles.get(role)

    def text_of(self, role: str) -> str | None:
        """Return the value of a role's field when it is text; else `None`."""
        field = self.field(role)
        return field.value if field is not None and isinstance(field.value, str) else None

    @Lazy
    def date(self) -> dates.Moment | None:
        """The post's date; `None` when it is missing or does not parse."""
        field = self.field("date")
        if field is None:
            return None
        return self.site.date(field.value) if field.value is not None else None

    @Lazy
    def violations(self) -> Sequence[Violation]:
        """The schema's problems with the front matter, each at its place."""
        return find_violations(self.front_matter, self.settings.schema) if self.front_matter else ()

    @Lazy
    def opening(self) -> Opening:
        """The lines before the article."""
        return read_opening(self.text, self.body.start)

    @property
    def epoch(self) -> Epoch | None:
        """The `<!--epoch ms-->` comment that mirrors write first."""
        return self.opening.epoch

    @property
    def heading(self) -> HeadingLink | None:
        """The `[title](url)` heading that mirrors write before the article."""
        return self.opening.heading

    @Lazy
    def article(self) -> Span:
        """The place of the article: the body after the epoch comment and the heading link, trimmed."""
        return trimmed(self.text, self.opening.end)

    @Lazy
    def visible_text(self) -> str:
        """The article's text as a reader sees it, each run of whitespace as one space."""
        return visible_text(self.text[slice(*self.article)])

    @Lazy
    def content(self) -> Body:
        """The body's tags, links and images."""
        is_html = self.source.name.endswith((".html", ".htm"))
        return read_body(
            self.text, self.body, self.opening, self.site.markdown_of(self.source.name), is_html=is_html
        )

    @Lazy
    def site_path(self) -> str:
        """The path of the file from the site's folder, with `/`."""
        name = self.source.name
        return self.site.below(self.source.path.removesuffix(name)) + name

    @Lazy
    def published(self) -> Published | None:
        """Where the file is published; `None` if that cannot be told."""
        return self.site.published(self.site_path, self.data)

    @Lazy
    def headings(self) -> Sequence[Heading] | None:
        """The headings of the body, in order; `None` if their texts cannot be told."""
        from lint.post.heading_texts import (
            read_headings,
        )  # only a page with links to its own headings needs it

        name = self.source.name
        return read_headings(
            self.text,
            self.body,
            self.site.markdown_of(name),
            self.site.heading_syntax,
            self.content.tags,
            is_html=name.endswith((".html", ".htm")),
        )

    @Lazy
    def links(self) -> Sequence[Link]:
        """The images of the front matter, then the links and images of the body, each in order.

        Those that the configuration leaves out are missing. `content.links` are all those of the body.
        """
        ignored = self.settings.ignored_links
        return self.all_links if ignored is None else ignored.left(self.all_links)

    @Lazy
    def all_links(self) -> Sequence[Link]:
        """The same, with those that the configuration leaves out."""
        images = front_matter_images(self.text, self.root) if self.root is not None else []
        return extended(images, self.content.links, self.text) if images else self.content.links

    @Lazy
    def base(self) -> str | None:
        """The base of relative URLs: the source URL, when it is an absolute http(s) URL."""
        source = (self.text_of("source") or "").strip()
        return source if source[:8].lower().startswith(("http://", "https://")) else None

    @Lazy
    def base_element(self) -> str | None:
        """The address of the body's `<base>`, when absolute: browsers resolve relative URLs against it.

        The first one with an `href` counts, also in a body (WHATWG HTML, sections 2.4.3 and 4.2.3).
        """
        for tag in self.content.tags if "base" in self.content.names else ():
            href = self.attributes(tag).get("href") if tag.name == "base" else None
            if href is not None:
                value = unescape(self.raw(href.span)).strip()
                return value if value[:8].lower().startswith(("http://", "https://")) else None
        return None

    def resolve(self, value: str) -> str | None:
        """Return a URL of the body as an absolute URL, normalised by the WHATWG standard.

        `None` for a malformed URL, and for a relative one in a post without a source URL or `<base>`.
        """
        url = self._parse(value)
        return url.href if url is not None else None

    def url(self, link: Link) -> urls.URL | None:
        """Return the parts of a link's absolute URL, or `None`; a relative link has the source's host."""
        return self._parse(link.value)

    def host(self, value: str) -> str:
        """Return the host of a URL of the body; empty if it has none, or is malformed."""
        host = urls.plain_host(value)
        if host is None:
            url = self._parse(value)
            host = url.host if url is not None else ""
        return host

    def _parse(self, value: str) -> urls.URL | None:
        if value not in self._urls:
            if len(self._urls) == _REMEMBERED:
                self._urls.clear()
            base = self.base_element or self.base
            url = urls.parse(value, base)
            # A base that is not valid is none: with it, nothing would be.
            self._urls[value] = urls.parse(value) if url is None and base is not None else url
        return self._urls[value]

    def attributes(self, tag: Tag) -> dict[str, Attribute]:
        """Return the attributes of a tag by name; the first of repeated ones, as in browsers."""
        found = self._attributes.get(tag.span.start)
        if found is None:
            if len(self._attributes) == _REMEMBERED:
                self._attributes.clear()
            found = self._attributes[tag.span.start] = {}
            for attribute in attributes(self.content.plain, tag):
                found.setdefault(attribute.name, attribute)
        return found

    @property
    def known_proxies(self) -> KnownProxies:
        """The known image proxies."""
        return self.settings.proxies or load_proxies()

    def proxies_of(self, value: str) -> list[Proxied]:
        """Return the image proxies that a URL of the body goes through, the outermost first."""
        found = self._chains.get(value)
        if found is None:
            if len(self._chains) == _REMEMBERED:
                self._chains.clear()
            href = self.resolve(value)
            found = self._chains[value] = self.known_proxies.chain(href) if href is not None else []
        return found

    def proxies(self, href: str) -> list[Proxied]:
        """Return the image proxies that an absolute URL goes through, the outermost first."""
        return self.known_proxies.chain(href)
