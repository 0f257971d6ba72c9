"""Run with Pelican's own Python: reads [[kind, input], …] as JSON, writes what Pelican makes of each."""

import contextlib
import copy
import datetime as dt
import json
import logging
import os
import sys
import tempfile
import unittest.mock
from collections.abc import Iterator
from typing import Any

import markdown  # type: ignore[import-untyped]
import pelican  # type: ignore[import-not-found]  # in an environment of its own
import pelican.utils  # type: ignore[import-not-found]
from pelican.contents import Article, Static  # type: ignore[import-not-found]
from pelican.readers import Readers  # type: ignore[import-not-found]
from pelican.settings import DEFAULT_CONFIG, read_settings  # type: ignore[import-not-found]

_SETTINGS = """
SITENAME = "Site"
SITEURL = ""
TIMEZONE = "Asia/Tokyo"
PATH = "content"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
_SITE = """
SITENAME = "Site"
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
_TITLE = r'FILENAME_METADATA = r"(?P<title>.*)"'
_DEFAULTS = """
import copy
from pelican.settings import DEFAULT_CONFIG
MARKDOWN = copy.deepcopy(DEFAULT_CONFIG["MARKDOWN"])
"""
_TOC = "MARKDOWN['extension_configs']['markdown.extensions.toc'] = {}\n"
_HEAD = "Title: a\nDate: 2001-02-03\n"
_PAGE = (
    '<html><head><title>a</title><meta name="date" content="2001-02-03"></head><body>bodyword</body></html>'
)
# In pages that list articles, with their text.
_LISTS = "<section>"
_FORMATS = {".html": _PAGE, ".htm": _PAGE, ".rst": "a\n#\n\n:date: 2001-02-03\n\nbodyword\n"}

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
from tools.builders import sites  # noqa: E402  this Python has not the project's path


def _write(folder: str, name: str, text: str) -> str:
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path


def _settings(folder: str, more: str = "") -> dict[str, object]:
    os.makedirs(os.path.join(folder, "content"), exist_ok=True)
    folders = {"PATH": "content", "OUTPUT_PATH": "output", "CACHE_PATH": "cache"}
    return read_settings(  # type: ignore[no-any-return]
        _write(folder, "pelicanconf.py", _DEFAULTS + _SETTINGS + more),
        {name: os.path.join(folder, at) for name, at in folders.items()},
    )


def _article(text: str, more: str = "") -> Article:
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(folder, more)
        _write(folder, "content/2001-02-03-p.md", text)
        context = {
            **settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": "",
        }
        article = Readers(settings).read_file(
            base_path=settings["PATH"], path="2001-02-03-p.md", content_class=Article, context=context
        )
        article.text = article.content
        return article


def _markdown(text: str) -> str:
    # The whole file as a text, none of it metadata.
    settings = copy.deepcopy(DEFAULT_CONFIG["MARKDOWN"])
    del settings["extension_configs"]["markdown.extensions.meta"]
    settings["extensions"] = list(settings["extension_configs"])
    return str(markdown.markdown(text, **settings))


def _value(found: object) -> list[object]:
    if found is None:
        return ["null", None]
    return ["list", list(map(str, found))] if isinstance(found, list) else ["text", str(found)]


def _moment(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).isoformat()


def _date(text: str) -> str:
    # What a text lacks is filled in from the day of the build: built on two days, such a date differs.
    found = set()
    for day in (dt.datetime(1987, 1, 2), dt.datetime(1996, 11, 17)):  # noqa: DTZ001  as Pelican's own
        now = type("Now", (pelican.utils.SafeDatetime,), {"now": classmethod(lambda _, day=day: day)})
        with unittest.mock.patch.object(pelican.utils, "SafeDatetime", now):
            article = _article(f"Title: a\nDate: {text}\n\nbodyword\n", "FILENAME_METADATA = ''")
        found.add(_moment(article.date) if hasattr(article, "date") else "none")
    return found.pop() if len(found) == 1 else "now"


def _built(name: str, text: str) -> tuple[str, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(folder)
        _write(folder, name, text)
        pelican.Pelican(settings).run()
        texts = []
        names = []
        for at, _, files in os.walk(settings["OUTPUT_PATH"]):  # type: ignore[type-var]
            for file in files:
                with open(os.path.join(str(at), str(file)), encoding="utf-8") as built:
                    texts.append(built.read())
                names.append(os.path.relpath(os.path.join(str(at), str(file)), str(settings["OUTPUT_PATH"])))
        if text in texts:
            return "copied", []
        own = [name for name, built in zip(names, texts, strict=True) if "bodyword" in built]
        return ("page" if own else "left out"), own


def _addresses(site: str) -> object:
    # Pelican's generators say what is written where. Then the site is built, and what they say counts only if
    # the file that was written has the text.
    with tempfile.TemporaryDirectory() as folder:
        markers = sites.write(folder, site, sites.FENCES["pelican"])
        with open(os.path.join(folder, "pelicanconf.py"), encoding="utf-8") as file:
            own = file.read()
        places = {"OUTPUT_PATH": "output", "CACHE_PATH": "cache"}
        settings = read_settings(
            _write(folder, "settings.py", _SITE + own),
            {name: os.path.join(folder, at) for name, at in places.items()},
        )
        contents = _contents(pelican.Pelican(settings))
        pelican.Pelican(settings).run()
        texts = dict(_texts(str(settings["OUTPUT_PATH"])))
        content = os.path.relpath(str(settings["PATH"]), folder)
        found: dict[str, list[list[str]]] = {}
        for name, marker in markers.items():
            item = contents.get(os.path.normpath(os.path.relpath(name, content)))
            said = _places(item) if item is not None else []
            written = sorted(at for at, text in texts.items() if marker in text and _LISTS not in text)
            found[name] = [
                said if bool(said) == bool(written) and {*said[-1:]} <= {*written} else written,
                [],
            ]
        return found


def _texts(output: str) -> Iterator[tuple[str, str]]:
    for at, _, names in os.walk(output):
        for name in names:
            path = os.path.join(at, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                yield _address(os.path.relpath(path, output)), file.read()


def _address(file: str) -> str:
    path = "/" + os.path.normpath(file).lstrip("/")
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def _contents(site: Any) -> dict[str, Any]:  # noqa: ANN401  Pelican's
    context = site.settings.copy()
    context.update(generated_content={}, static_links=set(), static_content={}, localsiteurl="")
    generators = [
        kind(
            context=context,
            settings=site.settings,
            path=site.path,
            theme=site.theme,
            output_path=site.output_path,
        )
        for kind in site._get_generator_classes()  # noqa: SLF001  as Pelican.run does
    ]
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
    return {**context["static_content"], **context["generated_content"]}


def _places(item: Any) -> list[str]:  # noqa: ANN401  Pelican's
    if not item.save_as:
        return []
    file = _address(item.save_as)
    link = file if isinstance(item, Static) else "/" + item.url.lstrip("/")
    return [link] if link == file else [link, file]


def _measured(kind: str, text: str) -> object:
    if kind == "date":
        return _date(text)
    if kind in {"scalar", "keys"}:
        article = _article(_HEAD + ("probe: " * (kind == "scalar")) + text + "\n\nbodyword\n")
        return _value(article.metadata.get("probe" if kind == "scalar" else "k"))
    if kind == "tags":
        return [tag.name for tag in getattr(_article(f"{_HEAD}Tags:{text}\n\nbodyword\n"), "tags", [])]
    if kind == "fences":
        article = _article(text, _TITLE + '\nDEFAULT_DATE = "2001-02-03"')
        probe = article.metadata.get("probe")
        return {"probe": probe, "front": article.text != _markdown(text.removeprefix("\ufeff")), "page": True}
    if kind in {"heading", "toc heading", "body"}:
        return {"html": _article(f"{_HEAD}\n{text}", _TOC if kind == "toc heading" else "").text}
    if kind == "address":
        return _addresses(text)
    return _built(text, _FORMATS.get(os.path.splitext(text)[1], f"{_HEAD}\nbodyword\n"))[0]


def _result(kind: str, text: str) -> object:
    try:
        return _measured(kind, text)
    except Exception as error:  # noqa: BLE001  whatever stops Pelican
        logging.getLogger().debug("%s %r: %r", kind, text, error)
        if os.environ.get("TRUTH_DEBUG"):
            print(kind, repr(text), repr(error), file=sys.stderr)
        return "stops"


def main() -> None:
    """Measure each input."""
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(sys.stderr):  # Pelican prints what it does
        results = [_result(kind, text) for kind, text in json.load(sys.stdin)]
    json.dump({"version": pelican.__version__, "results": results}, sys.stdout)


if __name__ == "__main__":
    main()
