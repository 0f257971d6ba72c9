"""The names of elements as kramdown sorts them.

https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/html.rb
"""

# These begin no block: the Markdown in the lines after them is read.
SPANS = frozenset(
    """
    a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt
    rtc ruby samp select small span strong sub sup tt u var
    """.split()
)
# Their contents are Markdown in running text; the contents of all other elements are HTML.
SPAN_CONTENTS = frozenset(
    """
    a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q
    rb rbc rp rt rtc ruby select small span strong sub sup th tt
    """.split()
)
# With `markdown="1"`, their contents are Markdown.
BLOCK_CONTENTS = frozenset(
    """
    address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header
    hgroup iframe li main map menu nav noscript object section summary td
    """.split()
)
BLOCKS = frozenset(
    """
    address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section
    summary table tbody td th thead tfoot tr ul
    """.split()
)
WITHOUT_BODY = frozenset(
    "area base br col command embed hr img input keygen link meta param source track wbr".split()
)
# https://github.com/Python-Markdown/markdown/blob/master/markdown/core.py
PYTHON_BLOCKS = frozenset(
    """
    address article aside blockquote canvas center colgroup dd details div dl dt fieldset figcaption figure footer
    form frameset group h1 h2 h3 h4 h5 h6 header hgroup hr iframe li main map math menu nav noscript object ol
    option output p pre progress script section style summary table tbody td textarea tfoot th thead tr ul video
    """.split()
)
