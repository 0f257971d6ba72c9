"""Sites of Jekyll for rows of the kind `link`."""

# ruff: noqa: E501  an input a line

from tools.builders.sites import linked

# A Gemfile without `github-pages`, so that only what Jekyll itself does counts.
_GEMFILE = {"Gemfile": 'gem "jekyll"\n'}
_PAGES = [
    "_posts/2021-05-03-a.md\n",
    "_posts/2021-05-04-Two Words.md\n",
    "_posts/sub/2021-05-05-c.md\n",
    "tech/_posts/2021-05-06-d.md\n",
    "_posts/2021-05-07-own.md\npermalink: /own/",
    "_posts/2021-05-08-slug.md\nslug: other",
    "_posts/2021-05-09-hidden.md\npublished: false",
    "_posts/2021-5-1-e.markdown\n",
    "_posts/2021-05-10-a.b.md\n",
    "index.md\n",
    "about.md\n",
    "docs/index.md\n",
    "docs/a.md\n",
    "docs/Ünï.md\n",
    "docs/flat.html\npermalink: /flat",
    "feed.xml\n",
    "css/main.scss\n",
    "docs/inc.md\n",
]
_FILES = ["img/a.png", "img/A b.png", "docs/b.png", "_posts/p.png", "docs/plain.md", "data.json", "a#b.png"]
_INCLUDES = {"_includes/a.html": "x\n", "_includes/sub/b.md": "y\n", "docs/part.md": "z\n"}

_LINKS = [
    # Absolute addresses
    "link /about.html", "link /about", "link /about/", "link /about.md", "link /docs/", "link /docs", "link /docs/index.html",
    "link /docs/a.html", "link /docs/a", "link /docs/b", "link /docs/a/", "link /DOCS/", "link /about.html#x", "link /about.html?x=1#y",
    "link /2021/05/03/a.html", "link /2021/05/03/a", "link /2021/05/03/", "link /2021/05/04/Two%20Words.html",
    "link /2021/05/04/Two-Words.html", "link /2021/05/04/two-words.html", "link /tech/2021/05/06/d.html", "link /own/", "link /own", "link /own.html",
    "link /flat", "link /flat.html", "link /flat/", "link /2021/05/08/other.html", "link /2021/05/08/slug.html", "link /2021/05/09/hidden.html",
    "link /", "link /index.html", "link /index", "link /feed.xml", "link /css/main.css", "link /css/main.scss", "link /docs/plain.md",
    "link /docs/%C3%9Cn%C3%AF.html", "link /docs/Ünï.html", "link /docs/%DC.html", "link //docs/", "link /./about.html", "link /docs/../about.html",
    "link /../about.html", "link /a%23b.png", "link /a#b.png", "link /data.json", "link /_posts/2021-05-03-a.md",
    "image /img/a.png", "image /img/A%20b.png", "image /img/a%20b.png", "image /img/A.png", "image /img/a.png?v=2", "image /_posts/p.png", "image /docs/b.png",
    "link https://example.org/", "link mailto:a@example.org", "link tel:1", "link //example.org/x",
    # Addresses relative to the page
    "link a.html", "link ../about.html", "link ../../../about.html", "link ../../../docs/", "link ./", "link ..", "link ../04/Two%20Words.html", "link #x", "link ?a=1",
    "image p.png", "image ../../../img/a.png", "link ../03/a.html", "link about.html", "link docs/a.html",
    # Liquid in addresses
    "link {{ site.baseurl }}/about.html", "link {{ site.baseurl }}/nope.html", "link {{site.baseurl}}/", "link {{ site.baseurl }}", "link {{ site.url }}/about.html",
    "link {{ site.url }}{{ site.baseurl }}/about.html", "link {{ '/about.html' | relative_url }}", 'link {{ "about.html" | relative_url }}', 'link {{ "/nope" | relative_url }}',
    'link {{ "/docs/" | relative_url }}#x', 'image {{ "/img/a.png" | absolute_url }}', 'image {{ "/img/z.png" | absolute_url }}', "image {{ '/img/a.png' | prepend: site.baseurl }}",
    "image {{ site.images }}/a.png", "image {{ site.images }}/z.png", 'link {{- "/about.html" | relative_url -}}', "link {% link about.md %}", "link {% link nope.md %}", "link {% link /about.md %}",
    "link {% link _posts/2021-05-03-a.md %}#x", "link {% link _posts/sub/2021-05-05-c.md %}", "link {% link tech/_posts/2021-05-06-d.md %}", "link {% link img/a.png %}", "link {% link /img/a.png %}",
    "link {% link _posts/2021-05-09-hidden.md %}", "link {% link feed.xml %}", "link {% link css/main.scss %}", "link {% link docs/../about.md %}", "link {% link about.html %}", "link {% link docs/plain.md %}",
    "link {% post_url 2021-05-03-a %}", "link {% post_url 2021-05-03-b %}", "link {% post_url 2021-05-04-Two Words %}", "link {% post_url sub/2021-05-05-c %}", "link {% post_url 2021-05-05-c %}",
    "link {% post_url tech/2021-05-06-d %}", "link {% post_url 2021-05-06-d %}", "link {% post_url /2021-05-03-a %}", "link {% post_url 2021-05-03-a.md %}", "link {% post_url a %}",
    "link {% post_url 2021-05-01-e %}", "link {% post_url 2021-5-1-e %}", "link {% post_url 2021-5-3-a %}", "link {% post_url 2021-05-08-slug %}", "link {% post_url 2021-05-09-hidden %}",
    "link {% post_url 2021-05-10-a %}", "link {% post_url 2021-05-10-a.b %}", "link {{ site.baseurl }}{% link about.md %}", "link {{ site.baseurl }}{% post_url 2021-05-03-a %}",
    # Tags
    "tag {% include a.html %}", "tag {% include z.html %}", "tag {% include sub/b.md %}", 'tag {% include sub/b.md x="1" %}', "tag {%- include a.html -%}", "tag {% include ./a.html %}",
    "tag {% include ../about.md %}", 'tag {% include "a.html" %}', "tag {% include A.html %}", "tag {% include_relative a.md %}", "tag {% include_relative sub/2021-05-05-c.md %}",
    "tag {% raw %}{% include z.html %}{% endraw %}", "tag {% comment %}{% include z.html %}{% endcomment %}", "tag `{% include z.html %}`", "tag `{% include a.html %}`",
    "tag <!-- {% include z.html %} -->", "tag {% if false %}{% include z.html %}{% endif %}", "tag {% link docs/a.md %}", "tag {% link docs/z.md %}", "tag {% post_url 2021-05-03-a %}", "tag {% post_url 2021-05-03-z %}",
    "tag {% capture x %}{% include z.html %}{% endcapture %}", 'tag {{ "{% include z.html %}" }}',
]  # fmt: skip
_OF_PAGE = [
    "link a.html", "link ../about.html", "link ./", "link b.png", "image b.png", "image ../img/a.png", "image img/a.png", "link z.html", "link ../", "link ../../about.html",
    "link a", "link a/", "link index.html", "link plain.md", "link a.md",
    "tag {% include_relative part.md %}", "tag {% include_relative z.md %}", "tag {% include_relative docs/part.md %}", "tag {% include_relative ./part.md %}", "tag {% include_relative ../about.md %}",
]  # fmt: skip
_CONFIGURATIONS = [
    "images: /img\n", "images: /img\npermalink: pretty\n", "images: /img\npermalink: /:title\n", "images: /img\nbaseurl: /base\n", "images: /img\npermalink: none\n",
    "images: /img\nurl: https://site.example\n", "images: /img\nbaseurl: /base/\npermalink: /blog/:title/\n",
]  # fmt: skip
_BASES = ["link /base/about.html", "link /base/", "link /base", "link /base/nope.html", "link /basement.html"]
_COLLECTIONS = [
    "_docs/a.md\n", "_docs/sub/b.md\n", "_notes/n.md\n", "index.md\n", "_posts/2021-05-03-a.md\n", "_drafts/d.md\n", "old.md\nredirect_from: [/was/, /gone.html]",
]  # fmt: skip
_IN_COLLECTIONS = [
    "link /docs/a.html", "link /docs/a", "link /docs/sub/b.html", "link /notes/n.html", "link {% link _docs/a.md %}", "link {% link _docs/sub/b.md %}", "link {% link _notes/n.md %}",
    "link {% link _drafts/d.md %}", "link /was/", "link /was", "link /gone.html", "link /gone", "link /sub/b.html", "link a.html", "link ../docs/a.html", "link /img/x.png", "link {% link _docs/x.png %}", "link /docs/x.png",
]  # fmt: skip

LINKS = [
    *(
        linked({"_config.yml": each, **_GEMFILE, **_INCLUDES}, _PAGES, _FILES, {path: [*links, *_BASES]})
        for each in _CONFIGURATIONS
        for path, links in {"_posts/2021-05-03-a.md": _LINKS, "docs/inc.md": _OF_PAGE}.items()
    ),
    *(
        linked(
            {"_config.yml": each, **_GEMFILE},
            _COLLECTIONS,
            ["_docs/x.png", "img/x.png"],
            {path: _IN_COLLECTIONS},
        )
        for each in (
            "collections: {docs: {output: true}, notes: {output: false}}\nplugins: [jekyll-redirect-from]\n",
            "collections: {docs: {output: true, permalink: '/:collection/:path/'}}\nplugins: [jekyll-redirect-from]\n",
        )
        for path in ("_docs/a.md", "_docs/sub/b.md", "index.md")
    ),
    *(
        linked(
            {"_config.yml": "", **_GEMFILE},
            ["a.md\n", f"b.md\npermalink: {each}"],
            ["img/x.png"],
            {"b.md": _RELATIVE},
        )
        for _RELATIVE in (
            [
                "link a.html",
                "link ../a.html",
                "link ./a",
                "image img/x.png",
                "image ../img/x.png",
                "image x.png",
                "link b",
                "link ./",
            ],
        )
        for each in ("/b/", "/b", "/x/b.html", "/img/b/", "/x/y/:basename")
    ),
]
