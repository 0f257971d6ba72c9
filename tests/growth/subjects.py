"""Where hostile text is placed, and what reads it: whole files, under each builder."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from html import escape

from lint.archive.builders import NAMES, named
from lint.archive.builders.site import Site
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.rule.registry import load
from lint.rule.selection import SelectedRule
from lint.schema import load as load_schema
from lint.testing.examples import examples

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


@cache
def runner() -> RuleRunner:
    """Return a runner of all rules."""
    return RuleRunner([SelectedRule(rule, rule.severity) for rule in load()])


@cache
def settings(builder: str) -> Settings:
    """Return the settings of a site of a builder."""
    site: Site = named(builder)()
    return Settings(schema=load_schema("news-mirror"), site=site, yaml=site.yaml)


def lint(text: str, name: str = POST, builder: str = "jekyll") -> Callable[[], object]:
    """Return a call that lints a text with all rules."""
    data = text.encode("utf-8", "surrogatepass")
    return lambda: runner().run(Document(Source(name, data), settings(builder)))


def parse(text: str, builder: str) -> Callable[[], object]:
    """Return a call that reads all that rules may ask of a post."""
    data = text.encode("utf-8", "surrogatepass")

    def read() -> object:
        document = Document(Source(POST, data), settings(builder))
        return document.fields, document.links, document.headings, document.visible_text

    return read


def read_every_example() -> None:
    """Lint all examples of all rules, and read them as each builder does."""
    for rule in load():
        for example in examples(rule):
            lint(example.text, example.path)()
            for builder in NAMES:
                parse(example.text, builder)()


# How a text is placed in a file; a text for a value of HTML is escaped, one for front matter is quoted.
def _attributes(text: str) -> str:
    value = escape(text)
    return HEAD + (
        f'<p><a href="{value}">x</a> <a href="https://a.example/{value}">x</a></p>\n'
        f'<p><img src="{value}" alt="{value}" title="{value}" data-src="{value}" onerror="{value}"></p>\n'
        f'<p><img src="https://a.example/{value}.png" srcset="{value}" style="{value}" class="{value}"></p>\n'
        f'<p id="{value}"><iframe src="//{value}"></iframe><a href="http:{value}">{value}</a></p>\n'
        f'<p><a href="mailto:{value}">x</a><a href="?{value}">x</a><a href="#{value}">x</a></p>\n'
    )


def _proxies(text: str) -> str:
    value = escape(text)
    hosts = (
        "images.weserv.nl/?url=", "cdn.statically.io/img/", "i0.wp.com/", "wsrv.nl/?url=", "res.cloudinary.com/x/image/fetch/",
        "images.unsplash.com/", "web.archive.org/web/2020/", "duckduckgo.com/iu/?u=", "www.google.com/url?q=",
        "steemitimages.com/0x0/", "images.hive.blog/p/", "camo.githubusercontent.com/", "external-content.duckduckgo.com/iu/?u=",
    )
    return HEAD + "".join(f'<p><img src="https://{host}{value}"></p>\n' for host in hosts)


def _markdown(text: str) -> str:
    line = text.replace("\n", " ")
    return HEAD + (
        f"[x]({line})\n\n[x](https://a.example/{line})\n\n![{line}](https://a.example/a.png)\n\n"
        f"[{line}](https://a.example/)\n\n# {line}\n\n## [{line}]({line})\n\n- {line}\n\n> {line}\n\nhttps://a.example/{line}\n\n"
        f"[a]: {line}\n\n| {line} |\n\n<{line}>\n\n`{line}`\n\n<!-- {line} -->\n"
    )


def _fields(text: str) -> str:
    value = json.dumps(text, ensure_ascii=False).replace("\x7f", "")
    keys = ("title", "date", "author", "from", "layout", "image", "thumbnail", "permalink", "extra")
    lines = "".join(f"{key}: {value}\n" for key in keys)
    return f"---\n{lines}tags: [ {value}, b ]\ncategories: {value}\n---\n<p>It rained.</p>\n"


def _toml(text: str) -> str:
    value = json.dumps(text, ensure_ascii=False).replace("\x7f", "")
    return f"+++\ntitle = {value}\ntags = [{value}]\n# {text}\n+++\n<p>It rained.</p>\n"


PLACES: dict[str, Callable[[str], str]] = {
    "attributes": _attributes,
    "proxies": _proxies,
    "markdown": _markdown,
    "fields": _fields,
    "body": lambda text: f"{HEAD}{text}",
    "element": lambda text: f"{HEAD}<div>{text}</div>\n",
    "tag": lambda text: f"{HEAD}<p {text}",
    "title": lambda text: HEAD.replace('"Rain"', text),
    "yaml": lambda text: f"---\n{text}\n---\n<p>It rained.</p>\n",
    "flow": lambda text: f"---\ntitle: [ {text}\n---\n<p>It rained.</p>\n",
    "comment": lambda text: HEAD.replace('"Rain"', f"Rain # {text}"),
    "toml": _toml,
    "toml source": lambda text: f"+++\n{text}\n+++\n<p>It rained.</p>\n",
    "json source": lambda text: "{\n" + text + "\n}\n<p>It rained.</p>\n",
    "whole": lambda text: text,
}


def places(text: Callable[[int], str]) -> Iterator[tuple[str, Callable[[int], Callable[[], object]]]]:
    """Yield the places of a text that grows, each with what makes a call for a size."""
    for name, place in PLACES.items():
        yield name, lambda size, place=place: lint(place(text(size)))
    yield "file name", lambda size: lint(HEAD, f"2021-05-03-{text(size)}.md")
    for builder in NAMES:
        yield f"read by {builder}", lambda size, builder=builder: parse(HEAD + text(size) + "\n\n[x](#a)\n", builder)
