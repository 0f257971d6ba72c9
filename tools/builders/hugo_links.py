"""Sites of Hugo for rows of the kind `link`."""

# ruff: noqa: E501  an input a line

from tools.builders.sites import linked

_URL = 'baseURL = "https://site.example/{}"\n'
_PAGES = [
    "content/_index.md\n",
    "content/about.md\n",
    "content/Top Page.md\n",
    "content/posts/_index.md\n",
    "content/posts/a.md\n",
    "content/posts/Two Words.md\n",
    "content/posts/slugged.md\nslug: Other",
    "content/posts/draft.md\ndraft: true",
    "content/posts/aliased.md\naliases: [/was/]",
    "content/posts/bundle/index.md\n",
    "content/posts/bundle/inner.md\n",
    "content/posts/deep/b.md\n",
    "content/docs/c.md\n",
    "content/docs/sub/_index.md\n",
    "content/docs/sub/d.md\n",
    "content/docs/own.md\nurl: /own/path.html",
    "content/docs/Ünï.md\n",
    "content/docs/same.md\n",
    "content/posts/tagged.md\ntags: [Go Lang]",
]
_FILES = [
    "content/posts/bundle/img.png", "content/posts/beside.png", "static/img/A b.png", "static/img/x.png", "content/docs/sub/s.png", "static/file.pdf",
]  # fmt: skip
_SHORTCODES = {
    "layouts/shortcodes/own.html": "x\n",
    "layouts/_shortcodes/new.html": "x\n",
    "layouts/shortcodes/a/b.html": "x\n",
    "layouts/shortcodes/Pair.html": "{{ .Inner }}\n",
}
_LINKS = [
    # Addresses
    "link /about/", "link /about", "link /about.html", "link /about/index.html", "link /About/", "link /about.md", "link /top-page/", "link /Top%20Page/", "link /posts/", "link /posts/a/",
    "link /posts/a/#x", "link /posts/two-words/", "link /posts/two%20words/", "link /posts/other/", "link /posts/Other/", "link /posts/slugged/", "link /posts/draft/", "link /was/", "link /was",
    "link /posts/bundle/", "link /posts/bundle/inner/", "link /posts/deep/b/", "link /posts/deep/", "link /docs/", "link /docs/sub/", "link /own/path.html", "link /own/path/", "link /docs/own/",
    "link /docs/ünï/", "link /docs/%C3%BCn%C3%AF/", "link /docs/Ünï/", "link /", "link /posts/a/?x=1", "link /file.pdf", "link /static/file.pdf", "link https://example.org/",
    "image /img/x.png", "image /img/A%20b.png", "image /img/a%20b.png", "image /posts/bundle/img.png", "image /posts/beside.png", "image /static/img/x.png", "image /img/X.png",
    "image img.png", "image beside.png", "image ../beside.png", "image ../img.png", "image ../../img/x.png", "image bundle/img.png", "image ./img.png", "image z.png",
    "link a.md", "link ../a/", "link ../a", "link a/", "link ../about/", "link ../../about/", "link ./", "link ../", "link #x", "link bundle/", "link ../bundle/", "link ../docs/c/",
    # ref and relref
    'link {{< ref "about" >}}', 'link {{< ref "about.md" >}}', 'link {{< ref "/about" >}}', 'link {{< relref "/about.md" >}}', 'link {{% relref "about" %}}', 'link {{< ref "nope" >}}', 'link {{< ref "/nope.md" >}}',
    'link {{< ref "posts/a" >}}', 'link {{< ref "/posts/a.md" >}}', 'link {{< ref "a" >}}', 'link {{< ref "a.md" >}}', 'link {{< ref "./a.md" >}}', 'link {{< ref "./a" >}}', 'link {{< ref "../about.md" >}}', 'link {{< ref "../about" >}}',
    'link {{< ref "../posts/a.md" >}}', 'link {{< ref "../docs/c.md" >}}', 'link {{< ref "../../about" >}}', 'link {{< ref "../../about.md" >}}', 'link {{< ref "b" >}}', 'link {{< ref "b.md" >}}', 'link {{< ref "deep/b" >}}', 'link {{< ref "/deep/b" >}}', 'link {{< ref "posts/deep/b.md" >}}',
    'link {{< ref "c.md#x" >}}', 'link {{< ref "c#x" >}}', 'link {{< ref "/docs/c#x" >}}', 'link {{< ref "#x" >}}', 'link {{< ref "d" >}}', 'link {{< ref "docs/d" >}}', 'link {{< ref "sub/d" >}}', 'link {{< ref "Two Words" >}}', 'link {{< ref "two-words" >}}', 'link {{< ref "two words.md" >}}',
    'link {{< ref "/posts/Two Words.md" >}}', 'link {{< ref "slugged" >}}', 'link {{< ref "other" >}}', 'link {{< ref "/posts/other" >}}', 'link {{< ref "draft" >}}', 'link {{< ref "/posts/draft.md" >}}', 'link {{< ref "bundle" >}}', 'link {{< ref "bundle/index.md" >}}', 'link {{< ref "/posts/bundle" >}}',
    'link {{< ref "/posts/bundle/index.md" >}}', 'link {{< ref "/posts/bundle/index" >}}', 'link {{< ref "/posts/bundle/" >}}', 'link {{< ref "posts" >}}', 'link {{< ref "/posts" >}}', 'link {{< ref "/posts/_index.md" >}}', 'link {{< ref "_index.md" >}}', 'link {{< ref "/_index.md" >}}', 'link {{< ref "/" >}}', 'link {{< ref "/docs" >}}', 'link {{< ref "docs" >}}',
    'link {{< ref "/docs/sub" >}}', 'link {{< ref "sub" >}}', 'link {{< ref "/docs/sub/_index.md" >}}', 'link {{< ref "/posts/deep" >}}', 'link {{< ref "ABOUT.md" >}}', 'link {{< ref "/Posts/A.md" >}}', 'link {{< ref "Ünï.md" >}}', 'link {{< ref "/docs/ünï" >}}', 'link {{< ref "own" >}}', 'link {{< ref "/own/path.html" >}}',
    "link {{< ref `about.md` >}}", "link {{< ref about.md >}}", 'link {{< ref path="about.md" >}}', 'link {{<ref "about.md">}}', 'link {{< ref "about.html" >}}', 'link {{< ref "about.txt" >}}', 'link {{< ref "/about/" >}}', 'link {{< ref "posts/a/" >}}', 'link {{< relref "inner" >}}', 'link {{< relref "/posts/bundle/inner.md" >}}',
    'tag {{< ref "about.md" >}}', 'tag {{< relref "/posts/a" >}}', 'tag {{< relref "/tags" >}}', 'tag {{< relref "/tags/go-lang" >}}',
    'tag {{< figure src="/img/x.png" >}}', 'tag {{< figure src="/img/z.png" >}}', 'tag {{< figure src="img.png" >}}',
]  # fmt: skip
_CODES = [
    "tag {{< own >}}", "tag {{< new >}}", "tag {{< nope >}}", "tag {{% nope %}}", 'tag {{< own x="{{" >}}', "tag {{< a/b >}}", "tag {{< a/c >}}", "tag {{</* nope */>}}", "tag `{{< nope >}}`", "tag `{{< own >}}`", "tag {{< OWN >}}",
    "tag {{< pair >}}x{{< /pair >}}", "tag {{< pair />}}", "tag {{< Pair >}}x{{< /Pair >}}", "tag <!-- {{< nope >}} -->", "tag {{< highlight go >}}x{{< /highlight >}}", 'tag {{< Figure src="/img/x.png" >}}', "tag {{< themed >}}", "tag {{< gist >}}x", "tag {{< details >}}x{{< /details >}}", "tag {{% /* nope */ %}}",
]  # fmt: skip
_WHERE = [
    "content/posts/a.md",
    "content/posts/bundle/index.md",
    "content/about.md",
    "content/docs/_index.md",
    "content/posts/deep/b.md",
]
_BASES = [
    "link /base/about/",
    "link /base/",
    "link /base",
    "link /about/",
    "link ../about/",
    "image /base/img/x.png",
    "image /img/x.png",
    'link {{< ref "about.md" >}}',
    'link {{< relref "nope" >}}',
    "link /base/nope/",
]
_LANGUAGES = 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n'
_TRANSLATED = [
    "content/a.md\n",
    "content/a.fr.md\n",
    "content/b.md\n",
    "content/c.fr.md\n",
    "content/posts/d.md\n",
    "content/posts/d.fr.md\n",
    "content/bundle/index.md\n",
    "content/bundle/index.fr.md\n",
]
_IN_LANGUAGES = [
    "link /a/", "link /fr/a/", "link /fr/b/", "link /c/", "link /fr/c/", "link /fr/", "link /en/", "link a.md", "link b.md", "link c.md", "link b", "link /b.md", "link posts/d.md", "link d.md", "link ../a.md", "link nope.md", "link /posts/d/", "link nope/", "link #x",
    'link {{< ref "a" >}}', 'link {{< ref "b.md" >}}', 'link {{< ref "c.md" >}}', 'link {{< ref path="c.md" lang="fr" >}}', 'link {{< ref path="b.md" lang="fr" >}}', 'link {{< ref "a.fr.md" >}}', 'link {{< ref "a.en.md" >}}', 'link {{< ref "/posts/d" >}}', "image x.png", "image /x.png", "image nope.png", "image bundle/x.png", "image y.png", "image /y.png",
]  # fmt: skip

LINKS = [
    *(
        linked({"hugo.toml": _URL.format("") + more, **_SHORTCODES}, [*_PAGES, "content/docs/_index.md\n"], _FILES, {path: _LINKS})
        for more, paths in (("", _WHERE), ("uglyURLs = true\n", _WHERE[:2]), ("[permalinks]\nposts = '/:year/:contentbasename/'\n", _WHERE[:1]), ("disableKinds = ['taxonomy', 'term']\n", _WHERE[:1]))
        for path in paths
    ),
    linked({"hugo.toml": _URL.format("") + "theme = 't'\n", **_SHORTCODES, "themes/t/layouts/shortcodes/themed.html": "x\n"}, _PAGES, _FILES, {"content/posts/a.md": _CODES}),
    *(
        linked({"hugo.toml": _URL.format("base/") + more}, _PAGES, _FILES, {path: _BASES})
        for more in ("", "canonifyURLs = true\n", "relativeURLs = true\n")
        for path in ("content/posts/a.md", "content/about.md")
    ),
    *(
        linked({"hugo.toml": _URL.format("") + _LANGUAGES}, _TRANSLATED, ["static/x.png", "content/bundle/y.png", "assets/y.png"], {path: _IN_LANGUAGES})
        for path in ("content/a.md", "content/posts/d.fr.md", "content/bundle/index.md")
    ),
    linked({"hugo.toml": _URL.format("")}, [f"content/{path}.md\n" for path in ("a", "x/a", "x/y/z", "w/z/_index", "w/q", "v/u/t", "v1.2", "w/a.b.c", "x/e.en", "x/p.q")], [], {"content/w/q.md": [
        'link {{< ref "a" >}}', 'link {{< ref "x/a" >}}', 'link {{< ref "y/z" >}}', 'link {{< ref "z" >}}', 'link {{< ref "/x" >}}', 'link {{< ref "/x/y" >}}', 'link {{< ref "t" >}}', 'link {{< ref "u/t" >}}', 'link {{< ref "v" >}}', 'link {{< ref "./q" >}}', 'link {{< ref "q.md" >}}', 'link {{< ref "v1.2" >}}', 'link {{< ref "v1.2.md" >}}', 'link {{< ref "/v1.2" >}}', 'link {{< ref "/v1.2.md" >}}', 'link {{< ref "a.b.c" >}}', 'link {{< ref "a.b.c.md" >}}', 'link {{< ref "t.b" >}}', 'link {{< ref "/w/a.b" >}}', 'link {{< ref "/w/a" >}}', 'link {{< ref "e" >}}', 'link {{< ref "e.en" >}}', 'link {{< ref "e.en.md" >}}', 'link {{< ref "/x/p.q.md" >}}', 'link {{< ref "/x/p" >}}', 'link {{< ref "/x/p.q" >}}', "link /x/", "link /x/y/", "link /v/", "link /w/", "link /tags/", "link /categories/", "link /tags/x/", "link /index.xml",
    ]}),
]  # fmt: skip
