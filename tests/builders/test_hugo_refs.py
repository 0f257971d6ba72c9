"""Names with dots in `ref`, as Hugo 0.168.0 looks them up."""

from pathlib import Path

import pytest

from lint.archive.builders import named

_FILES = (
    "posts/v1.0.md", "posts/x.y.z.md", "posts/b--c/index.md", "docs/a.b/index.md", "docs/a.b.c/_index.md",
    "docs/plain.md", "docs/d.e.fr.md", "docs/v1.md", "docs/e.f.md", "posts/src.md",
)  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "is_found"),
    [
        ("v1.0", True),
        ("v1.0.md", True),
        ("/posts/v1.0", True),
        ("x.y", False),
        ("x.y.z", True),
        ("posts/x.y", False),
        ("b--c", True),
        ("b-c", False),
        # It is `docs/a.b`, although there is a section of the name.
        ("a.b.c", True),
        ("docs/a.b.c", True),
        ("plain.html", True),
        ("docs/plain.x", False),
        ("./x.y.z", True),
        ("posts/nope.x", False),
    ],
)
def test_a_name_with_dots_is_looked_up_as_hugo_does(tmp_path: Path, ref: str, *, is_found: bool) -> None:
    (tmp_path / "hugo.toml").write_text("baseURL = 'https://example.org/'\n")
    site = named("hugo")(str(tmp_path))
    there = {place for file in _FILES for place in site.provided(f"content/{file}", {})}
    found = site.reference(f'{{{{< ref "{ref}" >}}}}', "content/posts/src.md", None, image=False)
    assert found is not None
    assert (not there.isdisjoint(found.places)) is is_found
