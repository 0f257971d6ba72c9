"""Whether Hugo builds a page, by its front matter (https://gohugo.io/content-management/build-options/)."""

from collections.abc import Mapping
from datetime import UTC

from lint.archive.builders.addresses import has_come
from lint.archive.builders.hugo_pages import EXPIRY_DATES, PUBLISH_DATES, date_of
from lint.archive.builders.hugo_settings import HugoSettings, folded
from lint.archive.builders.site import Site
from lint.primitives.zones import zone
from lint.values.dates import Moment, Unread


def is_built(site: Site, settings: HugoSettings, fields: Mapping[str, object]) -> bool | None:
    """Return whether a page is built; `None` if its dates cannot be read, or the clock will tell."""
    build = folded(fields.get("build", fields.get("_build")))
    render = build.get("render") if isinstance(build, dict) else None
    if render in ("never", "link", False) or fields.get("headless") is True:
        return False
    is_draft = _is_true(fields.get("draft")) or fields.get("published") is False
    if is_draft and not settings.is_on("buildDrafts"):
        return False
    answers = []
    for keys, name, wanted in (
        (PUBLISH_DATES, "buildFuture", True),
        (EXPIRY_DATES, "buildExpired", False),
    ):
        found = date_of(site, fields, keys)
        if isinstance(found, Unread) and found is not Unread.NONE:
            return None
        if isinstance(found, Moment) and not settings.is_on(name):
            answer = _has_come(site, found)
            answers.append(answer if answer is None else answer is wanted)
    return False if False in answers else None if None in answers else True


def _has_come(site: Site, date: Moment) -> bool | None:
    name = site.timezone
    when = date.when
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone(name) if name and date.zone == "site" else UTC)
    return has_come(when)


def _is_true(value: object) -> bool:
    """Return whether a value is true as Go's `strconv.ParseBool` reads it."""
    if isinstance(value, str):
        return value in ("1", "t", "T", "true", "TRUE", "True")
    return isinstance(value, int | float) and bool(value)
