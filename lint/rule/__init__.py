"""What a rule is: all that a file with a rule needs."""

from lint.post.document import Document
from lint.primitives.finding import Issue
from lint.primitives.source import Span
from lint.rule.definition import Rule, rule

__all__ = ["Document", "Issue", "Rule", "Span", "rule"]
