"""Whatever is known before, in whichever process, whole or one post at a time: the findings are the same."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Archive
from tests.index.conftest import ALL, post

_MOMENTS = count(1_700_000_000_000_000_000, 1_000_000_000)
_FOLDERS = ("_posts", "archived/2021", "Archived")
_NAMES = ("a", "A", "b", "c")
NEAR = " ".join(f"It rained in the harbour for {hours} hours." for hours in range(11)) + " It was {} o'clock."
TEXTS = (
    "",
    "It rained for a very long time, and then it stopped. " * 6,
    '<a href="/2021/05/03/a.html">a</a> <img src="gauge.png"> <a href="b.html#c">b</a>',
    NEAR.format("nine"),
    NEAR.format("ten"),
)

# Its source, title, text and tag.
Content = tuple[int, str, str, str]
# Where a post is, and what it says; `None` deletes it.
POSTS = st.fixed_dictionaries(
    {
        (folder, name): st.none()
        | st.tuples(
            st.integers(1, 3),
            st.sampled_from(("Rain", "Sun  today", "Sun today", "Rain - News", "Sun - News")),
            st.sampled_from(TEXTS),
            st.sampled_from(("News", "news", "ne ws")),
        )
        for folder in _FOLDERS
        for name in _NAMES
    }
)


def arrange(archive: Archive, posts: dict[tuple[str, str], Content | None]) -> list[str]:
    """Write the posts of an archive, and delete those that it does not have; return their names."""
    names = []
    for (folder, name), content in posts.items():
        path = f"{folder}/2021-05-03-{name}.md"
        if content is None:
            Path(path).unlink(missing_ok=True)
        else:
            source, title, body, tag = content
            text = post(source, title, body).replace("tags: [ Harbour Post ]", f"tags: [ {tag} ]")
            names.append(archive.write(path, text))
            # The clock of a file system may not tick between two versions of a file.
            moment = next(_MOMENTS)
            os.utime(path, ns=(moment, moment))
    return sorted(names)


def report(archive: Archive, *arguments: str) -> list[object]:
    found: list[object] = list(archive.check("--select", f"{ALL},TAG003,SUP,DTE", *arguments).findings)
    return found


SITES = {
    "jekyll": ({"_config.yml": "title: Rain\n"}, "_posts/2021-05-03-{}.md", "img/{}.png"),
    "hugo": ({"hugo.toml": "title = 'Rain'\n"}, "content/docs/{}.md", "static/img/{}.png"),
    "vitepress": (
        {".vitepress/config.js": "export default { title: 'Rain' }\n"},
        "docs/{}.md",
        "public/img/{}.png",
    ),
    "none": ({".git/HEAD": ""}, "docs/{}.md", "img/{}.png"),
}
LINKS = (
    "## Wind\n",
    "[a](/docs/a/#wind) [b](b.md#wind) [c](./c) ![x](/img/x.png) ![Y](/img/Y.png)\n",
    "[a](a.md#storm) [b](/docs/b.html) ![y](../img/y.png) [c](/2021/05/03/c.html)\n",
    "[b](b.md) [b](B.md) [x](../static/img/x.png) ![x](/img/x/)\n",
)
# The texts of posts, and which images there are; `None` deletes a post.
LINKED = st.tuples(
    st.fixed_dictionaries({name: st.none() | st.sampled_from(LINKS) for name in ("a", "b", "c")}),
    st.sets(st.sampled_from(("x", "y", "Y", "z"))),
)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("name", SITES)
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(states=st.lists(LINKED, min_size=2, max_size=2))
def test_links_and_files_are_the_same_in_every_way(
    archive: Archive, name: str, states: list[tuple[dict[str, str | None], set[str]]]
) -> None:
    settled, of_post, of_image = SITES[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lint.run.cache_key._TICK", 0)
        for path, content in settled.items():
            archive.write(path, content)
        for posts, images in states:
            names = []
            for each, body in posts.items():
                path = of_post.format(each)
                Path(path).unlink(missing_ok=True)
                if body is not None:
                    names.append(archive.write(path, f"---\ntitle: Rain {each}\n---\n{body}"))
                    moment = next(_MOMENTS)
                    os.utime(path, ns=(moment, moment))
            for image in ("x", "y", "Y", "z"):
                path = of_image.format(image)
                Path(path).unlink(missing_ok=True)
                if image in images:
                    archive.write(path, "")
            if not names:
                continue
            one_by_one = [each for path in sorted(names) for each in report(archive, path)]
            assert one_by_one == report(archive, ".")
            assert one_by_one == report(archive, ".")
            assert one_by_one == report(archive, "--no-cache", ".")
            assert one_by_one == report(archive, "--jobs", "2", ".")
    shutil.rmtree(os.environ["ARCHIVE_LINT_CACHE_DIR"], ignore_errors=True)


@pytest.mark.slow
@pytest.mark.usefixtures("indexed")
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(states=st.lists(POSTS, min_size=1, max_size=3))
def test_every_way_to_run_finds_the_same(
    archive: Archive, states: list[dict[tuple[str, str], Content | None]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lint.run.cache_key._TICK", 0)
        archive.write("_config.yml", "title: Rain\n")
        for posts in states:
            names = arrange(archive, posts)
            if not names:
                continue
            after_a_change = report(archive, ".")
            assert after_a_change == report(archive, ".")
            assert after_a_change == report(archive, "--no-cache", ".")
            assert after_a_change == report(archive, "--jobs", "2", ".")
            assert after_a_change == [each for name in names for each in report(archive, name)]
    shutil.rmtree(os.environ["ARCHIVE_LINT_CACHE_DIR"], ignore_errors=True)
