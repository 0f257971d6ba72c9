"""The built-in schemas: each field with what it may be, and what it is for.

By this table `built_in` clears front matters, and `models` makes the pydantic models that judge the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """One field of a schema.

    Parameters:
        kinds: what its value may be: names of `built_in.FITS`, joined by `or`; one that may be `nothing` may
            also be missing.
        description: what it is for.
    """

    kinds: str
    description: str


class BuiltInSchema(NamedTuple):
    """One built-in schema; keys it does not know are the archive's own business.

    Parameters:
        description: what sort of post it describes.
        fields: its fields by key.
        roles: the keys that play a role under another name.
    """

    description: str
    fields: Mapping[str, Field]
    roles: Mapping[str, str] = {}


BUILT_IN: Mapping[str, BuiltInSchema] = {
    "news-mirror": BuiltInSchema(
        "A post of a news mirror: one article, copied from a feed, with the URL it came from.",
        {
            "layout": Field("filled text", "The site's template, usually post."),
            "title": Field("filled text", "The article's title, as the source has it."),
            "date": Field("date", "When the source published the article."),
            "author": Field("filled text", "Who wrote it, or the outlet."),
            "from": Field("text", "The absolute http(s) URL of the original article."),
            "tags": Field("texts", "What the post is filed under."),
            "categories": Field("texts", "The sections of the site that list the post."),
            "comments": Field("flag or nothing", "Whether readers may comment."),
        },
        roles={"source": "from"},
    ),
    "jekyll": BuiltInSchema(
        "A Jekyll post: the variables that Jekyll itself reads (https://jekyllrb.com/docs/front-matter/).",
        {
            "layout": Field("text or nothing", "The template in _layouts, without its suffix."),
            "title": Field("text or nothing", "The post's title."),
            "date": Field("date or nothing", "Overrides the date in the file name."),
            "permalink": Field("text or nothing", "The post's address below the site's root."),
            "published": Field("flag or nothing", "false leaves the post out of the site."),
            "category": Field("text or whole number or texts or nothing", "The post's only category."),
            "categories": Field("text or texts or nothing", "The post's categories."),
            "tags": Field("text or texts or nothing", "The post's tags; a text is split at blanks."),
            "author": Field("text or texts or mapping or nothing", "Who wrote the post."),
            "description": Field("text or nothing", "A summary for search engines and feeds."),
            "excerpt": Field("text or nothing", "The text that lists show instead of the first paragraph."),
            "excerpt_separator": Field("text or nothing", "The mark that ends the excerpt."),
            "redirect_from": Field("text or texts or nothing", "Former addresses (jekyll-redirect-from)."),
        },
    ),
    "hugo": BuiltInSchema(
        "A Hugo page: the front matter fields that Hugo reads (https://gohugo.io/content-management/front-matter/).",
        {
            "title": Field("text or nothing", "The page's title."),
            "date": Field("date or nothing", "When the page was made."),
            "lastmod": Field("date or nothing", "When the page was last changed."),
            "publishDate": Field("date or nothing", "The page is not built before."),
            "expiryDate": Field("date or nothing", "The page is not built after."),
            "draft": Field("flag or nothing", "true leaves the page out of the site."),
            "description": Field("text or nothing", "A summary for search engines."),
            "summary": Field("text or nothing", "The text that lists show."),
            "slug": Field("text or nothing", "The last part of the page's address."),
            "url": Field("text or nothing", "The page's whole address."),
            "weight": Field("whole number or nothing", "Its place in ordered lists."),
            "aliases": Field("texts or nothing", "Former addresses."),
            "tags": Field("text or texts or nothing", "The taxonomy tags."),
            "categories": Field("text or texts or nothing", "The taxonomy categories."),
            "keywords": Field("text or texts or nothing", "Keywords for related content."),
            "layout": Field("text or nothing", "The template to use."),
            "type": Field("text or nothing", "The content type."),
            "params": Field("mapping or nothing", "The page's own parameters."),
        },
    ),
    "plain": BuiltInSchema(
        "A page of no known site builder: the few fields that all of them share.",
        {
            "title": Field("text or nothing", "The page's title."),
            "date": Field("date or nothing", "When it was published."),
            "tags": Field("text or texts or nothing", "What it is filed under."),
        },
    ),
}
