"""Whole reports, made safe for what reads them: no text of a post is a command to a terminal or a CI system.

Everything that is written passes through here, in the syntax of its format, so that a new format or message
cannot forget it. What the readers take for commands:

- GitHub (and Gitea, Forgejo): a line that begins with `::` after any spaces, and `##[` anywhere in a line:
  https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
- Azure Pipelines: `##vso[` anywhere in a line:
  https://github.com/microsoft/azure-pipelines-agent/blob/master/src/Microsoft.VisualStudio.Services.Agent/Command.cs
- TeamCity: `##teamcity[`: https://www.jetbrains.com/help/teamcity/service-messages.html
- GitLab: `section_start:`, which needs a carriage return: https://docs.gitlab.com/ci/jobs/job_logs/
- terminals: control characters.
"""

import re
from collections.abc import Sequence
from enum import Enum

from lint.report.printable import COMMAND, UNSAFE, escape, without_commands

_LINE_END = "\r\n"
# Few reports need these compiled. Colours pass through.
_STYLE = r"\x1b\[[0-9;]*m"
_AT_START = rf"(?m)^((?:[^\S\n]|{_STYLE})*):(?=:)"


class Syntax(Enum):
    r"""How a format can write a character otherwise, so that its readers still read it.

    Attributes:
        TEXT: for people, and CSV; the character is shown as such, like `\x23`.
        JSON: as `\u0023`, which is the same text.
        XML: as `&#35;`, which is the same text; in Markdown too.
        EXACT: not at all: patches, and the text of posts. Lone surrogates are written as the bytes that they
            represent (PEP 383).
    """

    TEXT = "text"
    JSON = "json"
    XML = "xml"
    EXACT = "exact"


def inert(text: str, syntax: Syntax, commands: Sequence[str] = (), *, styled: bool = False) -> str:
    """Return lines that their readers do not take for commands.

    Parameters:
        text: whole lines, or a piece of a report that is divided between values.
        syntax: that of the report.
        commands: what lines of this format begin with, if the format itself consists of commands.
        styled: whether colours are kept.
    """
    if syntax is Syntax.EXACT:
        return text
    if syntax is Syntax.JSON:
        # None of them occurs outside of strings.
        safe = UNSAFE.sub(_in_json, text)
        for pair, escaped in (("##", "\\u0023#"), ("::", "\\u003a:")):
            while pair in safe:
                safe = safe.replace(pair, escaped)
        return safe
    if not commands:
        return _lines(text, "&#35;" if syntax is Syntax.XML else "", styled=styled)
    return "".join(_command(line, commands) for line in text.splitlines(keepends=True))


def _command(line: str, commands: Sequence[str]) -> str:
    prefix = next((each for each in commands if line.startswith(each)), "")
    # A letter, so that the rest does not begin a line.
    return prefix + _lines(f".{line[len(prefix) :]}")[1:] if prefix else _lines(line)


def _lines(text: str, entity: str = "", *, styled: bool = False) -> str:
    if styled:
        text = "".join(
            part if re.fullmatch(_STYLE, part) else UNSAFE.sub(_shown, part)
            for part in re.split(f"({_STYLE})", text)
        )
    else:
        text = UNSAFE.sub(_shown, text)
    if "##" in text:
        text = re.sub(COMMAND, entity, text) if entity else without_commands(text)
    if "::" in text:
        text = re.sub(_AT_START, r"\1&#58;" if entity else r"\1\\x3a", text)
    return text


def _in_json(match: re.Match[str]) -> str:
    char = match.group()
    if escape(match) == char:
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _shown(match: re.Match[str]) -> str:
    return match.group() if match.string.startswith(_LINE_END, match.start()) else escape(match)
