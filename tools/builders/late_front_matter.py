"""Late inputs of front matter: scalars, keys, fences and tags."""

from random import Random

from tools.builders.drawing import drawn, often, table
from tools.builders.front_matter import FENCES, KEYS, SCALARS, TAGS

_PLAIN = table("""
My first post
Notes: part 2
Re: Re: a question
What is C#?
C# and .NET
F# in practice
10 things I learned
1.2.3
v1.0
2.10
0.1
00
0755
0644
0o755
0xDEADBEEF
0xff
0b1010
1_234_567
1,234.56
-17
+49
+49 30 123456
3.14159
6.
-1.5e-7
1e10
1E-2
5e
2e5
12e3x
1.5.2
12:30:45
8:05
23:59
100:00
-2:15
20:30:15.5
2019-12-24
2019-12-24 18:30
2019-12-24 18:30:00 -0500
2019-12-24T18:30:00.250+01:00
2019-2-3
2019/12/24
12/24/2019
201912
1.inf
-.INF
.NaN
+.nan
YES
Yes please
No.
off
Off
yes # really
true # for now
false,
TRUE
True
None of these
NULL
null and void
~
~5
~/notes
-
- item
-5 degrees
--flag
->
=
==
=5
=SUM(A1)
@handle on the web
@
`code` first
%done
100%
50% off
&amp; more
&anchor text
*bold* title
**bold** title
*alias
!important
!!! wow
![alt](a.png)
[WIP] A title
[link](https://x.example/1)
[2019] A year
{draft} title
{{ page.title }}
{{< ref >}}
{% include a.html %}
}}
> quoted
>5
| piped
|5
? really
?!
: colon
:smile: hi
hi :smile:
key:value
key: value
C:\\Users\\a
https://x.example:8080/a?b=c#d
https://x.example/a #b
mailto:a@b.example
a: b: c
"Quoted" start
'Tis the season
it's fine
don't: do
“Smart” quotes: yes
‘single’
A — B
A – B: C
A, B, and C
a; b
#hashtag
a #comment
a# b
\\#a
\\n
a\\b
$5
(c) 2020
... and more
---title
--- title
<b>bold</b>
<<
<<: a
<!-- a -->
^a
~a~
_a_
,a
a,
a:
a :
日本語のタイトル
标题：副标题
标题: 副标题
「引用」
제목
Привет: мир
Ünïcödé
العربية
🎉 Party
Party 🎉: yes
nil
undefined
N/A
y
N
oN
NaN
-inf
Infinity
1st
007
08
0_1
1__2
0x
0b2
0o8
9999999999999999999
-9223372036854775809
1e309
""")
_BLOCKS = table("""
|
>
|-
>-
|+
>+
|2
|2-
>1
| # a comment
""")
_VALUES = table("""
[a, b, c]
[a, 1, true, null]
[one: 1, two: 2]
["a, b", 'c']
[a, [b, c]]
[a, b # c
[ ]
[,]
[a,]
[1.5, 010, 0x1F, yes]
[2019-12-24, 2019-12-25 10:00]
{a: 1, b: 2}
{a: 1, a: 2}
{a, b}
{a: {b: c}}
{"a":1}
{a:1}
{a: b, c: }
&x a
&x [a]
!!str true
!!str 010
!!int "010"
!!int 0x1F
!!float 1
!!float "x"
!!bool "no"
!!bool on
!!null
!!seq [a]
!!map {a: 1}
!!timestamp 2019-12-24
!date 2019-12-24
!ENV value
!<tag:yaml.org,2002:str> 5
!!binary "aGk="
""")
_ESCAPES = ["\\n", "\\t", "\\\\", '\\"', "\\/", "\\u4e2d", "\\U0001F600", "\\x7e", "\\e", "\\ ", "\\d", "\\'"]


def _bare(chance: Random) -> str:
    after = chance.choice([" # a comment", "  ", " #", "\t# tab", " "]) if often(chance, 12) else ""
    return chance.choice(_PLAIN) + after


def _double(chance: Random) -> str:
    return f'"{chance.choice(_PLAIN)}"' + (" # a comment" if often(chance, 20) else "")


def _single(chance: Random) -> str:
    return f"'{chance.choice(_PLAIN)}'" + (" and more" if often(chance, 15) else "")


def _escaped(chance: Random) -> str:
    if often(chance, 50):
        return "'" + chance.choice(["it''s", "a''", "''a''", 'say "hi"', "a\\nb", "a: b", "# a"]) + "'"
    return f'"a{chance.choice(_ESCAPES)}b{chance.choice(["", chance.choice(_ESCAPES)])}"'


def _block(chance: Random) -> str:
    lines = [chance.choice(["one", "two: 2", "# three", "- four", "", "  five", "it's"]) for _ in range(3)]
    return chance.choice(_BLOCKS) + "".join(f"\n  {line}" if line else "\n" for line in lines)


def _folded(chance: Random) -> str:
    quote = chance.choice(["", '"', "'"])
    between = chance.choice(["\n  ", "\n\n  "])
    return f"{quote}one\n  two{between}{chance.choice(['three', '# 3', 'k: v'])}{quote}"


def _items(chance: Random) -> str:
    mark = chance.choice(["\n- ", "\n  - ", "\n    - "])
    return mark + mark.join(chance.sample(_PLAIN[:40], 2))


_SCALARS = [_bare] * 9 + [_double, _double, _single, _escaped, _escaped, _block, _block, _folded, _items]
_SCALARS += [lambda chance: chance.choice(_VALUES)] * 2


def _scalar(chance: Random) -> str:
    return chance.choice(_SCALARS)(chance)


LATE_SCALARS = drawn(108, _scalar, SCALARS)

_K = table("""
k: v
k: 5
k: yes
k: "v"
k: 'v'
k: [a, b]
k: {a: 1}
k:
k: ~
"k": v
'k': 2
k : v
K: v
k: v # note
k: 2019-12-24
k: &x v
k: |- # kept
k: a b: c
k: "a: b"
k: it's
""")
_GOOD = table("""
title: A post
title: "A post: with a colon"
title: 'It''s here'
writer: {name: A, url: https://x.example/1}
tags: [a, b]
cover: {src: a.png}
also: ["/a/", /b/]
description: 50% of "all"
date: 2019-12-24 10:00:00 +0900
draft: False # not yet
# k: commented
#k: commented
kk: w
a.k: w
k-2: w
? a
1: one
true: a
on: a
~: a
2019-12-24: a
"": a
中文: 值
emoji 🎉: a
base: &base {k: merged}
<<: {k: merged, m: 1}
link: https://x.example/a#b
more: {k: inside}
more: {title: a, k: inside, K: twice}
""")
_BAD = table("""
title: 'It's here'
title: A post: with a colon
title: "A post
title: It's here: now
title: [WIP] a post
title: @a
title: `a`
writer: {name: A, url: https://x.example/1
tags: [a, b
tags: #a #b
summary: >-
description: |
layout:post
layout
link: https://x.example/a: b
<<: *base
标题：值
--- a
*a: b
&a b: c
{{ x }}: y
toc: {{ x }}
math: true\t
%a: b
""")
_UNDER = [
    "  k: nested",
    "  - k: item",
    "  - a",
    "    deep: 1",
    "\tk: tab",
    " k: one",
    "- k",
    "  text: a",
    "# note",
    "",
    "\t",
    "  ",
]


def _keys(chance: Random) -> str:
    lines = [chance.choice(_K), *chance.sample(_GOOD, chance.randrange(1, 3))]
    trouble = chance.randrange(14)
    if trouble < 3:  # noqa: PLR2004
        lines.append(chance.choice(_BAD))
    elif trouble < 5:  # noqa: PLR2004
        lines.append(chance.choice(_K))
    chance.shuffle(lines)
    if trouble in {5, 6, 7}:
        lines.insert(chance.randrange(1, len(lines) + 1), chance.choice(_UNDER))
    return chance.choice(["\n"] * 9 + ["\r\n"]).join(lines)


LATE_KEYS = drawn(48, _keys, KEYS)

_OPEN = ["---"] * 14 + [
    "--- ",
    "---\t",
    " ---",
    "----",
    "-----",
    "---yaml",
    "---json",
    "--- # a",
    "--",
    "– – –",
    "***",
    "```yaml",
]
_CLOSE = ["---"] * 12 + [
    "--- ",
    "---  ",
    "...",
    "----",
    " ---",
    "---\t",
    "--",
    "---a",
    "--- a",
    "***",
    "",
    "—--",
]
_TOP = [""] * 16 + [
    "\ufeff",
    "\ufeff",
    "\n",
    "\n\n",
    " \n",
    "\t\n",
    "\u200b",
    "\ufeff\n",
    "<!-- a -->\n",
    "# A title\n\n",
    "<!--\n",
]
_FIELDS = table("""
probe: found
title: A post
title: "A post"
title: A post --- with dashes
title: a: b
description: >-
date: 2019-12-24
tags: [a, b]
# a comment
draft: false
- a
title: 'A post
""")
_BODIES = [
    "bodyword\n",
    "\nbodyword\n",
    "\n\nbodyword\n",
    "bodyword",
    "\n# A heading\n\nbodyword\n",
    "\nbodyword\n\n---\n\nmore\n",
    "\nbodyword\n\n---\nprobe: other\n---\n",
    "---\nbodyword\n",
    "\nbodyword\n---\n",
    "\n```yaml\n---\nprobe: other\n---\n```\n\nbodyword\n",
    "\n    bodyword\n",
    "{bodyword}\n",
    "\n***\n\nbodyword\n",
    "\nprobe: other\n\nbodyword\n",
]
_LINES = ["\n"] * 14 + ["\r\n", "\r\n", "\r\n", "\r"]
_OTHERS = [
    '+++\nprobe = "found"\n{more}+++\n{body}',
    "+++\nprobe = 'found'\n{more}+++\n{body}",
    '+++\n{more}probe = "found"\n+++ \n{body}',
    '{{\n  "probe": "found",\n  "tags": ["a", "b"]\n}}\n{body}',
    '{{"title": "a}}", "probe": "found"}}\n{body}',
    '"title": "a",\n"probe": "found"\n;;;\n{body}',
    ';;;\n"title": "a",\n"probe": "found"\n;;;\n{body}',
    "title: a\nprobe: found\ntags: b\n---\n{body}",
    "Title: a\nprobe: found\n\n{body}",
    "probe: found\n    more\nTitle: a\n\n{body}",
    "<!--\nprobe: found\n-->\n{body}",
    "/*\n---\nprobe: found\n---\n*/\n{body}",
    "#+TITLE: a\n#+probe: found\n{body}",
    "---\nprobe: found\n+++\n{body}",
    '---toml\nprobe = "found"\n{more}---\n{body}',
    "===\nprobe: found\n---\n{body}",
]


def _fences(chance: Random) -> str:
    body = chance.choice(_BODIES)
    top, end = chance.choice(_TOP), chance.choice(_LINES)
    if often(chance, 22):
        more = chance.choice(
            ["", 'title = "A post"\n', "draft = false\n", "# a comment\n", "tags = ['a', 'b']\n", "\n"]
        )
        return (top + chance.choice(_OTHERS).format(more=more, body=body)).replace("\n", end)
    fields = chance.sample(_FIELDS, chance.randrange(3))
    fields = [field for field in fields if field != "probe: found"]
    fields.insert(chance.randrange(len(fields) + 1), "probe: found")
    if often(chance, 12):
        fields.insert(chance.randrange(len(fields) + 1), "")
    front = [chance.choice(_OPEN), *fields, chance.choice(_CLOSE)]
    return (top + "\n".join(front) + "\n" + body).replace("\n", end)


LATE_FENCES = drawn(63, _fences, FENCES)

_TAGS = table("""
web
Web
web design
Web Design
C++
C#
.NET
node.js
Node JS
a/b
r&d
日记
前端 开发
プログラミング
日本語
한국어
Ünïcödé
2019
2.0
007
true
no
null
~
Q&A
how-to
how_to
#web
@home
"1"
'two words'
"a, b"
it's
:emoji:
🎉
100%
""")
_BETWEEN = [", ", ", ", ", ", ",", " ", " ", "; ", " | ", "，", "、", "/", " , "]


def _tags(chance: Random) -> str:
    few = chance.sample(_TAGS, chance.randrange(1, 4))
    if often(chance, 15):
        few.append(chance.choice([few[0], few[0].upper(), ""]))
    if often(chance, 40):
        return f" [{chance.choice([', '] * 12 + [',', ',', ' , ', '; ', ' ', '，']).join(few)}]"
    if often(chance, 50):
        mark = chance.choice(["\n- ", "\n  - ", "\n  - ", "\n    - ", "\n  * ", "\n -"])
        return (" # a comment" if often(chance, 8) else "") + mark + mark.join(few)
    text = chance.choice(_BETWEEN).join(few)
    return f' "{text}"' if often(chance, 35) and '"' not in text else f" {text}"


LATE_TAGS = drawn(42, _tags, TAGS)
