"""Where hostile text is placed, and what reads it: whole files, and all that a builder's site asks of one."""

import json
import sys
from collections.abc import Callable
from functools import cache
from html import escape
from unittest import mock

from lint.archive.builders import NAMES, named
from lint.config.selection import SelectedRule
from lint.engine import calls
from lint.engine.archive_rules import Collectors
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.proxies import load as load_proxies
from lint.rule import Issue, Issues, Span, rule
from lint.rule.definition import Rule
from lint.rule.registry import load
from lint.schema import load as load_schema
from lint.testing.examples import examples, run_example
from tests.growth.cost import Call
from tests.growth.linked import OWN, linked

POST = "2021-05-03-rain.md"
HEAD = """---
layout: post
title: "Rain"
date: 2021-05-03T22:59:03.000Z
author: Harbour Post
from: https://news.example.org/a/1.html
tags: [ Harbour ]
categories: [ Harbour ]
---
"""
_TEXT = "\n<p>It rained.</p>\n"


@cache
def runner(codes: frozenset[str] | None = None) -> RuleRunner:
    """Return a runner of the rules with some codes, of all by default, that leaves none out."""
    rules = (rule for rule in load() if codes is None or rule.code in codes)
    with mock.patch.object(calls, "_FEW", sys.maxsize):
        return RuleRunner([SelectedRule(rule, rule.severity) for rule in rules])


@cache
def collectors(codes: frozenset[str] | None = None) -> Collectors | None:
    """Return the collectors of the rules with some codes, of all by default; `None` if they have none."""
    rules = [rule for rule in load() if codes is None or rule.code in codes]
    return Collectors(rules) if any(rule.collect is not None for rule in rules) else None


@cache
def settings(builder: str) -> Settings:
    """Return the settings of a site of a builder."""
    site = named(builder)()
    return Settings(schema=load_schema("news-mirror"), site=site, yaml=site.yaml)


def lint(text: str, name: str = POST, codes: frozenset[str] | None = None, builder: str = "jekyll") -> Call:
    """Return a call that lints a text with the rules with some codes, and collects its facts; with all by default."""
    data = text.encode("utf-8", "surrogatepass")

    def linting() -> None:
        runner(codes).run(Document(Source(name, data), settings(builder)))
        if (collecting := collectors(codes)) is not None:
            own, path = linked(builder)
            assert not collecting.of(Document(Source(path, data), own)).crashes

    return linting


def read(text: str) -> Call:
    """Return a call that reads all that rules may ask of a post, as each builder reads it."""
    data = text.encode("utf-8", "surrogatepass")

    def reading() -> None:
        for builder in NAMES:
            document = Document(Source(POST, data), settings(builder))
            _ = document.fields, document.links, document.headings, document.visible_text

    return reading


def collect(text: str) -> Call:
    """Return a call that collects the facts of a post in a site of each builder."""
    data = text.encode("utf-8", "surrogatepass")
    collecting = Collectors(load())

    def reading() -> None:
        for builder in NAMES:
            own, path = linked(builder)
            assert not collecting.of(Document(Source(path, data), own)).crashes

    return reading


def bodies(rule: Rule) -> str:
    """Return the bodies of what a rule's manual shows as bad, one after the other."""
    bad = [each.text for each in examples(rule) if each.kind == "bad"]
    return "\n\n".join(text.rpartition("\n---\n")[2] for text in bad)


def _attributes(text: str) -> str:
    value = escape(text)
    return f"""{HEAD}<p><a href="{value}">x</a><a href="https://a.example/{value}">x</a></p>
<p><img src="{value}" alt="{value}"><img src="https://a.example/{value}" srcset="{value}" style="{value}"></p>
<p class="{value}" id="{value}"><iframe src="//a.example/{value}"></iframe><a href="#{value}">{value}</a></p>
"""


def _proxies(text: str) -> str:
    value = escape(text)
    proxied = (proxy.wrap.partition("{")[0] for proxy in load_proxies().proxies)
    return HEAD + "".join(f'<p><img src="{url}{value}"></p>\n' for url in dict.fromkeys(proxied) if url)


def _markdown(text: str) -> str:
    line = text.replace("\n", " ")
    return f"""{HEAD}[x]({line})

[x](https://a.example/{line})

![{line}](https://a.example/a.png)

# {line}

> {line}

https://a.example/{line}

[a]: {line}
"""


def _fields(text: str) -> str:
    value = json.dumps(text)
    keys = ("title", "date", "author", "from", "layout", "image", "permalink")
    lines = "".join(f"{key}: {value}\n" for key in keys)
    return f"---\n{lines}tags: [ {value}, b ]\ncategories: {value}\n---{_TEXT}"


_FILES: dict[str, Callable[[str], str]] = {
    "attributes": _attributes,
    "proxies": _proxies,
    "markdown": _markdown,
    "fields": _fields,
    "body": lambda text: f"{HEAD}{text}",
    "element": lambda text: f"{HEAD}<div>{text}</div>\n",
    "tag": lambda text: f"{HEAD}<p {text}",
    "closed tag": lambda text: f'{HEAD}<p {text}>It rained.</p>\n<p title="{escape(text)}" {text}></p>\n',
    "code": lambda text: f"{HEAD}```\n{text}\n```\n\n<pre><code>{text}</code></pre>\n",
    "prose": lambda text: f"{HEAD}<p>It rained, {escape(text)}</p>\n",
    "note": lambda text: f"{HEAD}<!-- {text} -->\n<!-- lint: ignore[{text}] -->\n",
    "title": lambda text: HEAD.replace('"Rain"', text),
    "comment": lambda text: HEAD.replace('"Rain"', f"Rain # {text}"),
    "YAML": lambda text: f"---\n{text}\n---{_TEXT}",
    "flow": lambda text: f"---\ntitle: [ {text}\n---{_TEXT}",
    "TOML": lambda text: f"+++\n{text}\n+++{_TEXT}",
    "TOML string": lambda text: f"+++\ntitle = {json.dumps(text)}\n+++{_TEXT}",
    "JSON": lambda text: f'{{\n"title": {text}\n}}{_TEXT}',
    "whole": lambda text: text,
}
# In a template, where a pump is put.
MARK = "\ue001"
PLACES = (
    *_FILES, "file name", "every builder", "links", "configurations", "lines of configurations", "own configuration", "reports",
    "an answer",
)  # fmt: skip


def at(place: str, text: str, codes: frozenset[str] | None = None) -> Call:
    """Return a call that lints a post with a text at a place, with the rules with some codes."""
    from tests.growth import answered, surroundings  # only what looks at all places imports these

    if place == "an answer":
        return answered.answers(text)
    if place == "every builder":
        return read(f"{HEAD}{text}\n\n[x](#a)\n")
    if place == "links":
        return collect(f"{OWN}{text}\n\n[x]({text})\n")
    if place == "file name":
        return lint(HEAD + _TEXT, f"2021-05-03-{text}.md", codes)
    if place == "reports":
        return _reports(text)
    if place == "own configuration":
        return surroundings.own_configuration(text)
    if place.endswith("configurations"):
        return surroundings.configurations(text, whole=place != "configurations")
    return lint(_FILES[place](text), codes=codes)


def call(reader: str, text: str, codes: frozenset[str] | None = None) -> Call:
    """Return a call that reads a text: with an example's rule, `LNK001/0`, or with all as a builder's post.

    What is read in an answer is read there.
    """
    if reader in PLACES:
        return at(reader, text, codes)
    if "/" not in reader:
        return lint(text, codes=codes, builder=reader)
    code, number = reader.split("/")
    rule = next(each for each in load() if each.code == code)
    example = examples(rule)[int(number)]
    return lambda: run_example(rule, example._replace(text=text, spans=()))


def places_of(module: str) -> tuple[str, ...]:
    """Return the places from which text most likely reaches the patterns of a module."""
    return next((places for prefix, places in _OF_MODULES.items() if module.startswith(prefix)), ("whole",))


def codes_of(module: str) -> frozenset[str] | None:
    """Return the codes of a module's rules; `None` if it has none, so that any rule may use its patterns."""
    return frozenset(each.code for each in load() if each.find.__module__ == module) or None


def _reports(text: str) -> Call:
    from tests.growth import surroundings

    @rule("GRW009", severity="error")
    def shown(document: Document) -> Issues:
        """The post is shown."""
        yield Issue(Span(len(HEAD), len(document.text) - 1), text)

    document = Document(Source(POST, f"{HEAD}{text}\n".encode("utf-8", "surrogatepass")), settings("jekyll"))
    findings = RuleRunner([SelectedRule(shown, shown.severity)]).run(document)
    return surroundings.reports(document, findings)


_FRONT_MATTER = ("YAML", "flow", "TOML", "JSON", "whole", "comment", "fields")
_OF_MODULES = {
    "lint.post.front_matter": _FRONT_MATTER,
    "lint.post": ("body", "element", "tag", "attributes", "note", "every builder"),
    "lint.values": ("attributes", "fields", "every builder"),
    "lint.proxies": ("proxies", "attributes"),
    "lint.schema": ("fields",),
    "lint.archive.builders": ("fields", "every builder", "links", "configurations", "lines of configurations"),
    "lint.archive": ("fields", "configurations"),
    "lint.engine": ("body", "comment"),
    "lint.report": ("reports",),
    "lint.primitives": ("reports",),
    "lint.config": ("own configuration",),
    "lint.web": ("an answer",),
    "lint.rules.prx": tuple(_FILES),
    "lint.rules": tuple(each for each in _FILES if each != "proxies"),
}  # fmt: skip
