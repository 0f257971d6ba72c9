"""Addresses that the service redirects, by the files that tell it so."""

from pathlib import Path

import pytest

from lint.archive.builders import named

_FILES = {
    "_redirects": """# old
/old/page /new
/blog/* /posts/:splat 301!
/tag/:name /x
/gone/* /404.html 404
""",
    "netlify.toml": """
redirects = [
  {from = "/old/page/", to = "/n"}, {from = "/blog/*", to = "/p"}, {from = "/tag/:name", to = "/p"},
  {from = "/*", to = "/404", status = 404},
]
""",
    "vercel.json": """{
  "redirects": [{"source": "/old/page", "destination": "/n"}, {"source": "/blog/:path*"}, 1],
  "rewrites": [{"source": "/tag/(.*)"}]
}""",
    "static/.htaccess": """RewriteEngine On
RewriteRule ^(.*)$ https://x/$1
Redirect 301 /old/page /n
RewriteRule ^blog/(.*)$ /p [R]
RedirectMatch ^/tag/\\w+ /t
""",
}


@pytest.mark.parametrize("name", _FILES)
def test_a_redirect_may_be_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / name).write_text(_FILES[name])
    site = named("vitepress")(str(tmp_path))
    for place in ("/old/page", "/old/page/", "/old/page.html", "/blog/a/b/", "/tag/x"):
        assert site.may_be_there(place), place
    for place in ("/", "/old/", "/old/page2", "/blogs", "/gone/x", "/new", "old/page"):
        assert not site.may_be_there(place), place
    assert site.sends_files_for_folders == (name != "static/.htaccess")


@pytest.mark.parametrize("name", ["_redirects", "netlify.toml", "vercel.json", "static/.htaccess"])
@pytest.mark.parametrize(
    "content", ["", "\xff", "[" * 5000, "{" * 5000, "redirects = 1", '{"redirects": {}}', "/x"]
)
def test_a_file_that_cannot_be_read_redirects_nothing(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    assert not named("vitepress")(str(tmp_path)).may_be_there("/x")


def test_the_base_path_is_a_part_of_a_redirect(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("baseurl: /tea\n")
    (tmp_path / "_redirects").write_text("/tea/old /tea/new\n")
    site = named("jekyll")(str(tmp_path))
    assert site.may_be_there("/old")
    assert not site.may_be_there("/new")
