"""What a document is read and judged under: settled once for each tree of posts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from lint.config.dialects import Dialect
from lint.proxies import KnownProxies
from lint.schema import Validator


@dataclass(frozen=True, slots=True)
class Settings:
    """The settled settings of one tree.

    Parameters:
        schema: what validates the fields and says which key plays which role.
        dialect: the site builder whose reading counts.
        yaml: the YAML version whose types count, `1.1` or `1.2`.
        timezone: the site's timezone, for dates without one and for file-name dates.
        now: the clock; a fixed one in tests.
        tags: the configured vocabulary of tags; `None` when there is none.
        proxies: the image proxies that are known; `None` stands for the built-in ones.
    """

    schema: Validator
    dialect: Dialect = "jekyll"
    yaml: str = "1.1"
    timezone: tzinfo | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    tags: frozenset[str] | None = None
    proxies: KnownProxies | None = None
