"""Sites as people begin them, by builders whose templates need the network: files by name."""

from collections.abc import Mapping

ELEVENTY = {
    "package.json": '{"type": "module", "dependencies": {"@11ty/eleventy": "^3.0.0"}}\n',
    "eleventy.config.js": """\
import { IdAttributePlugin } from "@11ty/eleventy";

export default function (eleventyConfig) {
\televentyConfig.addPlugin(IdAttributePlugin);
}

export const config = { dir: { input: "content", includes: "../_includes", data: "../_data" } };
""",
    "README.md": "# Rain gauge\n\nBuilt with `npx @11ty/eleventy`.\n",
    "_includes/post.njk": "---\nlayout: base.njk\n---\n<h1>{{ title }}</h1>\n{{ content | safe }}\n",
    "content/content.11tydata.js": 'export default { layout: "post.njk" };\n',
    "content/index.njk": "---js\nconst order = 1;\n---\n{% for post in collections.posts %}{{ post.url }}{% endfor %}\n",
    "content/404.md": '---\npermalink: 404.html\n---\n# Not found\n\nBack to <a href="/">the start</a>.\n',
    "content/about.md": '---js\nconst navigation = { key: "About" };\n---\n# About\n\nI measure rain.\n',
    "content/posts/posts.11tydata.js": 'export default { tags: ["posts"] };\n',
    "content/posts/first.md": """\
---
title: The first month
description: What fell in May.
date: 2021-05-31
tags: rain
---
It rained on nine days. See [the gauge](#the-gauge), or [the next month](/posts/second/).

## The gauge

```js
const depth = 12;
```
""",
    "content/posts/second.md": """\
---
title: The second month
date: Git Last Modified
tags:
  - rain
  - hail
draft: true
---
It hailed once. {{ page.date }} is when I wrote it.
""",
}

ASTRO = {
    "package.json": '{"type": "module", "dependencies": {"astro": "^5.0.0", "@astrojs/mdx": "^4.0.0"}}\n',
    "astro.config.mjs": """\
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({ site: 'https://rain.example.org', integrations: [mdx()] });
""",
    "README.md": "# Rain\n\n```sh\nnpm run dev\n```\n",
    "src/content.config.ts": "import { defineCollection } from 'astro:content';\n",
    "src/pages/index.astro": "---\n---\n<h1>Rain</h1>\n",
    "src/pages/about.md": "---\nlayout: ../layouts/Page.astro\ntitle: About\n---\nI measure rain.\n",
    "src/content/blog/first.md": """\
---
title: 'The first month'
description: 'What fell in May'
pubDate: 'May 31 2021'
updatedDate: 'Jun 02 2021'
heroImage: '../../assets/gauge.jpg'
---

It rained on nine days.[^1] See [the gauge](#the-gauge).

## The gauge

![The gauge](/gauge.jpg)

H<sub>2</sub>O, and nothing else. Press <kbd>R</kbd> to reload.

[^1]: Ten, by another [gauge](https://gauge.example.com/).
""",
    "src/content/blog/second.mdx": """\
---
title: 'The second month'
pubDate: 2021-06-30
---

import Chart from '../../components/Chart.astro';

export const days = 4;

<Chart days={days} href="#" onclick="alert('rain')">
  It hailed *once*.
</Chart>

{/* nothing more */}
""",
}

STARLIGHT = {
    "package.json": '{"type": "module", "dependencies": {"astro": "^5.0.0", "@astrojs/starlight": "^0.36.0"}}\n',
    "astro.config.mjs": """\
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [starlight({ title: 'Rain', sidebar: [{ label: 'Guides' }] })] });
""",
    "README.md": "# The manual\n\n[![Built with Starlight](https://badge.example.org/starlight.svg)](https://starlight.example.org)\n",
    "src/content/docs/index.mdx": """\
---
title: The rain gauge
description: How to read it.
template: splash
hero:
  tagline: Read it every morning.
  actions:
    - text: Begin
      link: /guides/reading/
      icon: right-arrow
---

import { Card, CardGrid } from '@astrojs/starlight/components';

<CardGrid stagger>
\t<Card title="Put it outside" icon="pencil">
\t\tFar from `trees`.
\t</Card>
</CardGrid>
""",
    "src/content/docs/guides/reading.md": """\
---
title: Reading the gauge
sidebar:
  order: 1
  badge: New
lastUpdated: 2021-05-03
---

Read it at eye level.

:::tip[At night]
Take a lamp, as [others](https://rain.example.org/lamps/) do.
:::
""",
}

OBSIDIAN = {
    ".obsidian/app.json": "{}\n",
    "Welcome.md": "This is your *vault*.\n\nWrite a note, [[or link to one]], and delete this one.\n",
    "or link to one.md": "",
    "Home.md": """\
# Home

- [[Garden/Beds|The beds]] and [[Books#To read]]
- [[Garden/Beds#^plan]]

![[plan.png|200]]

#index #vault/home
""",
    "Books.md": "## To read\n\n- [[Soil]], [a review](https://books.example.org/12)\n",
    "Garden/Beds.md": """\
Three of them. ^plan

> [!note] Soil
> Sandy; see [[Books#To read|the book]].

- [x] Measure
- [ ] Dig ==soon==

%% not shown %%

The area is $3 \\times 2$.

```dataview
LIST FROM #garden
```
""",
    "Daily/2021-05-03.md": "## Notes\n\nNothing. #daily\n",
}

OBSIDIAN_WITH_PROPERTIES = OBSIDIAN | {
    ".obsidian/templates.json": '{"folder": "Templates"}\n',
    "Garden/Seeds.md": """\
---
aliases:
  - What to sow
tags:
  - garden
  - garden/plan
created: 2021-05-03
due: 2021-06-01T09:00:00
done: false
rating: 4
related: "[[Beds]]"
cssclasses:
---
Order them. From the [catalogue](https://seeds.example.org/?bed=1&row=2).[^1]

[^1]: Of last year.
""",
    "Garden/Nothing yet.md": "---\naliases:\ntags:\ndate:\n---\n\nTo be filled in.\n",
    "Daily/2021-05-04.md": "---\ndate: 2021-05-04\ntags: [daily]\n---\n<< [[2021-05-03]] | [[2021-05-05]] >>\n",
    "Templates/Day.md": "---\ndate: {{date:YYYY-MM-DD}}\ntags: [daily]\n---\n<< [[{{yesterday}}]]\n\n## Notes\n",
    "Templates/Meeting.md": '---\ntitle: "{{title}}"\ndate: {{date}} {{time}}\nwho:\n---\n# {{title}}\n',
    "Templates/Plugin.md": "---\ncreated: <% tp.file.creation_date() %>\n---\n# <% tp.file.title %>\n",
}

SITES: Mapping[str, Mapping[str, str]] = {
    "eleventy": ELEVENTY,
    "astro": ASTRO,
    "starlight": STARLIGHT,
    "obsidian": OBSIDIAN,
    "obsidian with properties": OBSIDIAN_WITH_PROPERTIES,
}
