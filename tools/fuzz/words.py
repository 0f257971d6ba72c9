"""Pieces of posts, configurations and front matters: what chance alone would take long to write."""

from collections.abc import Iterator
from functools import cache

from lint.archive.builders import NAMES
from lint.config.keys import KEYS
from lint.proxies import load as load_proxies
from lint.rule.literals import needed
from lint.rule.registry import load as load_rules
from lint.schema import BUILT_IN

_FENCES = (
    "---\n",
    "+++\n",
    ";;;\n",
    "...\n",
    "---toml\n",
    "\ufeff",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    " ",
    "\u2028",
    "\x85",
)
_YAML = (
    ": ", "- ", "? ", "&a ", "*a", "<<: ", "!!str ", "!!binary ", "!!set ", "|\n", ">-\n", "|+2\n", "%YAML 1.2\n", "{", "}",
    "[", "]", ", ", "# ", "'", '"', "\\x00", "\\ud800", "~", "0x1F", "0o7", "1:30:00", "1_000", ".inf", ".nan",
    "2021-02-30", "2021-05-03T22:59:03.000Z", "2021-05-03 10:00:00 +0900", "9999-12-31T23:59:60Z", "null", "yes",
)  # fmt: skip
_TOML = (
    '"""\n', "'''\n", "[[a]]\n", "[a.b]\n", "a.b = 1\n", "= ", "1e400", "0b1", "1979-05-27T07:32:00Z", "07:32:00", "inf",
    "\\u0041", "\\\n", "{ a = 1 }", "[1, 2]",
)  # fmt: skip
_BODY = (
    "<!-- lint: ignore-next-line[all] -->\n", "<!-- lint: ignore[LNK001] -->", "# lint: ignore[FMT]", "<!-- lint: disable -->",
    "<!-- lint: enable -->", "<!--1620082743000-->\n", "<!-- ", " -->", "</", "<div>", "</div>", '<a href="', '<img src="', 'srcset="a 1x, b 2x" ', 'style="background:url(', "<script>", "</script>",
    "<style>", "<textarea>", "<base href=", "<iframe ", "<p", "<hr", "![a](", "[a](", ")", "[a]: ", "[^1]", "[^1]: ",
    "`", "```\n", "~~~\n", "    ", "> ", "* ", "1. ", "# ", "===\n", "| a | b |\n|---|---|\n", "{% raw %}", "{% endraw %}",
    "{{ ", " }}", "{{< ", " >}}", "{: .a}", "{:toc}", "[[", "]]", "![[", "import a from 'b'\n", "&amp;", "&#0;", "&copy",
    "[url=", "[/url]", "$$", "\\(", "\\", "\x00", "\x1b[", "\u200b", "\u202e", "\ud800", "\ufffd", "雨", "🙂", "e\u0301",
)  # fmt: skip
_URLS = (
    "https://", "http://a.example/", "//", "/", "#a", "?a=1&b=2", "%2F", "%zz", "javascript:", "data:image/gif;base64,",
    "mailto:", "tel:", "file:///", "http://[::1]/", "http://127.0.0.1/", "http://localhost", "xn--", "@", ":80",
    "https://web.archive.org/web/2020/http://a.example/",
)  # fmt: skip


def _own() -> Iterator[str]:
    """Yield what the program's own tables name."""
    for schema in BUILT_IN.values():
        yield from (f"{key}: " for key in schema.fields)
    yield from (f"{key} = " for key in KEYS)
    yield from NAMES
    for proxy in load_proxies().proxies:
        yield from (f"https://{host}/" for host in proxy.hosts if "*" not in host)
        yield from (f"?{name}=" for name in proxy.query)
    for rule in load_rules():
        yield rule.code
        yield from (f"<{tag}" for tag in rule.trigger.tags)
        if rule.trigger.pattern is not None:
            yield from needed(rule.trigger.pattern)


@cache
def words() -> tuple[bytes, ...]:
    """Return the pieces, sorted: the same seed must write the same inputs."""
    texts = {*_FENCES, *_YAML, *_TOML, *_BODY, *_URLS, *_own()}
    return tuple(sorted(text.encode("utf-8", "surrogatepass") for text in texts))
