"""How Jekyll's parsers read Markdown and headings (https://jekyllrb.com/docs/configuration/markdown/)."""

from collections.abc import Sequence

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.headings import has_templates, made_ids
from lint.archive.builders.markdown import COMMONMARK_OF_JEKYLL, Markdown
from lint.values.headings import Heading

# The options of kramdown that change the ids of headings (https://kramdown.gettalong.org/options.html).
_ID_OPTIONS = (
    "auto_ids",
    "auto_id_prefix",
    "auto_id_stripping",
    "transliterated_header_ids",
    "header_offset",
)


def flavour(configuration: SiteConfiguration, usual: Markdown) -> Markdown:
    """Return the Markdown of the parser that `markdown` names; `usual` is kramdown's."""
    if _parser(configuration).startswith("commonmark"):
        return COMMONMARK_OF_JEKYLL
    parses_html = configuration.get("kramdown.parse_block_html", bool) is True
    return usual._replace(parses_html=True) if parses_html else usual


def headings_need_space(configuration: SiteConfiguration) -> bool:
    """Return whether the parser is CommonMark, or kramdown's for GFM, which is the default."""
    name = _parser(configuration)
    is_gfm = (configuration.get("kramdown.input") or "GFM") == "GFM"
    return (name in ("kramdown", "gfm") and is_gfm) or name.startswith("commonmark")


def heading_ids(configuration: SiteConfiguration, headings: Sequence[Heading]) -> Sequence[str | None] | None:
    """Return the ids of kramdown's GFM parser; `None` if another one is chosen, or its ids are changed."""
    from lint.values import slugs  # only a page with links to its own headings needs it

    is_other = configuration.mentions("markdown") and configuration.get("markdown") not in (
        None,
        "kramdown",
        "GFM",
    )
    is_changed = configuration.mentions("kramdown") and not _is_gfm(configuration)
    if is_other or is_changed or has_templates(headings):
        return None
    return made_ids(
        headings,
        lambda some: [
            id_ or None
            for id_ in slugs.counted(slugs.github(each.text().replace("\t", " ")) for each in some)
        ],
    )


def _parser(configuration: SiteConfiguration) -> str:
    return str(configuration.get("markdown") or "kramdown").lower()


def _is_gfm(configuration: SiteConfiguration) -> bool:
    options = configuration.get("kramdown", dict) or {}
    return options.get("input", "GFM") == "GFM" and options.keys().isdisjoint(_ID_OPTIONS)
