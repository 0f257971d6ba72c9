"""The settings for reading and checking documents, determined once for each tree of posts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from lint.config.dialects import Dialect
from lint.proxies import KnownProxies
from lint.schema import Validator


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one tree of posts.

    Parameters:
        schema: validates the fields and maps roles to keys.
        dialect: the site builder whose behaviour applies.
        yaml: the YAML version whose types apply, `1.1` or `1.2`.
        timezone: the site's timezone, for dates without one and for dates in file names.
        now: the current time; fixed in tests.
        tags: the configured vocabulary of tags; `None` when there is none.
        proxies: the known image proxies; `None` for the built-in ones.
    """

    schema: Validator
    dialect: Dialect = "jekyll"
    yaml: str = "1.1"
    timezone: tzinfo | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    tags: frozenset[str] | None = None
    proxies: KnownProxies | None = None
