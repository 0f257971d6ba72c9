"""The names of HTML elements: those without content, those without a required end tag, and all others."""

# Elements without content or end tag (WHATWG HTML, section 13.1.2).
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements whose end tag may be omitted (WHATWG HTML, section 13.1.2.4).
OPTIONAL = frozenset(
    "html head body p li dt dd rt rp option optgroup colgroup caption thead tbody tfoot tr td th".split()
)
# Elements with a vocabulary of their own.
FOREIGN = frozenset(("svg", "math"))

_PRESENT = """
    a abbr address article aside audio b bdi bdo blockquote button canvas cite code data datalist del
    details dfn dialog div dl em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup i
    iframe ins kbd label legend main map mark menu meter nav noscript object ol output picture pre
    progress q ruby s samp script search section select slot small span strong style sub summary sup table
    template textarea time title u ul var video
""".split()
# Deprecated or never standardised.
_FORMER = """
    acronym applet basefont bgsound big blink center dir fencedframe font frame frameset image keygen
    layer listing marquee menuitem multicol nextid nobr noembed noframes nolayer plaintext rb rtc spacer
    strike tt xmp
""".split()
_SVG = """
    g path use circle rect line polygon polyline ellipse defs text tspan symbol lineargradient
    radialgradient stop clippath mask filter
""".split()
# Every element that browsers support or supported.
KNOWN = VOID | OPTIONAL | FOREIGN | {*_PRESENT, *_FORMER, *_SVG}
