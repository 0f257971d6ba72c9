"""Late inputs of the kind `heading`: words, punctuation, markup, scripts and ids, recombined."""

from random import Random

from tools.builders.drawing import drawn, often, table
from tools.builders.headings import HEADINGS

_WORDS = table("""
Getting started
Install
How to use it
Part 2
Step 10
2019 in review
v2.3.1
FAQ
API reference
What's new
Don't panic
Tips & tricks
Q&A
R&D
TL;DR
Read/write
and/or
up-to-date
snake_case
__init__
camelCase
C++17
C#
F#
.env files
package.json
Node.js
e.g. this
i.e., that
5 < 6
a -> b
x => y
<T>
100%
$HOME
$5 off
#1 choice
@mention
~/bin
C:\\temp
key=value
foo()
a*b*c
2 + 2 = 4
1) First
(optional)
[optional]
{braces}
[WIP]
"quoted"
“smart”
‘single’
rock 'n' roll
it’s here
wait… what
really?!
dash – en
dash — em
a--b
a---b
--flag
-v
™ and ®
½ cup
№ 5
3×4
°C
日本語
中文标题
中文 English 混排
第2章
（括号）
「引用」
你好，世界！
問：答
한국어 제목
안녕
Привет
Ёлка
Ελλάδα
שלום
مرحبا
हिंदी
ภาษาไทย
Straße
naïve café
Ærøskøbing
Łódź
Việt Nam
İzmir
ŒUVRE
ａｂｃ
ﬂow
🎉
🚀 Launch
👍🏽
👩‍💻
❤️
:rocket:
:tada: done
""")
_MARKED = table("""
`code`
`a_b`
`--flag`
`<div>`
`foo(bar)`
**bold**
*em*
_em_
__bold__
***both***
~~gone~~
==mark==
[link](https://x.example/1)
[a *b* c](https://x.example/1)
[`code`](https://x.example/1)
![img](https://x.example/1.png)
<https://x.example/1>
https://x.example/1
<b>b</b>
<kbd>Ctrl</kbd>
<sup>1</sup>
<span class="x">y</span>
<br>
<a name="here"></a>
<!-- note -->
&amp;
&lt;T&gt;
&nbsp;
&mdash;
&#39;
\\*
\\_
\\#
$x_1$
H~2~O
x^2^
[^1]
{{ x }}
""")
_JOINS = [" "] * 8 + [
    ": ",
    ", ",
    " - ",
    " – ",
    " & ",
    "/",
    "  ",
    ". ",
    "、",
    "：",
    " | ",
    "-",
    "_",
    "\u00a0",
    "\u3000",
    " + ",
]
_IDS = [
    " {#own}",
    " {#own}",
    " {#Own_1.2}",
    " {#标题}",
    "{#own}",
    " { #own }",
    " {: #own}",
    " {: #own .big}",
    " {.big #own}",
    " {#own key=value}",
    ' {id="own"}',
    " {#own-}",
    " {#1st}",
    "\n{: #own}",
    '\n{: id="own" .big}',
    "\n{: .big}",
    " {.unnumbered}",
    " {-}",
    " {/* #own */}",
    " {#a#b}",
    ' <a id="own"></a>',
    " {#own} ##",
    " ## {#own}",
]


def _text(chance: Random) -> str:
    parts = [chance.choice(_WORDS if often(chance, 65) else _MARKED)]
    if often(chance, 65):
        parts += [chance.choice(_JOINS), chance.choice(_WORDS)]
    if often(chance, 30):
        parts += [chance.choice(_JOINS), chance.choice(_MARKED)]
    if often(chance, 10):
        parts.append(chance.choice(["!", "?", ".", "...", ":", "。", "？", " "]))
    return "".join(parts)


def _one(chance: Random) -> str:
    text = _text(chance)
    own = chance.choice(_IDS) if often(chance, 15) else ""
    if often(chance, 7):
        return f"{text}{own if own.startswith(' {') else ''}\n{chance.choice(['===', '---', '-----------'])}"
    after = chance.choice([" #", " ##", "  ", " \\#"]) if often(chance, 5) and not own else ""
    return f"{'#' * chance.choice([1, 1, 1, 1, 1, 2, 2, 3])} {text}{after}{own}"


def _several(chance: Random) -> str:
    first = chance.choice(_WORDS)
    alike = [
        first,
        first,
        f"{first}!",
        first.upper(),
        f"**{first}**",
        f"{first} 1",
        f"{first}-1",
        f"{first} {{#own}}",
        f"`{first}`",
    ]
    lines = [
        f"{'#' * chance.choice([1, 2, 2, 3])} {text}"
        for text in chance.sample(alike, chance.choice([2, 3, 3]))
    ]
    if often(chance, 25):
        lines.insert(1, _one(chance))
    if often(chance, 15):
        lines.insert(
            chance.randrange(2), chance.choice(['<div id="own"></div>', "<h3>In HTML</h3>", "text", "---"])
        )
    return "\n\n".join(lines)


_AROUND = table("""
> {0}
- {0}
text\\n{0}
{0}\\ntext
<div>\\n\\n{0}\\n\\n</div>
<section>\\n{0}\\n</section>
<details>\\n<summary>more</summary>\\n\\n{0}\\n</details>
```text\\n{0}\\n```\\n\\n{1}
<!-- {0} -->\\n\\n{1}
{0}\\n\\n{1}\\n\\n[^1]: note
* TOC\\n{{:toc}}\\n\\n{0}\\n\\n{1}
[toc]\\n\\n{0}\\n\\n{1}
1. item\\n\\n   {0}
---\\n\\n{0}
{0}\\n---\\n{1}
{0}\\n{1}
""")


def _heading(chance: Random) -> str:
    if often(chance, 20):
        return _several(chance)
    if often(chance, 15):
        return chance.choice(_AROUND).replace("\\n", "\n").format(_one(chance), _one(chance))
    return _one(chance)


LATE_HEADINGS = drawn(170, _heading, HEADINGS)
