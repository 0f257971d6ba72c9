"""What links lead to on a site with a base path, in Markdown and in HTML."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.references import Reference, Target, outside


def reference(builder: str, root: Path, url: str, *, markdown: bool, image: bool = False) -> Reference | None:
    site = named(builder)(str(root))
    relative = {"hexo": "source/_posts/a.md", "astro": "src/pages/a.md"}.get(builder, "a.md")
    fields = {"date": "2021-05-03", "title": "a"}
    return site.reference(url, relative, site.published(relative, fields), image=image, markdown=markdown)


def test_vitepress_adds_the_base_path_in_markdown_alone(tmp_path: Path) -> None:
    (tmp_path / ".vitepress").mkdir()
    (tmp_path / ".vitepress" / "config.js").write_text("export default { base: '/tea/' }\n")
    in_html = reference("vitepress", tmp_path, "/tea/b.html#c", markdown=False)
    assert in_html == Reference("page", ("/b.html",), "c")
    assert in_html == reference("vitepress", tmp_path, "/b.html#c", markdown=True)
    again = reference("vitepress", tmp_path, "/tea/b.html", markdown=True)
    assert again == Reference("page", ("/tea/b.html",))
    out = reference("vitepress", tmp_path, "/b.html", markdown=False)
    assert out is not None
    assert out.kind == "outside"
    assert "/b.html" in out.places


def test_hexo_puts_the_root_before_images_of_markdown_alone(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("permalink: posts/:title/\n")
    at_root = reference("hexo", tmp_path, "x.png", markdown=True, image=True)
    at_page = reference("hexo", tmp_path, "x.png", markdown=False, image=True)
    assert at_root is not None
    assert at_page is not None
    assert "/x.png" in at_root.places
    assert "/posts/a/x.png" not in at_root.places
    assert "/posts/a/x.png" in at_page.places
    assert "/x.png" not in at_page.places


def test_astro_imports_images_of_markdown_alone(tmp_path: Path) -> None:
    (tmp_path / "astro.config.mjs").write_text("export default {}\n")
    found = reference("astro", tmp_path, "./x.png", markdown=True, image=True)
    assert found == Reference("file", ("src/pages/x.png",))
    found = reference("astro", tmp_path, "./x.png", markdown=False, image=True)
    assert found is not None
    assert "src/pages/x.png" not in found.places


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/guide/a.html", "outside"), ("/guide/", "outside"), ("/a.png", "outside-file"), ("/teas", "outside")],
)
def test_a_path_from_the_root_leads_out_without_the_base_path(path: str, kind: str) -> None:
    found = outside(Target(path, ""), "/tea", image=False)
    assert found is not None
    assert found.kind == kind
    assert path in found.places


@pytest.mark.parametrize("path", ["/tea", "/tea/a", "a", "", "/", "/index.html"])
def test_other_paths_do_not(path: str) -> None:
    assert outside(Target(path, ""), "/tea", image=False) is None
    assert outside(Target("/a", ""), "", image=False) is None
