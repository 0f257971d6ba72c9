"""A site of each builder with a configuration, without which most links are not looked at."""

import tempfile
from functools import cache
from pathlib import Path

from lint.archive.builders import named
from lint.post.settings import Settings
from lint.primitives.bounds import Bounds
from lint.schema import load as load_schema

_URL = "https://a.example/b/"
# By builder: the configuration, its text, and a post.
_FILES = {
    "jekyll": ("_config.yml", f"url: {_URL}\nbaseurl: /b\n", "_posts/2021-05-03-rain.md"),
    "hugo": ("hugo.toml", f'baseURL = "{_URL}"\n', "content/posts/rain.md"),
    "hexo": ("_config.yml", f"url: {_URL}\npost_asset_folder: true\n", "source/_posts/rain.md"),
    "eleventy": ("eleventy.config.js", "module.exports = {};\n", "posts/rain.md"),
    "vitepress": (".vitepress/config.ts", 'export default { base: "/b/" };\n', "docs/rain.md"),
    "zola": ("config.toml", f'base_url = "{_URL}"\n', "content/rain.md"),
    "quarto": ("_quarto.yml", "project:\n  type: website\n", "posts/rain.qmd"),
    "pelican": ("pelicanconf.py", 'PATH = "content"\n', "content/rain.md"),
    "docusaurus": ("docusaurus.config.js", 'module.exports = { baseUrl: "/b/" };\n', "blog/2021-05-03-rain.md"),
    "astro": ("astro.config.mjs", 'export default { base: "/b" };\n', "src/pages/rain.md"),
    "obsidian": (".obsidian/app.json", "{}\n", "rain.md"),
    "plain": ("lint.toml", "", "docs/rain.md"),
}  # fmt: skip
# A post of the site itself: what is copied has ids and links of elsewhere.
OWN = '---\nlayout: post\ntitle: "Rain"\ndate: 2021-05-03T22:59:03.000Z\ntags: [ Harbour ]\n---\n'
# What links, images, includes and shortcodes are in the builders' own ways; each is a sample for all of them.
TEMPLATES = (
    ("{% link a.md %} [x]({% post_url 2021-01-01-a %}#b) [x]({{ site.baseurl }}/a) "
    "[x]({{ '/a' | relative_url | append: '#b' }})\n\n{% include a.html b=c %}\n{% raw %}d{% endraw %}\n"),
    ('[x]({{< ref "a.md#b" >}}) [x]({{% relref path=`/a` lang=en %}}) ![x](a.png)\n\n'
    '{{< rain a="b" c=`d` e >}}f{{< /rain >}}\n\n{{< figure src="a.png" >}}\n'),
    ('{% post_link a "b" %} {% asset_img c d.png \'e\' %} {% include_code lang:js from:1 to:2 f.js %}\n\n'
    "{# g #}{% raw %}h{% endraw %}<code>i</code>\n"),
    ("{% include \"a.njk\" %} {% render 'b.liquid' %} [x]({{ \"/a\" | url }}#b) "
    "[x]({{ './a.md' | inputPathToUrl }})\n\n{# c #}{% comment %}d{% endcomment %}\n"),
    "<!--@include: ./a.md#b{1,2}-->\n\n<<< @/a.ts{1}\n\n[x](./index.md) [x](a.html#b) [x](@/a.md#b)\n",
    "{{ rain(a=1, b=[2]) }} {% wind() %}a{% end %} [x](@/posts/a.md)\n",
    '{{< include _a.qmd >}}\n\n{{< video "b.mp4" >}} {{< rain c d=e >}}\n\n<!-- f -->\n',
    "[x]({filename}a.md#b) ![x]({static}/c.png) [x]({attach}d.pdf) [x](|filename|e.md)\n",
    "[[a]] [[b-c#d|e]] ![[f.png]] [[Wind and rain]] %%[[g]]%% $$h$$ `i` ``j`\n\n    [[k]]\n\n- l ^m\n",
    "<h2 id='a{{ b }}'>c</h2>\n\n```{r}\nd\n```\n\n<Rain />\n\n## e {#f-g}\n\n[x](/h/../i?j#k) <a name=l></a>\n",
)  # fmt: skip


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def linked(builder: str) -> tuple[Settings, str]:
    """Return the settings of a builder's site with a configuration, and the path of a post in it."""
    configuration, text, post = _FILES[builder]
    root = Path(_folder().name, builder)
    file = root / configuration
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    bounds = Bounds()
    bounds.name(str(root))
    site = named(builder)(str(root), bounds=bounds)
    return Settings(schema=load_schema("news-mirror"), site=site, yaml=site.yaml), str(root / post)
