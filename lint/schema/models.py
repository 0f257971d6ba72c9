"""The built-in schemas: what the fields of a post are, as pydantic models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

from lint.values.dates import parse


def _date(value: object) -> object:
    # A text that is no date is DTE001's finding, with the same words for every schema.
    if parse(value) is None:
        raise PydanticCustomError("date", "a date such as 2021-05-03T22:59:03Z")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "a text that is not blank")
    return value


# What the JSON Schemas say of a text that is a date, and of one that is not blank.
DATE = r"^\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|GMT|[-+]\d{2}(:?\d{2})?)?)?$"
FILLED = r"\S"

PostDate = Annotated[
    Any,
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A date, or a date with time and timezone, such as 2021-05-03T22:59:03Z.",
            "pattern": DATE,
        }
    ),
]
FilledText = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"pattern": FILLED})]
Names = list[str]


class Post(BaseModel):
    """What every built-in schema has in common: other keys are the archive's own business."""

    # Of these models a run needs one: each is built when it is asked for.
    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)


class NewsMirror(Post):
    """A post of a news mirror: one article, copied from a feed, with the URL it came from."""

    layout: FilledText = Field(description="The site's template, usually post.")
    title: FilledText = Field(description="The article's title, as the source has it.")
    date: PostDate = Field(description="When the source published the article.")
    author: FilledText = Field(description="Who wrote it, or the outlet.")
    from_: str = Field(alias="from", description="The absolute http(s) URL of the original article.")
    tags: Names = Field(description="What the post is filed under.")
    categories: Names = Field(description="The sections of the site that list the post.")
    comments: StrictBool | None = Field(None, description="Whether readers may comment.")


class Jekyll(Post):
    """A Jekyll post: the variables that Jekyll itself reads (https://jekyllrb.com/docs/front-matter/)."""

    layout: str | None = Field(None, description="The template in _layouts, without its suffix.")
    title: str | None = Field(None, description="The post's title.")
    date: PostDate | None = Field(None, description="Overrides the date in the file name.")
    permalink: str | None = Field(None, description="The post's address below the site's root.")
    published: StrictBool | None = Field(None, description="false leaves the post out of the site.")
    category: str | int | Names | None = Field(None, description="The post's only category.")
    categories: str | Names | None = Field(None, description="The post's categories.")
    tags: str | Names | None = Field(None, description="The post's tags; a text is split at blanks.")
    author: str | Names | dict[str, Any] | None = Field(None, description="Who wrote the post.")
    description: str | None = Field(None, description="A summary for search engines and feeds.")
    excerpt: str | None = Field(None, description="The text that lists show instead of the first paragraph.")
    excerpt_separator: str | None = Field(None, description="The mark that ends the excerpt.")
    redirect_from: str | Names | None = Field(None, description="Former addresses (jekyll-redirect-from).")


class Hugo(Post):
    """A Hugo page: the front matter fields that Hugo reads (https://gohugo.io/content-management/front-matter/)."""

    title: str | None = Field(None, description="The page's title.")
    date: PostDate | None = Field(None, description="When the page was made.")
    lastmod: PostDate | None = Field(None, description="When the page was last changed.")
    publishDate: PostDate | None = Field(None, description="The page is not built before.")  # noqa: N815 - Hugo's name
    expiryDate: PostDate | None = Field(None, description="The page is not built after.")  # noqa: N815 - as above
    draft: StrictBool | None = Field(None, description="true leaves the page out of the site.")
    description: str | None = Field(None, description="A summary for search engines.")
    summary: str | None = Field(None, description="The text that lists show.")
    slug: str | None = Field(None, description="The last part of the page's address.")
    url: str | None = Field(None, description="The page's whole address.")
    weight: int | None = Field(None, description="Its place in ordered lists.")
    aliases: Names | None = Field(None, description="Former addresses.")
    tags: str | Names | None = Field(None, description="The taxonomy tags.")
    categories: str | Names | None = Field(None, description="The taxonomy categories.")
    keywords: str | Names | None = Field(None, description="Keywords for related content.")
    layout: str | None = Field(None, description="The template to use.")
    type: str | None = Field(None, description="The content type.")
    params: dict[str, Any] | None = Field(None, description="The page's own parameters.")


class Plain(Post):
    """A page of no known site builder: the few fields that all of them share."""

    title: str | None = Field(None, description="The page's title.")
    date: PostDate | None = Field(None, description="When it was published.")
    tags: str | Names | None = Field(None, description="What it is filed under.")


MODELS: Mapping[str, type[BaseModel]] = {
    "news-mirror": NewsMirror,
    "jekyll": Jekyll,
    "hugo": Hugo,
    "plain": Plain,
}
