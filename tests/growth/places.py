"""Where hostile text is placed, and what reads it: whole files, and all that a builder's site asks of one."""

import importlib
import json
from collections.abc import Callable
from functools import cache
from html import escape

from lint.archive.builders import NAMES, named
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.proxies import load as load_proxies
from lint.rule.definition import Rule
from lint.rule.registry import load
from lint.schema import load as load_schema
from lint.testing.examples import examples
from tests.growth.cost import Call

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
    """Return a runner of the rules with some codes; of all by default."""
    rules = (rule for rule in load() if codes is None or rule.code in codes)
    return RuleRunner([SelectedRule(rule, rule.severity) for rule in rules])


@cache
def settings(builder: str) -> Settings:
    """Return the settings of a site of a builder."""
    site = named(builder)()
    return Settings(schema=load_schema("news-mirror"), site=site, yaml=site.yaml)


def lint(text: str, name: str = POST, codes: frozenset[str] | None = None) -> Call:
    """Return a call that lints a text with the rules with some codes; with all by default."""
    data = text.encode("utf-8", "surrogatepass")
    return lambda: runner(codes).run(Document(Source(name, data), settings("jekyll")))


def read(text: str) -> Call:
    """Return a call that reads all that rules may ask of a post, as each builder reads it."""
    data = text.encode("utf-8", "surrogatepass")

    def reading() -> None:
        for builder in NAMES:
            document = Document(Source(POST, data), settings(builder))
            _ = document.fields, document.links, document.headings, document.visible_text

    return reading


def bodies(rule: Rule) -> str:
    """Return the bodies of what a rule's manual shows as bad, one after the other."""
    bad = [each.text for each in examples(rule) if each.kind == "bad"]
    return "\n\n".join(text.rpartition("\n---\n")[2] for text in bad)


def read_every_example() -> None:
    """Lint the examples of all rules, and read them as each builder does."""
    for rule in load():
        for example in examples(rule):
            if example.kind == "bad":
                lint(example.text, example.path)()
    read(HEAD + "\n\n".join(map(bodies, load())))()


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
    "title": lambda text: HEAD.replace('"Rain"', text),
    "comment": lambda text: HEAD.replace('"Rain"', f"Rain # {text}"),
    "YAML": lambda text: f"---\n{text}\n---{_TEXT}",
    "flow": lambda text: f"---\ntitle: [ {text}\n---{_TEXT}",
    "TOML": lambda text: f"+++\n{text}\n+++{_TEXT}",
    "TOML string": lambda text: f"+++\ntitle = {json.dumps(text)}\n+++{_TEXT}",
    "JSON": lambda text: f'{{\n"title": {text}\n}}{_TEXT}',
    "whole": lambda text: text,
}
PLACES = (*_FILES, "file name", "every builder")


def at(place: str, text: str, codes: frozenset[str] | None = None) -> Call:
    """Return a call that lints a post with a text at a place, with the rules with some codes."""
    if place == "every builder":
        return read(f"{HEAD}{text}\n\n[x](#a)\n")
    if place == "file name":
        return lint(HEAD + _TEXT, f"2021-05-03-{text}.md", codes)
    return lint(_FILES[place](text), codes=codes)


_FRONT_MATTER = ("YAML", "flow", "TOML", "JSON", "whole", "comment")
_OF_MODULES = {
    "lint.post.front_matter": (*_FRONT_MATTER, "fields"),
    "lint.post": ("body", "element", "tag", "attributes", "every builder"),
    "lint.values": ("attributes", "fields", "markdown"),
    "lint.proxies": ("proxies", "attributes"),
    "lint.schema": ("fields",),
    "lint.archive.builders": ("fields", "YAML", "every builder"),
    "lint.engine": ("body", "comment"),
}
_OF_SUBJECTS = {
    "link": ("attributes", "markdown", "proxies"),
    "field": ("fields", "title", "YAML"),
    "name": ("file name",),
    "tag": ("attributes", "tag", "element"),
}


def _rules(module: str) -> list[Rule]:
    return [each for each in vars(importlib.import_module(module)).values() if isinstance(each, Rule)]


def codes_of(module: str) -> frozenset[str] | None:
    """Return the codes of a module's rules; `None` if it has none, so that any rule may use its patterns."""
    return frozenset(rule.code for rule in _rules(module)) or None


def places_of(module: str) -> tuple[str, ...]:
    """Return the places from which text may reach the patterns of a module; none if it reads no posts."""
    for prefix, places in _OF_MODULES.items():
        if module.startswith(prefix):
            return places
    if not module.startswith("lint.rules"):
        return ()
    subjects = {rule.trigger.subject for rule in _rules(module)}
    if module.startswith(("lint.rules.fmt", "lint.rules.dte", "lint.rules.tag", "lint.rules.src")):
        subjects.add("field")
    found = (
        ["body", "element", "attributes"] if subjects <= {"document", "text", "body"} or not subjects else []
    )
    for subject in subjects:
        found += _OF_SUBJECTS.get(subject, ())
    return tuple(dict.fromkeys([*found, "markdown" if module.startswith("lint.rules.lnk") else "body"]))
