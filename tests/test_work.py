"""A guard against slow change: it counts work, not seconds.

Counted are calls of the project's own functions for each post of a small synthetic archive, which are the same on
every machine. Whoever makes a post cost more calls than the margin allows either finds another way, or raises
the figure and says why.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import Counter
from pathlib import Path
from types import FrameType, ModuleType

from lint import Config
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter

ROOT = Path(__file__).parent.parent
POSTS = 120
# A rule that is called for each link or field counts as one call, as does each resumption of the generators that
# find its subjects: instructions a post fell by 6 % when this rose from 572. They rose by 3 % when this rose from
# 603: each site's builder is asked what it makes of a post. They rose by 14 % when this rose from 701: nineteen rules
# were added, and the images of the front matter are links.
CALLS_A_POST = 768
MARGIN = 1.03


def synthetic() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic", ROOT / "benchmarks" / "synthetic.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_post_costs_no_more_calls_than_it_did(tmp_path: Path) -> None:
    synthetic().write(tmp_path, POSTS)
    linter = Linter(ConfigCache(Config(root=str(tmp_path))))
    targets = find([str(tmp_path)], linter.configs).targets
    assert len(targets) == POSTS
    for target in targets:  # imports, patterns and what is looked up once
        linter.lint(target)
    own = os.path.join(ROOT, "lint", "")
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        # Comprehensions are calls in some versions of Python, and not in others.
        if event == "call" and code.co_filename.startswith(own) and code.co_name[0] != "<":
            calls[code.co_qualname] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for target in targets:
            linter.lint(target)
    finally:
        sys.setprofile(before)
    cost = calls.total() / POSTS
    allowed = CALLS_A_POST * MARGIN
    advice = f"{cost:.1f} calls a post, {allowed:.1f} allowed; if they are worth it, raise CALLS_A_POST and say why"
    assert cost <= allowed, f"{advice}: {calls.most_common(12)}"
