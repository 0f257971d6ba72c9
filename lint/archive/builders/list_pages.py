"""The pages of lists, such as `/page/9/`: how many posts it takes until there are so many."""

from collections.abc import Sequence

from lint.primitives.fact import UNCOUNTED, posts_place

# No site has pages with so many posts.
_LARGEST = 1_000_000


def taken(number: str, size: int) -> Sequence[str]:
    """Return the places of which one must exist for a list to have a page.

    A list may be of some of the posts alone. So this is what it takes at least, and more is not certain.

    Parameters:
        number: that of the page; the first is 1.
        size: how many posts a page has, at least 1.
    """
    return posts_place((int(number) - 1) * min(size, _LARGEST) + 1), UNCOUNTED
