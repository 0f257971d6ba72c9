"""A stretch of text is searched as `str.find` does it, whatever was looked for before."""

from hypothesis import given
from hypothesis import strategies as st

from lint.post.kramdown_search import Search

_TEXTS = st.text(alphabet="ab", max_size=12)


@given(_TEXTS, st.integers(0, 12), st.lists(st.tuples(_TEXTS.filter(bool), st.integers(0, 12))))
def test_a_text_is_found_where_it_is(text: str, end: int, asked: list[tuple[str, int]]) -> None:
    search = Search(text, end)
    assert [search.find(what, start) for what, start in asked] == [
        text.find(what, start, end) for what, start in asked
    ]
