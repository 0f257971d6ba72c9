"""What a run loads, compiles and remembers is made ready before the first: small sites are linted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper

from lint.primitives.patterns import compile_all
from lint.primitives.temporary import temporary_folder
from lint.run import forks

_HEAD = """\
title: A post about 圖片
date: 2020-01-02 03:04:05 +0000
from: https://example.org/2020/a
tags: [圖片, rain]
"""
_BODY = """
## Heading

With [a link](/), [another]({{ site.url }}), <b>HTML</b> and `code`.

![](https://images.weserv.nl/?url=example.org/a.png)

| a | table |
| --- | --- |
| 1 | 2 |

- an item, https://example.org/

> quoted<br>

```
code
```
"""
_POST = f"---\n{_HEAD}---\n{_BODY}"
# As files by name. Other builders' modules are loaded once a run has needed them.
_SITES: Sequence[Mapping[str, str]] = (
    {"_config.yml": "title: A site\n", "_posts/2020-01-02-a.md": _POST, "_posts/2020-01-03-b.md": _POST},
    {"hugo.toml": 'title = "A site"\n', "content/posts/a.md": _POST, "content/posts/b.md": _POST},
)


def warm_up(main: Callable[[Sequence[str]], int]) -> None:
    """Lint small sites in this process, and compile all patterns.

    Parameters:
        main: runs the command with these arguments.
    """
    for files in _SITES:
        with temporary_folder() as folder:
            site = os.path.join(folder, "site")
            for name, text in files.items():
                path = os.path.join(site, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
            nothing = TextIOWrapper(BytesIO(), encoding="utf-8")
            with redirect_stdout(nothing), redirect_stderr(nothing), forks.alone():
                main(["check", site, "--isolated", "--cache-dir", os.path.join(folder, "cache")])
    compile_all()
