"""Shortcodes of Joomla, Drupal, Textpattern and MediaWiki, which have their own brackets."""

import re
from collections.abc import Iterator

from lint.primitives.patterns import regex
from lint.rule import Match

# Plug-ins of Joomla; a name that is a word needs its end tag.
# https://docs.joomla.org/Help4.x:Plugins:_Content and https://extensions.joomla.org/
_JOOMLA = regex(
    r"\{(?P<name>loadposition|loadmodule(?:id)?|mosimage|mospagebreak|mosmap|jcomments|phocagallery|phocadownload|sigplus|rokbox)"
    r"(?:[ |][^{}\n]{0,200})?\}|\{(?P<word>gallery|youtube|vimeo|audio|video|mp3)\}[^{}\n]{1,200}\{/(?P=word)\}"
)
# https://www.drupal.org/project/pathologic, /project/token_filter, /project/media, /project/inline, /project/img_assist
_DRUPAL = regex(
    r"\[\[(?P<token>nid:\d+|\{\"(?:fid|type|mid)\":)[^\[\]\n]{0,600}\]\]"
    r"|\[(?P<inline>inline:[^\[\]\n]{1,100}|img_assist\|[^\[\]\n]{1,300}|node:\d+:[^\[\]\n]{1,60})\](?![(:\[])"
)
# https://docs.textpattern.com/tags/
_TEXTPATTERN = regex(r"</?(?P<name>txp:[a-z_]+)\b[^<>\n]{0,300}>")
# https://www.mediawiki.org/wiki/Help:Images
_MEDIAWIKI = regex(
    r"\[\[(?P<name>File|Image|Datei|Fichier|Archivo|Файл|文件|檔案|ファイル):[^\[\]\n]{1,300}\]\]"
)


def other_shortcodes(text: str, start: int, *, wikilinks: bool) -> Iterator[tuple[str, Match]]:
    """Yield the names and places of the shortcodes in a text.

    Parameters:
        wikilinks: whether the site may read `[[…]]` itself.
    """
    for sign, pattern in (("{", _JOOMLA), ("[[", _DRUPAL), ("txp:", _TEXTPATTERN)):
        if text.find(sign, start) >= 0:
            yield from (_named(match) for match in pattern.finditer(text, start))
    if "[[" not in text and ("[inline:" in text or "[img_assist|" in text or "[node:" in text):
        yield from (_named(match) for match in _DRUPAL.finditer(text, start))
    if not wikilinks and text.find("[[", start) >= 0:
        yield from (_named(match) for match in _MEDIAWIKI.finditer(text, start))


def _named(match: Match) -> tuple[str, Match]:
    name = next(value for value in match.groupdict().values() if value)
    return "{" + re.split(r"[:|\s\"]", name)[0], match
