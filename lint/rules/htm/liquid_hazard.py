"""HTM006 liquid-hazard."""

import re

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
_HAZARD = re.compile(
    r"\{\{-?\s*(?P<root>[^\s.|{}\[]*+)[^{}]{0,200}?\}\}|\{%-?\s*(?P<tag>\w*)[^{}]{0,200}?%\}|\{\{|\{%"
)
_LITERAL = re.compile(r"(['\"])[^'\"{}]*\1\s*(?:\||\}\})")
_ASSIGNED = re.compile(r"\{%-?\s*(?:assign|capture|for)\s+(\w+)")
_RAW = re.compile(r"\{%-?\s*(raw|comment)\b.*?(?:\{%-?\s*end\1\s*-?%\}|\Z)", re.DOTALL)


@rule("HTM006", severity="error", body=_HAZARD)
def liquid_hazard(matches: list[Match], document: Document) -> Issues:
    """The captured page holds what Jekyll runs as a template.

    Jekyll runs Liquid in every post: `{{bbox}}` vanishes, and an unknown `{%` stops the build. Variables and
    tags of Jekyll's own, what the post assigns, and `{% raw %}` are meant and fine, and so is whatever
    stands in a post without a source URL.

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

    The fix puts it between `{% raw %}` and `{% endraw %}`; it is unsafe, since it may be a template.
    """
    if document.settings.dialect != "jekyll" or document.base is None:
        return  # a site of its own may have tags and variables of its own
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
        fix = None
        if root is not None or tag is not None:  # it is whole
            kept = f"{{% raw %}}{match.group()}{{% endraw %}}"
            fix = replace(span, kept, "keep Jekyll from it", unsafe=True)
        yield Issue(span, f"Jekyll would run {match.group()[:40]} as a template", fix)
