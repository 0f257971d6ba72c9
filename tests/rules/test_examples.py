from __future__ import annotations

import pytest

from lint.rule.definition import Rule
from lint.rule.registry import load
from lint.testing import check_examples


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_the_manual_tells_the_truth(rule: Rule) -> None:
    assert check_examples(rule) == []
