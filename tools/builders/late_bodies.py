"""Late inputs of the kind `body`: posts of two to four constructs, as authors put them together.

In a construct ⟨L⟩ is a link, ⟨I⟩ an image, ⟨H⟩ and ⟨M⟩ the same in HTML, ⟨U⟩ a bare address and ⟨N⟩ a number;
line breaks are escaped. Addresses differ by their numbers.
"""

import re
from random import Random

from tools.builders.bodies import BODIES
from tools.builders.drawing import drawn, often, table

_LINKS = table("""
[a](https://x.example/⟨N⟩)
[a](https://x.example/⟨N⟩)
[a](https://x.example/⟨N⟩)
[a](https://x.example/⟨N⟩)
[a](https://x.example/⟨N⟩ "A title")
[a](<https://x.example/⟨N⟩>)
[**a** b](https://x.example/⟨N⟩)
[`a`](https://x.example/⟨N⟩#part)
[a](https://x.example/w/⟨N⟩_(b))
[a](https://x.example/?q=⟨N⟩&r=2)
[链接](https://x.example/⟨N⟩)
[a [b]](https://x.example/⟨N⟩)
[a](/about/)
[a](#part)
[a](https://x.example/⟨N⟩){:target="_blank"}
[![i](https://x.example/⟨N⟩.png)](https://x.example/⟨N⟩)
""")
_IMAGES = table("""
![i](https://x.example/⟨N⟩.png)
![i](https://x.example/⟨N⟩.png)
![](https://x.example/⟨N⟩.png)
![i](https://x.example/⟨N⟩.png "A title")
![i](https://x.example/⟨N⟩.png){: .wide}
![i](https://x.example/⟨N⟩.png){width=50%}
![图片](https://x.example/⟨N⟩.png)
""")
_HTML_LINKS = table("""
<a href="https://x.example/⟨N⟩">a</a>
<a href="https://x.example/⟨N⟩" target="_blank" rel="noopener">a</a>
<a class="b" href='https://x.example/⟨N⟩'>a</a>
<a href="https://x.example/⟨N⟩"><b>a</b></a>
<a href="https://x.example/?a=⟨N⟩&amp;b=2">a</a>
""")
_HTML_IMAGES = table("""
<img src="https://x.example/⟨N⟩.png">
<img src="https://x.example/⟨N⟩.png" alt="a" width="300" />
<img alt='a' src='https://x.example/⟨N⟩.png'/>
""")
_BARE = table("""
https://x.example/⟨N⟩
https://x.example/⟨N⟩
<https://x.example/⟨N⟩>
https://x.example/⟨N⟩.
https://x.example/⟨N⟩。
https://x.example/⟨N⟩/?a=b
www.x.example/⟨N⟩
""")
_PROSE = table("""
Some text.
Text with ⟨L⟩ and ⟨L⟩.
Text, ⟨H⟩, and ⟨L⟩.
Text (see ⟨L⟩), *and ⟨L⟩*.
See ⟨U⟩ for more.
See ⟨U⟩
“⟨L⟩”、「⟨L⟩」。
参考：⟨U⟩，以及⟨L⟩。
中文⟨L⟩中文**⟨L⟩**中文
Text⟨L⟩  \\n⟨L⟩\\\\\\n⟨L⟩
⟨I⟩
⟨I⟩\\n⟨I⟩
⟨I⟩ *A caption with ⟨L⟩*
⟨M⟩
⟨H⟩
Inline `code ⟨L⟩` and ⟨L⟩.
Two `` ` ``⟨L⟩`` ` `` of them
Open ` tick and ⟨L⟩
Escaped \\\\⟨L⟩ and ⟨L⟩
Kbd <kbd>Ctrl</kbd>+<kbd>C</kbd>, ⟨L⟩
Line one<br>⟨L⟩<br/>⟨U⟩
Text <!-- ⟨L⟩ --> ⟨L⟩
<span style="color: red">⟨L⟩</span>
<small>⟨L⟩</small> <u>⟨H⟩</u>
H<sub>2</sub>O ⟨L⟩
5 < 6 and ⟨L⟩ > 4
a & b ⟨L⟩ &copy; &lt;a&gt;
It costs $5 to ⟨L⟩ and $10.
Math $a_b$ and ⟨L⟩ and $c*d*e$
==Marked ⟨L⟩== ~~gone ⟨L⟩~~
""")
_PARTS = table("""
## A heading with ⟨L⟩
## ⟨U⟩
Heading ⟨L⟩\\n---
---
***
> ⟨L⟩
> Quote\\n> — ⟨L⟩
> Quote\\nlazy ⟨L⟩
> - ⟨L⟩\\n>\\n>   ⟨I⟩
> [!TIP]\\n> ⟨L⟩\\n>\\n> ⟨I⟩
- ⟨L⟩\\n- ⟨U⟩\\n- `⟨L⟩`
- ⟨L⟩\\n  - ⟨L⟩\\n    - ⟨L⟩
* ⟨L⟩\\n\\n* ⟨I⟩\\n\\n  Text ⟨L⟩
- a\\n\\n    ⟨L⟩
- a\\n\\n      ⟨L⟩
- [ ] ⟨L⟩\\n- [x] ⟨U⟩
1. ⟨L⟩\\n2. a\\n\\n   ⟨I⟩\\n3. ⟨L⟩
1. a\\n   ```sh\\n   ⟨L⟩\\n   ```\\n2. ⟨L⟩
1. a\\n\\n    ```\\n    ⟨L⟩\\n    ```\\n\\n2. ⟨L⟩
- a\\n```\\n⟨L⟩\\n```\\n- ⟨L⟩
10. ⟨L⟩\\n11. ⟨L⟩
- a\\n  > ⟨L⟩
- a\\n  <br>⟨I⟩
- <b>a</b>\\n\\n  ⟨L⟩
Text right before\\n- ⟨L⟩\\n- ⟨L⟩
Text right before\\n1. ⟨L⟩
Text right before\\n> ⟨L⟩
Text right before\\n```\\n⟨L⟩\\n```
Text right before\\n# ⟨L⟩
```\\n⟨L⟩\\n⟨H⟩\\n```
```html\\n⟨H⟩\\n\\n⟨M⟩\\n```
```python title="a.py"\\n# ⟨U⟩\\n```
```diff {1,3}\\n- ⟨L⟩\\n+ ⟨L⟩\\n```
~~~markdown\\n```\\n⟨L⟩\\n```\\n~~~
````md\\n```\\n⟨L⟩\\n```\\n````
```\\n⟨L⟩
    ⟨L⟩
    # code\\n\\n    ⟨H⟩
\\t⟨L⟩
| a | b |\\n|---|:-:|\\n| ⟨L⟩ | ⟨I⟩ |\\n| `⟨L⟩` | ⟨U⟩ |
a | b\\n--|--\\n⟨L⟩ | a\\\\|b
| a |\\n| - |\\n| ⟨H⟩<br>⟨L⟩ |
|a|b|\\n|-|-|\\n|⟨L⟩\\n|a|⟨L⟩|c|
Term ⟨L⟩\\n:   Definition ⟨L⟩
$$\\na_b [c](d)\\n$$
⟨L⟩\\n{: .lead}
{: .note }\\n⟨L⟩
""")
_REFERENCES = table("""
[a][r⟨N⟩] and [r⟨N⟩]\\n\\n[r⟨N⟩]: https://x.example/⟨N⟩
![i][p⟨N⟩]\\n\\n[p⟨N⟩]: https://x.example/⟨N⟩.png "A title"
[R⟨N⟩][] and ⟨L⟩\\n\\n[r⟨N⟩]: <https://x.example/⟨N⟩> 'a'
[a][r⟨N⟩], [b][s⟨N⟩]\\n\\n[r⟨N⟩]: https://x.example/⟨N⟩\\n[s⟨N⟩]: https://x.example/s⟨N⟩
- [a][r⟨N⟩]\\n- b\\n\\n  [r⟨N⟩]: https://x.example/⟨N⟩
Text[^⟨N⟩] with ⟨L⟩\\n\\n[^⟨N⟩]: A note with ⟨L⟩
Text[^n⟨N⟩]\\n\\n[^n⟨N⟩]: A note.\\n\\n    More, ⟨L⟩
Text[^⟨N⟩].\\n\\n[^⟨N⟩]: ⟨U⟩
Text[^⟨N⟩]\\n\\n[^⟨N⟩]: `code ⟨L⟩`\\n[^other]: ⟨L⟩
Text^[An inline note, ⟨L⟩]
- Item[^i⟨N⟩]\\n\\n[^i⟨N⟩]: ⟨L⟩
*[HTML]: Markup\\n\\nHTML ⟨L⟩
""")
_INSIDE = table("""
⟨L⟩
⟨L⟩
⟨I⟩
⟨H⟩
⟨M⟩
⟨U⟩
**a** ⟨L⟩
- ⟨L⟩\\n- ⟨L⟩
> ⟨L⟩
```\\n⟨L⟩\\n```
## ⟨L⟩
⟨L⟩\\n\\n⟨I⟩
⟨H⟩\\n\\n⟨L⟩
| a |\\n|---|\\n| ⟨L⟩ |
""")
_AROUND = table("""
<div>\\n{0}\\n</div>
<div>\\n\\n{0}\\n\\n</div>
<div>\\n\\n{0}\\n</div>
<div class="a">\\n<div class="b">\\n{0}\\n</div>\\n</div>
<div class="a">\\n  <div class="b">\\n\\n{0}\\n\\n  </div>\\n</div>
<div align="center">{0}</div>
<div align="center">\\n  {0}\\n</div>
<div markdown="1">\\n{0}\\n</div>
<div class="note" markdown="1">\\n\\n{0}\\n\\n</div>
<div markdown="block">\\n{0}\\n</div>
<section markdown="1">\\n{0}\\n</section>
<details>\\n<summary>more</summary>\\n\\n{0}\\n\\n</details>
<details><summary>more</summary>\\n{0}\\n</details>
<details open>\\n  <summary>⟨L⟩</summary>\\n\\n  {0}\\n</details>
<details markdown="1">\\n<summary>more</summary>\\n{0}\\n</details>
<p>{0}</p>
<p align="center">\\n{0}\\n</p>
<p markdown="1">{0}</p>
<center>{0}</center>
<center>\\n\\n{0}\\n\\n</center>
<figure>\\n{0}\\n<figcaption>⟨L⟩</figcaption>\\n</figure>
<figure>\\n\\n{0}\\n\\n<figcaption>a</figcaption></figure>
<blockquote>\\n{0}\\n</blockquote>
<aside>\\n\\n{0}\\n\\n</aside>
<span>{0}</span>
<span>\\n{0}\\n</span>
<a name="x"></a>\\n{0}
<a id="x"></a>\\n\\n{0}
<br>\\n{0}
<hr>\\n{0}
<hr />\\n\\n{0}
<pre>\\n{0}\\n</pre>
<pre><code class="a">{0}</code></pre>
<table>\\n<tr><td>{0}</td></tr>\\n</table>
<table>\\n<tr>\\n<td>\\n\\n{0}\\n\\n</td>\\n</tr>\\n</table>
<ul>\\n<li>{0}</li>\\n<li>⟨H⟩</li>\\n</ul>
<ol>\\n  <li>\\n\\n  {0}\\n\\n  </li>\\n</ol>
<dl>\\n<dt>a</dt><dd>{0}</dd>\\n</dl>
<!-- {0} -->
<!--\\n{0}\\n-->\\n⟨L⟩
<script>\\nvar a = '⟨H⟩';\\n</script>\\n{0}
<script async src="https://x.example/a.js"></script>\\n\\n{0}
<style>\\n.a {{ color: red }}\\n</style>\\n\\n{0}
<iframe src="https://x.example/v" width="560"></iframe>\\n{0}
<video controls>\\n  <source src="https://x.example/a.mp4">\\n</video>\\n{0}
<my-note>\\n\\n{0}\\n\\n</my-note>
<my-note>{0}</my-note>
<font size="2">{0}</font>
<a href="https://x.example/⟨N⟩">\\n{0}\\n</a>
<div>\\n{0}
</div>\\n\\n{0}
<b>\\n{0}\\n</b>
<h3>{0}</h3>
<noscript>{0}</noscript>
""")
_TEMPLATES = {
    "jekyll": table("""
[a]({{ site.baseurl }}/⟨N⟩/)
[a]({{ "/⟨N⟩/" | absolute_url }})
![i]({{ site.url }}/⟨N⟩.png)
<img src="{{ '/⟨N⟩.png' | relative_url }}">
{% raw %}\\n`{{ a }}` ⟨L⟩\\n{% endraw %}
{% highlight js %}\\n// ⟨U⟩\\n{% endhighlight %}
{% highlight ruby linenos %}\\nputs "⟨L⟩"\\n{% endhighlight %}\\n\\n⟨L⟩
{% if page.a %}⟨L⟩{% else %}⟨L⟩{% endif %}
{% unless page.a %}\\n⟨L⟩\\n{% endunless %}
{% comment %}\\n⟨L⟩\\n{% endcomment %}\\n⟨L⟩
{% assign a = "https://x.example/⟨N⟩" %}\\n[a]({{ a }})
{% capture a %}⟨L⟩{% endcapture %}{{ a }}
{% for i in (1..2) %}\\n- ⟨L⟩\\n{% endfor %}
{{ page.title | upcase }} ⟨L⟩
{::options parse_block_html="true" /}\\n\\n<div>\\n⟨L⟩\\n</div>
{::nomarkdown}\\n⟨H⟩\\n⟨L⟩\\n{:/}\\n\\n⟨L⟩
{% include a.html url="https://x.example/⟨N⟩" %}
"""),
    "hugo": table("""
{{< figure src="https://x.example/⟨N⟩.png" title="a" >}}
{{< figure src="https://x.example/⟨N⟩.png" link="https://x.example/⟨N⟩" caption="b" >}}
{{< highlight go >}}\\n// ⟨L⟩\\n{{< /highlight >}}\\n\\n⟨L⟩
{{< youtube w7Ft2ymGmfc >}}\\n\\n⟨L⟩
{{< details summary="more" >}}\\n⟨L⟩\\n{{< /details >}}
{{</* note */>}} ⟨L⟩
{{%/* note */%}} ⟨L⟩
{{< note >}}\\n⟨L⟩\\n{{< /note >}}
{{< param title >}} ⟨L⟩
<!--more-->\\n\\n⟨L⟩
"""),
    "hexo": table("""
{% note info %}\\n⟨L⟩\\n{% endnote %}
{% codeblock lang:js a https://x.example/⟨N⟩ link %}\\n⟨L⟩\\n{% endcodeblock %}
{% blockquote A, B https://x.example/⟨N⟩ c %}\\n⟨L⟩\\n{% endblockquote %}
{% pullquote %}\\n⟨L⟩\\n{% endpullquote %}
{% img a https://x.example/⟨N⟩.png 10 20 "b" %}
{% link a https://x.example/⟨N⟩ true b %}\\n\\n⟨L⟩
{% raw %}\\n⟨H⟩\\n{% endraw %}\\n⟨L⟩
{% quote %}\\n\\n⟨L⟩\\n\\n{% endquote %}
<!-- more -->\\n\\n⟨L⟩
`{{ a }}` ⟨L⟩
```\\n{% raw %}{{ a }}{% endraw %}\\n```\\n⟨L⟩
"""),
    "vue": table("""
::: warning\\n⟨L⟩\\n:::
::: details more\\n⟨I⟩\\n\\n⟨L⟩\\n:::
:::danger STOP\\n⟨L⟩\\n:::
::: code-group\\n```js [a.js]\\n⟨L⟩\\n```\\n:::\\n\\n⟨L⟩
::: v-pre\\n{{ a }} ⟨L⟩\\n:::
{{ 1 + 1 }} ⟨L⟩
<Badge type="tip" text="a" /> ⟨L⟩
<script setup>\\nconst a = 1\\n</script>\\n\\n⟨L⟩ {{ a }}
[[toc]]\\n\\n⟨L⟩
<span v-pre>{{ a }}</span> ⟨L⟩
<a :href="'https://x.example/⟨N⟩'">a</a> ⟨L⟩
"""),
    "mdx": table("""
:::note\\n\\n⟨L⟩\\n\\n:::
:::tip[A title]\\n⟨L⟩\\n:::
::::info\\n\\n:::note\\n\\n⟨L⟩\\n\\n:::\\n\\n::::
export const a = 5\\n\\n⟨L⟩ {a}
{/* ⟨L⟩ */}\\n\\n⟨L⟩
<div style={{color: 'red'}}>\\n\\n⟨L⟩\\n\\n</div>
<div className="a">⟨L⟩</div>
<details>\\n<summary>a</summary>\\n<div>⟨L⟩</div>\\n</details>
<>\\n\\n⟨L⟩\\n\\n</>
<br />⟨L⟩
<img src={"https://x.example/⟨N⟩.png"} />
{`⟨L⟩`} ⟨L⟩
Text \\\\{a\\\\} \\\\< ⟨L⟩
"""),
    "others": table("""
[[Note]] and [[Note|b]] ⟨L⟩
![[a.png]]\\n\\n⟨L⟩
> [!info]- Title\\n> ⟨L⟩
#tag ⟨L⟩ %%⟨L⟩%%
!!! warning "a"\\n    ⟨L⟩\\n\\n    ⟨L⟩
??? tip\\n    ⟨L⟩
[TOC]\\n\\n## a\\n\\n⟨L⟩
[a]({filename}/⟨N⟩.md) ⟨L⟩
:smile: ⟨L⟩
{#a} ⟨L⟩
<% a %> ⟨L⟩
[a](https://x.example/⟨N⟩)[b](https://x.example/b⟨N⟩)
[a](b c) ⟨L⟩
[a](<b c>) ⟨L⟩
[a](https://x.example/⟨N⟩ ) ![i]( https://x.example/⟨N⟩.png)
[a](https://x.example/⟨N⟩（b）) ⟨L⟩
[ ](https://x.example/⟨N⟩) [](https://x.example/⟨N⟩)
[a\\nb](https://x.example/⟨N⟩\\n"t")
<a href="https://x.example/⟨N⟩">a ⟨L⟩ b</a>
<a href="https://x.example/⟨N⟩" >\\n  ⟨M⟩\\n</a>
⟨L⟩<a name="b"/>⟨L⟩
&#91;a](https://x.example/⟨N⟩) ⟨L⟩
"""),
}
_ADDRESSES = {"L": _LINKS, "I": _IMAGES, "H": _HTML_LINKS, "M": _HTML_IMAGES, "U": _BARE}


def _filled(chance: Random, text: str) -> str:
    text = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    parts = re.split(r"⟨([LIHMU])⟩", text)
    for at in range(1, len(parts), 2):
        address = chance.choice(_ADDRESSES[parts[at]])
        parts[at] = address.replace("⟨N⟩", str(chance.randrange(10, 100)))
    return "".join(parts).replace("⟨N⟩", str(chance.randrange(10, 100)))


def _wrapped(chance: Random) -> str:
    inside = chance.choice(_INSIDE)
    around = chance.choice(_AROUND)
    if often(chance, 15):
        inside = chance.choice(_AROUND[:24]).format(inside)
    return around.format(inside)


def _construct(chance: Random, templates: list[str]) -> str:
    kind = chance.randrange(20)
    if templates and kind < 8:  # noqa: PLR2004
        return chance.choice(templates)
    if kind < 11:  # noqa: PLR2004
        return _wrapped(chance)
    return chance.choice(chance.choice([_PROSE, _PROSE, _PARTS, _PARTS, _PARTS, _REFERENCES]))


def _body(chance: Random) -> str:
    # A post has the templates of one builder, and most posts have none.
    name = chance.choice([None, None, None, None, None, None, *_TEMPLATES])
    templates = _TEMPLATES[name] if name else []
    parts = [_filled(chance, _construct(chance, templates)) for _ in range(chance.choice([2, 2, 2, 3, 3, 4]))]
    text = parts[0]
    for part in parts[1:]:
        text += chance.choice(["\n\n"] * 8 + ["\n", "\n", "\n\n\n"]) + part
    return (text + "\n" * often(chance, 50)).replace("\n", "\r\n" if often(chance, 3) else "\n")


LATE_BODIES = drawn(340, _body, BODIES)
