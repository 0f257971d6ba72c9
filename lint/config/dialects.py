"""The built-in site builders and schemas."""

from typing import Literal

Dialect = Literal["jekyll", "hugo", "plain"]
SCHEMAS = ("news-mirror", "jekyll", "hugo", "plain")
