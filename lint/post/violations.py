"""The schema's problems with a front matter, each at its place."""

from typing import NamedTuple

from lint.post.front_matter.nodes import Node
from lint.post.front_matter.reader import FrontMatter
from lint.primitives.source import Span
from lint.schema import Problem, Validator


class Violation(NamedTuple):
    """A schema problem at its place."""

    problem: Problem
    span: Span


def find_violations(front_matter: FrontMatter, schema: Validator) -> list[Violation]:
    """Return a schema's problems with a front matter; none when it is not a mapping."""
    root = front_matter.root
    if root is None:
        return []
    problems = schema.validate(front_matter.data)
    return [Violation(problem, _place(problem, root) or front_matter.open) for problem in problems]


def _place(problem: Problem, root: Node) -> Span | None:
    """Return the place of the key or value, else of the nearest parent below the root; `None` without one."""
    loc = problem.loc
    if problem.kind == "unknown" and loc:
        parent = root.at(loc[:-1])
        entry = parent.entry(loc[-1]) if parent is not None else None
        return entry.key_node.span if entry is not None else None
    node = root.at(loc)
    while node is None and loc:
        loc = loc[:-1]
        node = root.at(loc) if loc else None
    return node.span if node is not None else None
