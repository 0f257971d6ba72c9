"""HTM017 leftover-shortcode."""

from array import array
from collections.abc import Iterator
from itertools import dropwhile

from lint.primitives.patterns import found_by, regex
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Match, Span, rule, shortened
from lint.rules.htm.hidden_text import Shown
from lint.rules.htm.other_shortcodes import other_shortcodes

_BRACKETS = regex(
    r"\[(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9_-]{0,40})(?P<attributes>(?:=|[ \t\n\u00a0])[^\[\]]{0,600}|)\\?\](?![(:])"
)
_QUOTE = "(?:[\"'“”″‘’′«]|&(?:#82(?:16|17|20|21|42|43)|quot|[lr]dquo);)"
_QUOTED = regex(rf"[\s\u00a0]+[A-Za-z][A-Za-z0-9_-]*={_QUOTE}")
_ATTRIBUTE = regex(r"[\s\u00a0]+[A-Za-z][A-Za-z0-9_-]*=\S|=\S")
_GO = regex(r"\{\{[<%]\s*+(?:/\s*+)?(?P<name>[A-Za-z][\w/.-]*+)[^{}\n]{0,500}[>%]\}\}")
_LIQUID = regex(
    r"(?<!\{)\{%-?\s*+(?P<name>[a-z_]++)(?P<call>\(?)[^{}%\n]{0,500}%\}|\{\{-?\s*(?P<variable>(?:site|page|post)\.\w++|(?:site|root|base)_?url\b|SITE_?URL\b)[^{}\n]{0,500}\}\}"
)
# https://codex.wordpress.org/Shortcode and https://wordpress.com/support/wordpress-editor/blocks/shortcode-block/
_WORDPRESS = frozenset(
    """
    audio caption cc code contact-form contact-form-7 dropcap embed embedyt flickr gallery googlemaps googlevideo latex
    nggallery ngg_images playlist polldaddy pullquote scribd singlepic slideshare slideshow soundcloud sourcecode
    spotify table tweet video vimeo vodpod wp_caption wpvideo youtube
    """.split()
)
# Page builders and extensions, none of whose names is a word.
_PREFIXES = ("vc_", "et_pb_", "fusion_", "su_", "wp_", "tatsu_", "cmsms_", "mk_", "nectar_", "av_", "kc_")
# No text has these with anything after them but a shortcode.
_CERTAIN = frozenset(
    "embedyt googlemaps googlevideo nggallery ngg_images polldaddy singlepic slideshare vodpod wpvideo".split()
)
_ALONE = frozenset(("gallery", "playlist", "slideshow"))
# https://www.bbcode.org/reference.php
_BBCODE = frozenset(
    "b i u s url img quote code color size center left right list spoiler font align table tr td video".split()
)
_CAPTIONS = ("caption", "wp_caption")
_CAPTION_ATTRIBUTE = regex(r"\scaption=")
_KNOWN = _WORDPRESS | _BBCODE


@rule("HTM017", severity="warning", in_text=r"\[/?[A-Za-z]|\[\[|\{|<(?i:/?txp:)")
def leftover_shortcode(document: Document) -> Issues:
    """A shortcode of another system is shown to readers.

    WordPress replaces `[caption id="…"]`, `[gallery]` and `[embed]` when it shows a post, Joomla `{loadposition …}`, Hugo `{{< figure >}}`, Jekyll
    `{% highlight %}`, and forums `[img]…[/img]`. After a move to another builder nothing does: readers see the
    brackets, or nothing where Jekyll takes them for its own. The rule reports what is in brackets with a
    quoted attribute, the shortcodes of WordPress and its page builders, and templates that the site's builder
    does not run. BBCode is reported if the builder is known, as what displays other files may read it. Code,
    links, references and words in brackets are not reported. Each name is reported once in a post.

    ```html bad
    <p>⟦[caption id="attachment_7" width="300"]⟧<img src="https://media.example.org/a.jpg" alt="Rain"> Rain[/caption]</p>
    ```

    ```html fixed
    <p><img src="https://media.example.org/a.jpg" alt="Rain"> Rain</p>
    ```

    ```html bad
    ⟦[rain_map centre=&#8221;35.8,14.5&#8243;]⟧
    ```

    ```html bad dialect=hugo
    ⟦{% highlight ruby %}⟧
    rain
    {% endhighlight %}
    ```

    ```html bad
    ⟦{loadposition user1}⟧
    ```

    ```html good
    [caption](https://news.example.org/), [gallery][embed], a [note] and `[gallery ids="1"]`

    - [x] done

    [embed]: https://news.example.org/
    ```

    ```html good dialect=plain
    [quote=Ann]It rained.[/quote] {{< figure >}}
    ```

    Replace it with Markdown or HTML. The fix removes `[caption]` and keeps the image and its text; it is unsafe
    because the text is then no caption.
    """
    text, start = document.text, document.opening.end
    if text.find("[", start) < 0 and text.find("{", start) < 0:
        return
    templates = document.site.markdown_of(document.source.name).templates
    found: dict[str, _Matches] = {}
    shown: Shown | None = None
    # Names that mean nothing unless one has attributes in quotation marks: brackets are many.
    unknown, quoted = array("I"), set[str]()
    for name, match in _candidates(text, start, templates, document):
        shown = shown or Shown(document)
        if shown.has(match.start()):
            if not found_by(match, _BRACKETS) or name in _KNOWN or name.startswith(_PREFIXES):
                _add(found, name, match)
                continue
            unknown.append(match.start())
            if not match["slash"] and _QUOTED.match(match["attributes"]):
                quoted.add(name)
    for at in unknown if quoted else ():
        again = _BRACKETS.match(text, at)
        if again is not None and (name := again["name"].lower()) in quoted:
            _add(found, name, again)
    for name, places in found.items():
        if _is_leftover(name, places, is_known=document.site.is_known):
            yield _issue(name, places, document)


class _Matches:
    """The matches of one name, which are made again when they are looked at: brackets are many."""

    def __init__(self, first: Match) -> None:
        self._match, self._text = first.re.match, first.string
        self._starts = array("I")

    def add(self, match: Match) -> None:
        """Add a match."""
        self._starts.append(match.start())

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Match]:
        return filter(None, (self._match(self._text, at) for at in self._starts))


def _add(found: dict[str, _Matches], name: str, match: Match) -> None:
    places = found.get(name)
    if places is None:
        places = found[name] = _Matches(match)
    places.add(match)


def _candidates(
    text: str, start: int, templates: frozenset[str], document: Document
) -> Iterator[tuple[str, Match]]:
    if text.find("[", start) >= 0:
        for match in _BRACKETS.finditer(text, start):
            name = match["name"].lower()
            before = text[match.start() - 1] if match.start() > start and not match["slash"] else ""
            may_be_reference = text[match.end() : match.end() + 1] == "[" or before in ("]", ")")
            if may_be_reference and not (name.startswith(_PREFIXES) or _QUOTED.match(match["attributes"])):
                continue
            if not (before.isalnum() or before == "!"):
                yield name, match
    is_wiki = document.site.markdown_of(document.source.name).wikilinks or not document.site.is_known
    yield from other_shortcodes(text, start, wikilinks=is_wiki)
    if not document.site.is_known or text.find("{", start) < 0:
        return
    drops = document.site.runs_liquid and document.base is not None  # HTM006 reports these
    if "go" not in templates and not drops and ("{{<" in text or "{{%" in text):
        yield from (("{{" + match["name"], match) for match in _GO.finditer(text, start))
    if "liquid" not in templates and ("{%" in text or "{{" in text):
        for match in _LIQUID.finditer(text, start):
            if match["name"] and not ("tera" in templates and (match["call"] or match["name"] == "end")):
                yield "{%" + match["name"].removeprefix("end"), match
            elif match["variable"] and templates.isdisjoint(("vue", "tera")):
                yield "{{", match


def _is_leftover(name: str, places: _Matches, *, is_known: bool) -> bool:
    """Return whether some of the places with a name are of a shortcode, and so the others are."""
    if name.startswith(("{", *_PREFIXES)):
        return True
    if name in _BBCODE and not is_known:
        return False
    if any(not match["slash"] and _QUOTED.match(match["attributes"]) for match in places):
        return True
    if name in _WORDPRESS:
        return any(
            match["slash"]
            or (name in _CERTAIN and match["attributes"])
            or _ATTRIBUTE.match(match["attributes"])
            or (name in _ALONE and _is_alone(match))
            for match in places
        )
    after = dropwhile(lambda match: match["slash"], places)
    return name in _BBCODE and any(match["slash"] for match in after)


def _is_alone(match: Match) -> bool:
    text, start, end = match.string, *match.span()
    line = text.find("\n", end)
    return not (
        match["attributes"]
        or text[text.rfind("\n", 0, start) + 1 : start].strip()
        or text[end : line if line >= 0 else len(text)].strip()
    )


def _issue(name: str, places: _Matches, document: Document) -> Issue:
    first = next(iter(places))
    ends = 0 if name.startswith("{") else sum(bool(match["slash"]) for match in places)
    span = _whole(first)
    count = max(len(places) - ends, ends)
    more = f" (first of {count:,} places)" if count > 1 else ""
    is_dropped = name.startswith("{{") and document.site.runs_liquid
    seen = "readers see nothing there" if is_dropped else "readers see it as it is"
    written = shortened(" ".join(document.raw(span).split()), 40)
    message = f"{written!r} is a shortcode of another system; {seen}{more}"
    return Issue(span, message, _fix(name, places))


def _whole(match: Match) -> Span:
    """Return the place of a shortcode, with the backslash by which a converter escaped its first bracket."""
    start, end = match.span()
    is_escaped = match.string[start - 1 : start] == "\\" and match[0].endswith("\\]")
    return Span(start - is_escaped, end)


def _fix(name: str, places: _Matches) -> Fix | None:
    """Return the fix that removes the tags around captions, if each has an end tag."""
    if name not in _CAPTIONS or any(_CAPTION_ATTRIBUTE.search(match["attributes"]) for match in places):
        return None
    if [bool(match["slash"]) for match in places] != [False, True] * (len(places) // 2):
        return None
    edits = tuple(Edit(_whole(match), "") for match in places)
    return Fix("remove the tags of the caption", edits, Applicability.UNSAFE)
