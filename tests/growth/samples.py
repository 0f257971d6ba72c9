"""Texts with something of everything that readers look for, so that patterns are watched at work."""

from lint.rules.lnk import sharing
from lint.rules.prx import pages
from tests.growth.places import HEAD

_TEXT = "\n---\n<p>It rained.</p>\n"
_DATES = (
    "3 May 2021 22:59:03 +0200", "Mon, 03 May 2021 22:54:08 GMT", "May 3rd, 2021", "2021年5月3日", "20210503", "2021-123",
    "2021-W10-3", "2021-05-03 10:00 PM", "Mon May 3 10:00:00 UTC 2021", "H31.04.30", "3-may-2021", "5/3/2021", "3.5.2021",
)  # fmt: skip
_HOSTS = dict.fromkeys((*sharing._COMPILED, *pages._COMPILED))  # noqa: SLF001 - the same as the rules
_BODIES = (
    """# Rain {#a .b c=d}

## Wind {: #c}

### Snow {#x-y}
{: #z .w}

Sun [a](/b) `c` <b>d</b> &amp; -- --- ... "e" 'f' ~g~ :h: https://a.example/ www.a.example/b a@b.example {/* #i */}
===

# Rain_2

# <span id='x'>e\u0301</span> [^1] ![a](b.png) [c] [d][e] \\{ x ###

[c]: /c
[e]: <https://a.example/> "T"

[^1]: Note

[x](#a) [y](#wind)
""",
    """{::comment}
rain
{:/comment}

{::nomarkdown}a{:/} b {::comment}x{:/} {:.b} \\* <https://a.example/b> <a@b.example> </b > [a] [^n] [x](<#d> 'T') ![y](/z (T))

| a | b |
|---|---|
| `c` | <b>d</b> |

- [x] a
- b

{:note: .a}

*[abc]: Rain

[c]:
  <https://a.example/d>
  'T'

[^n]: Note

```ruby
a
```

~~~
b
~~~

<div markdown="1">
*a*
</div>

<h1>a</h1><h2>b</h2><pre>c</pre><ul><li>d</li></ul><picture><img src='a'></picture><nav>e</nav><title>f</title>
<script>g</script><!-- h -->

[x](#c)
""",
    """<textarea>a</textarea><noembed>b</noembed><noframes>c</noframes><xmp>d</xmp><style>e</style>

import A from 'a'
export const b = {`c` /* d */}

<A b={c} {...d}>{e}</A>

<a :href="'/b'" v-bind:src="`c`">d</a> <img src={'/e'}> <a href="{{ f }}">g</a> <a href='//h.example/\ti'>j</a>

````
k
````

> ````
> l
> ````

[b]m[/b] [code]n[/code] [url=https://o.example/]p[/url](q) [/quote](r)

{% link a.md %} {% img /b.png %} {{< figure src="/c.png" link="/d" >}} {% highlight ruby %}
e
{% endhighlight %}{% raw %}f{% endraw %} {{ g }} {# h #} {%- i -%}

[x](#a)
""",
    *(
        f'<p><a href="https://{host}/share?text=a">b</a> <img src="https://{host}/p/a"></p>\n'
        for host in _HOSTS
    ),
)
SAMPLES = (
    *(HEAD + body for body in _BODIES),
    *(HEAD.replace("2021-05-03T22:59:03.000Z", date) + "Rain\n" for date in _DATES),
    HEAD.replace('"Rain"', '"\\u00a0Rain"') + "Rain\n",
    f"---\na: &b !c {{d: [1, 0x1F, 0o17, 1_000, 1.5e3, .inf, 12:30:45, 2001-01-01, 2001-01-01 10:00:00 +01:00]}}\ne: *b{_TEXT}",
    f'---\nf: >-\n  g\nh: "i\\u00e9"\n? j\n: k\nx: 2001-12-14t21:59:43.10-05:00\ny: 0b1010\nz: +12e03{_TEXT}',
    '+++\ntitle = "Rain\\u00e9"\ndate = 2021-05-03T22:59:03Z\na = \'\'\'b\'\'\'\nc = """d\\\n   e"""\n[f]\ng = [1, 2]\n+++\nRain\n',
    '+++\ntitle = "Rain\\q"\n+++\n\nRain\n', "+++\na = 1\na = 2\n+++\n\nRain\n", '+++\ntitle = "a\nb = 1\n+++\n\nRain\n',
    '{\n"title": "Rain\\u00e9", "a": [1, {"b": null}], "title": 2\n}\n\nRain\n', '{\n"title": "Rain",\n"a": b\n}\n\nRain\n',
    "Title: Rain\nDate: 2021-05-03 10:00\nTags: a, b\n    c\n\nRain [x](#a)\n", "---\ntitle: Rain\n\nRain\n",
    "---\ntitle: [a\nb: c\n---\n\nRain\n", "----\ntitle: a\n----\n\nRain\n", ';;;\n"title": "a"\n;;;\n\nRain\n',
    f"{HEAD}Rain <b{' a=c' * 600}>d</b>\n",
    "---\ntitle: a: b\n\td: e\n---\nRain\n",
)  # fmt: skip
# What servers send.
ANSWERS = (
    "a",
    "<html><title>Rain | a.example is for sale</title><meta charset=utf-8><h1>404</h1><p id=b>It rained.</p>",
)
