"""The site builders and the schemas that lint knows by name."""

from __future__ import annotations

from typing import Literal

Dialect = Literal["jekyll", "hugo", "plain"]
SCHEMAS = ("news-mirror", "jekyll", "hugo", "plain")
