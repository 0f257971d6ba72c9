"""HTM006 liquid-hazard."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule, within

_TAGS = frozenset(
    """
    if elsif else endif unless endunless for endfor case when endcase assign capture endcapture include
    include_relative include_cached link post_url raw endraw highlight endhighlight comment endcomment
    gist seo feed_meta increment decrement cycle tablerow endtablerow break continue liquid render youtube
    figure endfigure picture responsive_image asset img avatar github_edit_link toc katex endkatex
    """.split()
)
_ROOTS = frozenset("site page layout content paginator include forloop jekyll theme post".split())
_HAZARD = regex(
    r"\{\{-?\s*(?P<root>[^\s.|{}\[]*+)[^{}]{0,200}?\}\}|\{%-?\s*(?P<tag>\w*+)[^{}]{0,200}?%\}|\{\{|\{%"
)
_LITERAL = regex(r"(['\"])[^'\"{}]*\1\s*(?:\||\}\})")
_ASSIGNED = regex(r"\{%-?\s*(?:assign|capture|for)\s+(\w+)")
_RAW = regex(r"\{%-?\s*(raw|comment)\b.*?(?:\{%-?\s*end\1\s*-?%\}|\Z)", re.DOTALL)


@rule("HTM006", severity="error", body=_HAZARD)
def liquid_hazard(matches: list[Match], document: Document) -> Issues:
    """Jekyll runs text from the captured page as a template.

    Jekyll runs Liquid in every post: `{{bbox}}` disappears, and an unknown `{%` tag stops the build.
    Jekyll's own variables and tags, variables that the post assigns, and `{% raw %}` are allowed. Posts
    without a source URL are not checked.

    ```html bad
    <p>⟦{{bbox}}⟧</p>
    ```

    ```html fixed
    <p>{% raw %}{{bbox}}{% endraw %}</p>
    ```

    ```html bad
    <p>⟦{%⟧ of all people</p>
    ```

    ```html good
    <p>{{ site.title }} {% include a.html %} {% raw %}{{bbox}}{% endraw %}</p>
    ```

    ```html good dialect=hugo
    <p>{{bbox}}</p>
    ```

    The fix wraps the text in `{% raw %}` and `{% endraw %}`. It is unsafe because the text may be a template.
    """
    if not document.site.runs_liquid or document.base is None:
        return  # posts written for the site may use its own tags and variables
    text, start = document.text, document.body.start
    spared = [Span(*match.span()) for match in _RAW.finditer(text, start)]
    assigned = _ROOTS.union(_ASSIGNED.findall(text, start))
    for match in matches:
        if within(match.start(), spared):
            continue
        root, tag = match["root"], match["tag"]
        if (root and (root in assigned or _LITERAL.match(text, match.start("root")))) or tag in _TAGS:
            continue
        span = Span(*match.span())
        kept = f"{{% raw %}}{match.group()}{{% endraw %}}"
        closed = root is not None or tag is not None
        fix = replace(span, kept, "wrap it in {% raw %}", unsafe=True) if closed else None
        yield Issue(span, f"Jekyll runs {match.group()[:40]!r} as a template", fix, apart=True)
