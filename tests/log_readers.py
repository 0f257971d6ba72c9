"""What reads the output of a command: small models of CI systems and terminals, after their documentation."""

import re
from collections.abc import Iterator

# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
REGISTERED = frozenset(
    (
        "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice",
        "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
    )
)  # fmt: skip


def lines(text: str) -> list[str]:
    """Return lines as .NET and Go read them."""
    return re.split(r"\r\n|\r|\n", text)


def github(text: str) -> Iterator[str]:
    """Yield the lines that are commands to GitHub's runner, in the new syntax or the old one."""
    for line in lines(text):
        start = line.lstrip()
        if start.startswith("::") and "::" in start[2:]:
            name = start[2 : start.index("::", 2)].partition(" ")[0]
        elif "##[" in line and "]" in line[line.index("##[") :]:
            name = line[line.index("##[") + 3 :].partition("]")[0].partition(" ")[0]
        else:
            continue
        if name.casefold() in REGISTERED:
            yield line


def azure(text: str) -> Iterator[str]:
    """Yield what Azure Pipelines runs, wherever it is in a line, and what it formats."""
    for line in lines(text):
        _, mark, rest = line.partition("##vso[")
        name = rest.partition("]")[0].partition(" ")[0]
        runs = mark and "]" in rest and len(list(filter(None, name.split(".")))) == 2
        if runs or re.match(r"\s*##\[", line):
            yield line


def teamcity(text: str) -> Iterator[str]:
    """Yield what is a service message to TeamCity."""
    yield from (line for line in lines(text) if re.search(r"##teamcity\[[^\]]", line))


def gitlab(text: str) -> Iterator[str]:
    """Yield the marks that begin or end a section of GitLab's log."""
    yield from re.findall(r"section_(?:start|end):\d+:[\w.-]+(?:\[[^\]]*\])?\r", text)


def terminal(text: str) -> Iterator[str]:
    """Yield what a terminal acts on, or shows in another order or not at all, besides line ends and colours."""
    plain = re.sub(r"\r\n|\x1b\[[0-9;]*m", "", text)
    yield from re.findall(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028]", plain
    )


COMMANDS = (github, azure, teamcity, gitlab)
