"""Which links of small sites of Astro lead somewhere."""

from random import Random

from tools.builders.drawing import drawn, table, words
from tools.builders.node_links import LinkProgram, by_open, with_links
from tools.builders.rows import Table

_CONFIG = "astro.config.mjs"
_COLLECTION = {
    "src/content.config.ts": """import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
const blog = defineCollection({ loader: glob({ pattern: "**/*.md", base: "./src/content/blog" }) });
export const collections = { blog };
""",
    "src/pages/blog/[...slug].astro": """---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  const posts = await getCollection("blog");
  return posts.map((post) => ({ params: { slug: post.id }, props: post }));
}
const { Content } = await render(Astro.props);
---
<Content />
""",
    "src/pages/rss.xml.js": 'export const GET = () => new Response("<rss/>");\n',
}
_FILES = (
    "src/pages/index.md",
    "src/pages/about.md",
    "src/pages/docs/index.md",
    "src/pages/docs/a.md",
    "src/pages/docs/B c.md",
    "src/pages/docs/_hidden.md",
    "src/pages/plain.html",
    "src/content/blog/first.md",
    "src/content/blog/Second Post.md",
    "src/content/blog/own.md\nslug: other/own",
    "src/content/blog/deep/index.md",
    "src/content/blog/y.png",
    "src/pages/docs/x.png",
    "src/assets/z.png",
    "public/img/w.png",
    "public/f.pdf",
)
_LINKS = table(r"""
link /about/
link /about
link /about/index.html
link /about.html
link /about.md
link /About/
link /docs/
link /docs
link /docs/a/
link /docs/a#x
link /docs/a/?q#x
link /docs/B%20c/
link /docs/B c/
link /docs/b-c/
link /docs/hidden/
link /docs/_hidden/
link /plain/
link /plain.html
link /blog/first/
link /blog/first
link /blog/second-post/
link /blog/Second%20Post/
link /blog/other/own/
link /blog/own/
link /blog/deep/
link /blog/deep/index/
link /blog/
link /blog/none/
link /rss.xml
link /feed.xml
link /
link /index.html
link /f.pdf
link /g.pdf
link /public/f.pdf
link /img/w.png
link ../a/
link ../a
link a/
link a.md
link ./a.md
link ../a.md
link ../
link ./
link ../../about/
link ../first/
link #x
link ?q
link ../../../about/
image /img/w.png
image /img/W.png
image /img/none.png
""")
_IN_PAGE = table("""
image ./x.png
image x.png
image ../../assets/z.png
""")
_IN_ENTRY = table("""
image ./y.png
image y.png
image ../../assets/z.png
image ../../pages/docs/x.png
""")
_ALONE = table("""
image ./none.png
image none.png
image ../x.png
image X.png
image ../../assets/none.png
""")
_STYLES = (
    "",
    'base: "/b"',
    'build: { format: "file" }',
    'trailingSlash: "never", build: { format: "preserve" }',
)
_PAGES = {"src/pages/docs/from.md": _IN_PAGE, "src/content/blog/from.md": _IN_ENTRY}


def _site(style: str, page: str, lines: list[str]) -> str:
    if "base" in style:
        lines = [line.replace(" /", " /b/", 1) for line in lines]
    setup = {_CONFIG: f"export default {{ {style} }};\n", **_COLLECTION}
    return with_links(setup, (*_FILES, page), page, lines)


FIRST = [_site(style, page, [*_LINKS, *images]) for style in _STYLES for page, images in _PAGES.items()]
FIRST += [_site("", "src/pages/docs/from.md", [line]) for line in _ALONE]
_PLACES = words(
    "about docs docs/a docs/from blog/first blog/second-post blog/other/own blog/own blog/deep blog none"
    " rss.xml f.pdf plain img/w.png img/none.png a first index docs/B%20c"
)
_ENDS = ("", "/", "/", ".html", ".md", "/index.html", "#x", "/#x", "?q")


def _line(chance: Random) -> str:
    before = chance.choice(("/", "/", "/", "../", "../../", "./", "", "/b/", "/"))
    place = chance.choice(_PLACES)
    if place.endswith(".png"):
        return f"image /{place}"
    return f"link {before}{place}{'' if '.' in place else chance.choice(_ENDS)}"


def _late(chance: Random) -> str:
    return _site(
        chance.choice(_STYLES),
        chance.choice(list(_PAGES)),
        list(dict.fromkeys(_line(chance) for _ in range(50))),
    )


LATE = drawn(5, _late, FIRST)


def measure(programs: str | None) -> Table:
    """Measure the links of Astro."""
    return LinkProgram(
        name="astro",
        package="astro",
        how="`link`: the site is built; a link is missing if the built page leads to nothing, or if Astro "
        "stops at it.",
        first=by_open(FIRST, lambda _: False),
        late=by_open(LATE, lambda _: False),
    ).measure(programs)
