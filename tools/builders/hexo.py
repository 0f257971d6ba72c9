"""Hexo, as `hexo init` sets it up."""

from tools.builders import hexo_addresses
from tools.builders.node import Program
from tools.builders.rows import Table

_FILES = [
    "source/_posts/a.md",
    "source/_posts/2021-05-03-a.md",
    "source/_posts/2021/05/a.md",
    "source/_posts/a.markdown",
    "source/_posts/a.mkd",
    "source/_posts/a.mdtext",
    "source/_posts/a.mdx",
    "source/_posts/a.MD",
    "source/_posts/a.html",
    "source/_posts/a.htm",
    "source/_posts/a.txt",
    "source/_posts/a.org",
    "source/_posts/a.njk",
    "source/_posts/a.json",
    "source/_posts/a.md~",
    "source/_posts/a.md.bak",
    "source/_posts/_a.md",
    "source/_posts/.a.md",
    "source/_posts/_b/a.md",
    "source/_posts/README.md",
    "source/_posts/node_modules/a.md",
    "source/_drafts/a.md",
    "source/_data/a.md",
    "source/_b/a.md",
    "source/_a.md",
    "source/.a.md",
    "source/a.md",
    "source/README.md",
    "source/about/index.md",
    "source/about/a.markdown",
    "source/about/a.html",
    "source/about/a.htm",
    "source/about/a.txt",
    "source/about/a.mdx",
    "source/node_modules/a.md",
    "scaffolds/post.md",
    "_posts/a.md",
    "posts/a.md",
    "README.md",
    "themes/a/README.md",
]


def measure(programs: str | None) -> Table:
    """Measure Hexo."""
    table = Program(
        name="hexo",
        package="hexo",
        zone="Asia/Tokyo",
        how="Each input is a post of one site, loaded by Hexo's own processors and rendered by "
        "hexo.post.render; a post that fails to load is left out of the site, one that fails to render stops "
        "the build.",
        files=_FILES,
        own=lambda attributes: attributes.get("class") == "headerlink",
        libraries=("hexo-front-matter", "hexo-renderer-marked", "marked", "js-yaml", "nunjucks"),
    ).measure(programs)
    return table.joined(hexo_addresses.measure(programs))
