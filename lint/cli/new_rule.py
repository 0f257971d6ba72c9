"""`lint new-rule`: the file of a new rule, to fill in."""

import argparse
import keyword
import os
import sys

from lint.cli.output import CLEAN, say
from lint.config.selection import rule_named
from lint.primitives.bounds import Bounds
from lint.primitives.errors import OutputError, UsageError
from lint.primitives.files import leads_out
from lint.primitives.patterns import regex
from lint.primitives.rewrite import write_whole
from lint.rule import registry
from lint.rule.definition import CODE

DESCRIPTION = """\
Create the file of a new rule. It contains a working rule with a trigger, an
option, a manual, and examples that are its tests; replace each with your own.
"""

_NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_TEMPLATE = '''\
"""{code} {name}."""

{imports}


@dataclass(frozen=True)
class Options:
    """The options in `[rules.{code}]`."""

    {option}


# Called for each {subject}. For other triggers, see help(lint.rule.rule).
@rule("{code}", severity="warning", {trigger}, options=Options)
def {function}({parameters}, document: Document, *, options: Options) -> Issues:
    """State in one sentence what is wrong.

    Explain why it matters, and what is not reported. The examples are tests; the marks show what is reported.

    ```{bad}
    ```

    ```{good}
    ```

    Explain how to fix it.
    """
    if {condition}:
        yield Issue({issue})
'''
_FIELD = {
    "imports": """from dataclasses import dataclass

from lint.rule import Document, Field, Issue, Issues, option, rule""",
    "option": 'longest: int = option(60, "the longest title allowed, in characters")',
    "subject": "post that has a title",
    "trigger": 'field="title"',
    "parameters": "field: Field",
    "bad": "yaml bad option.longest=4\n    title: ⟦Rain over the harbour⟧",
    "good": "yaml good\n    title: Rain",
    "condition": "isinstance(field.value, str) and len(field.value) > options.longest",
    "issue": 'field.span, f"{field.value!r} is too long; expected at most {options.longest} characters"',
}


def _link(of: str, before: str, after: str) -> dict[str, str]:
    return {
        "imports": """import re
from dataclasses import dataclass

from lint.rule import Document, Issue, Issues, Link, Match, option, rule""",
        "option": 'hosts: tuple[str, ...] = option((), "the hosts that may use http")',
        "subject": f"{of} whose URL matches",
        "trigger": f'of="{of}", match=re.compile(r"\\Ahttp://([^/?#]+)")',
        "parameters": "match: Match, link: Link",
        "bad": f"html bad\n    {before}⟦http://example.org/rain⟧{after}",
        "good": f"""html good option.hosts='["example.org"]'\n    {before}http://example.org/rain{after}""",
        "condition": "match[1] not in options.hosts",
        "issue": 'link.span, f"the URL is {link.value!r}; expected https"',
    }


_LINK, _IMAGE = _link("link", '<a href="', '">rain</a>'), _link("image", '<img src="', '">')
_FAMILIES = {"LNK": _LINK, "SRC": _LINK, "IMG": _IMAGE, "PRX": _IMAGE}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="letters and three digits, such as KEEP001")
    parser.add_argument("name", metavar="NAME", help="the problem in kebab case, such as title-too-long")
    where = "the folder of the file (default: lint/rules/FAMILY if it exists, else the current folder)"
    parser.add_argument("--folder", metavar="FOLDER", help=where)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    code, name = options.code, options.name
    if not CODE.match(code):
        raise UsageError(f"{code!r} is not a valid code; expected letters and three digits, such as KEEP001")
    function = name.replace("-", "_")
    if not _NAME.match(name) or keyword.iskeyword(function) or function in sys.stdlib_module_names:
        expected = "words in kebab case, not a keyword or module of Python, such as title-too-long"
        raise UsageError(f"{name!r} is not a valid name; expected {expected}")
    for taken in (code, name):
        if (other := rule_named(taken, registry.load())) is not None:
            raise UsageError(f"{taken} is already taken: {other.code} is {other.name}")
    family = code.rstrip("0123456789")
    home = os.path.join("lint", "rules", family.lower())
    folder = options.folder or (home if os.path.isdir(home) else os.curdir)
    path = os.path.normpath(os.path.join(folder, f"{function}.py"))
    if options.folder is None and (outside := Bounds().leads_out(path)) is not None:
        raise OutputError(f"{path}: cannot be written: {leads_out(outside)}; name the folder with --folder")
    if os.path.lexists(path):
        raise UsageError(f"{path} already exists")
    text = _TEMPLATE.format(code=code, name=name, function=function, **_FAMILIES.get(family, _FIELD))
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    built_in = {each.family for each in registry.load() if each.find.__module__.startswith("lint.rules.")}
    if family in built_in and not os.path.isdir("lint/rules"):
        say(f"lint: warning: {family} is a prefix of built-in rules; choose your own")
    say(f"lint: created {path}; fill it in, then test its examples: python -m lint.testing {path}")
    return CLEAN
