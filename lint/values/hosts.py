"""What links to some hosts contain, for rules that look at the host of a parsed URL."""

import re
from collections.abc import Iterable

# An address whose host may be another one when it is parsed: some characters are decoded, removed or mapped
# (https://url.spec.whatwg.org/#host-parsing).
UNUSUAL_HOST = r"\A[a-zA-Z]*:?[/\\]*[^/?#\\]*(?:[^!-~]|%)"
# An address whose path is another one when it is parsed (https://url.spec.whatwg.org/#path-state).
UNUSUAL_PATH = r"\\|/\.|(?i:/%2e)"


def at_hosts(hosts: Iterable[str]) -> str:
    """Return a pattern for `in_links`: each link to one of some hosts, or to a part of one, contains it."""
    names = "|".join(map(re.escape, hosts))
    return rf"(?:[/\\.:@]|\A)(?i:{names})(?:[/\\.:?#]|\Z)|{UNUSUAL_HOST}"
