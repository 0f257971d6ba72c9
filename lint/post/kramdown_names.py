"""The names of elements as kramdown sorts them.

https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/html.rb
"""

# These begin no block: the Markdown in the lines after them is read.
SPANS = frozenset((
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc",
    "ruby", "samp", "select", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
))  # fmt: skip
# Their contents are Markdown in running text; the contents of all other elements are HTML.
SPAN_CONTENTS = frozenset((
    "a", "abbr", "acronym", "b", "bdo", "big", "button", "caption", "cite", "del", "dfn", "dt", "em",
    "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "label", "legend", "optgroup", "p", "q", "rb",
    "rbc", "rp", "rt", "rtc", "ruby", "select", "small", "span", "strong", "sub", "sup", "th", "tt",
))  # fmt: skip
# With `markdown="1"`, their contents are Markdown.
BLOCK_CONTENTS = frozenset((
    "address", "applet", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "iframe", "li", "main",
    "map", "menu", "nav", "noscript", "object", "section", "summary", "td",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "applet", "article", "aside", "blockquote", "body", "caption", "col", "colgroup", "dd",
    "div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "map", "menu", "nav",
    "ol", "optgroup", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
))  # fmt: skip
WITHOUT_BODY = frozenset((
    "area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
))  # fmt: skip
# https://github.com/Python-Markdown/markdown/blob/master/markdown/core.py
PYTHON_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "canvas", "center", "colgroup", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "group", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "iframe", "li", "main", "map", "math", "menu",
    "nav", "noscript", "object", "ol", "option", "output", "p", "pre", "progress", "script", "section",
    "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
))  # fmt: skip
