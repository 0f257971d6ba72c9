"""The settings for reading and checking documents, determined once for each tree of posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from lint.archive.builders.jekyll import Jekyll
from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.post.ignored_links import IgnoredLinks
from lint.proxies import KnownProxies
from lint.schema import Validator

if TYPE_CHECKING:
    from lint.web.answers import Answered  # only if the web is asked


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one tree of posts.

    Parameters:
        schema: validates the fields and maps roles to keys.
        site: the site, which knows what its builder makes of a file.
        yaml: the name of the types that YAML scalars have: a version, or a builder's own.
        timezone: the site's timezone, for dates without one and for dates in file names.
        evidence: what a sample of the site's posts shows.
        now: the current time; fixed in tests.
        tags: the configured vocabulary of tags; `None` when there is none.
        proxies: the known image proxies; `None` for the built-in ones.
        ignored_links: the links that the configuration leaves out; `None` for none.
        answers: what was said of URLs; `None` if none was asked.
    """

    schema: Validator
    site: Site = field(default_factory=Jekyll)
    yaml: str = "1.1"
    timezone: tzinfo | None = None
    evidence: Evidence = Evidence()
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    tags: frozenset[str] | None = None
    proxies: KnownProxies | None = None
    ignored_links: IgnoredLinks | None = None
    answers: Answered | None = None
