"""Everything that the file of a rule needs.

- To declare it: `rule` (see `help(lint.rule.rule)`) and `option`; `Rule` is what `rule` makes.
- What it needs: `at_hosts` is what links to some hosts contain, which may also have an
  `UNUSUAL_HOST` or `UNUSUAL_PATH`.
- What it receives: `Document`, `Match` (of a trigger's pattern), `Field`, `Link`, `Tag` or `Suppression`;
  a rule on the archive `PlacedFact`, and `Others`, `Counts` or `Found`. Its collector yields `Fact` or
  `Wanted`; `Facts` is its return type.
- What it yields: `Issue`; `Issues`, an iterator of these, is its return type.
- Fixes: `replace` and `delete`, or `Fix` with each `Edit` and its `Applicability`.
- Text and places: `Span`, `within`, `one_line`, `shortened`, `unescape`; `Severity` for an issue of its own.
- What a document returns: `URL`, `Moment`, `Settings`, `Attribute`, `FrontMatter`, `Node`, `HeadingLink`,
  `Problem` and `Violation` (of the schema), `Proxied` (a URL behind an image proxy), `Reference` (what a link
  leads to) and `NOWHERE` (where a page is published that is not).
"""

import re
from collections.abc import Iterator

from lint.archive.builders.addresses import NOWHERE
from lint.archive.builders.references import Reference
from lint.post.comments import Suppression
from lint.post.document import Document, Field
from lint.post.front_matter.nodes import Node
from lint.post.front_matter.reader import FrontMatter
from lint.post.html import Attribute, Tag, unescape
from lint.post.links import Link
from lint.post.opening import HeadingLink
from lint.post.settings import Settings
from lint.post.violations import Violation
from lint.primitives.fact import Fact, PlacedFact, Wanted
from lint.primitives.finding import Applicability, Edit, Fix, Issue, Severity, delete, replace
from lint.primitives.shared import Counts, Found, Others
from lint.primitives.source import Span, within
from lint.primitives.text import one_line, shortened
from lint.proxies import Proxied
from lint.rule.definition import Rule, rule
from lint.rule.options import option
from lint.schema import Problem
from lint.values.dates import Moment
from lint.values.hosts import UNUSUAL_HOST, UNUSUAL_PATH, at_hosts
from lint.values.urls import URL

Issues = Iterator[Issue]
Facts = Iterator[Fact | Wanted]
Match = re.Match[str]

__all__ = [
    "NOWHERE", "UNUSUAL_HOST", "UNUSUAL_PATH", "URL", "Applicability", "Attribute", "Counts", "Document",
    "Edit", "Fact", "Facts", "Field", "Fix", "Found", "FrontMatter", "HeadingLink", "Issue", "Issues", "Link",
    "Match", "Moment", "Node", "Others", "PlacedFact", "Problem", "Proxied", "Reference", "Rule", "Settings",
    "Severity", "Span", "Suppression", "Tag", "Violation", "Wanted", "at_hosts", "delete", "one_line",
    "option", "replace", "rule", "shortened", "unescape", "within",
]  # fmt: skip
