"""The built-in schemas: each field, the kinds of value that it accepts, and its purpose.

`built_in` checks front matters against this table; `models` builds pydantic models from it for the rest.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """One field: its kinds, names in `built_in.FITS` (`null` makes it optional), and its purpose."""

    kinds: str
    description: str


class BuiltInSchema(NamedTuple):
    """One built-in schema; keys that it does not list may hold anything.

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
            "title": Field("filled text", "The article's title, as in the source."),
            "date": Field("date", "When the source published the article."),
            "author": Field("filled text", "The author, or the outlet."),
            "from": Field("text", "The absolute http(s) URL of the original article."),
            "tags": Field("texts", "The post's tags."),
            "categories": Field("texts", "The sections of the site that list the post."),
            "comments": Field("boolean or null", "Whether readers may comment."),
        },
        roles={"source": "from"},
    ),
    "jekyll": BuiltInSchema(
        "A Jekyll post: the variables that Jekyll itself reads (https://jekyllrb.com/docs/front-matter/).",
        {
            "layout": Field("text or boolean or null", "The template in _layouts, or false for none."),
            "title": Field("text or null", "The post's title."),
            "date": Field("date or null", "Overrides the date in the file name."),
            "permalink": Field("text or boolean or null", "The post's address below the site's root."),
            "published": Field("boolean or null", "false leaves the post out of the site."),
            "category": Field("text or whole number or texts or null", "The post's only category."),
            "categories": Field("text or texts or null", "The post's categories."),
            "tags": Field("text or texts or null", "The post's tags; text is split at whitespace."),
            "author": Field("text or texts or mapping or null", "Who wrote the post."),
            "description": Field("text or null", "A summary for search engines and feeds."),
            "excerpt": Field(
                "text or boolean or null", "The text that lists show instead of the first paragraph."
            ),
            "excerpt_separator": Field("text or null", "The separator that ends the excerpt."),
            "redirect_from": Field("text or texts or null", "Former addresses (jekyll-redirect-from)."),
        },
    ),
    "hugo": BuiltInSchema(
        "A Hugo page: the front matter fields that Hugo reads (https://gohugo.io/content-management/front-matter/).",
        {
            "title": Field("text or null", "The page's title."),
            "date": Field("date or null", "When the page was created."),
            "lastmod": Field("date or null", "When the page was last changed."),
            "publishDate": Field("date or null", "The page is not built before this date."),
            "expiryDate": Field("date or null", "The page is not built after this date."),
            "draft": Field("boolean or null", "true leaves the page out of the site."),
            "description": Field("text or null", "A summary for search engines."),
            "summary": Field("text or null", "The text that lists show."),
            "slug": Field("text or null", "The last part of the page's address."),
            "url": Field("text or null", "The page's whole address."),
            "weight": Field("whole number or null", "The page's place in ordered lists."),
            "aliases": Field("text or texts or null", "Former addresses."),
            "tags": Field("text or texts or null", "The taxonomy tags."),
            "categories": Field("text or texts or null", "The taxonomy categories."),
            "keywords": Field("text or texts or null", "Keywords for related content."),
            "layout": Field("text or null", "The template to use."),
            "type": Field("text or null", "The content type."),
            "params": Field("mapping or null", "The page's own parameters."),
        },
    ),
    "plain": BuiltInSchema(
        "A page of an unknown site builder: the few fields that all builders share.",
        {
            "title": Field("text or null", "The page's title."),
            "date": Field("date or null", "When the page was published."),
            "tags": Field("text or texts or null", "The page's tags."),
        },
    ),
}
