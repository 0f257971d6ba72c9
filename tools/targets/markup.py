"""The forms that Markdown and HTML have for links and images, and the places where they occur.

From the CommonMark and GFM specifications, and from the HTML standard. Marks are those of `page.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A link or an image.

    Attributes:
        form: Its form, in words.
        inline: What is in the sentence.
        after: What follows the paragraph: the definition of a reference.
    """

    form: str
    inline: str
    after: str = ""


LINKS = (
    ("inline", "[№](‹{}›)", ""),
    ("title", '[№](‹{}› "From the notebook")', ""),
    ("full reference", "[№][ref-{n}]", "[ref-{n}]: ‹{}›"),
    ("angle brackets", "[№](<‹{}›>)", ""),
    ("emphasis inside", "[**№**](‹{}›)", ""),
    ("collapsed reference", "[№][]", "[№]: ‹{}›"),
    ("title in single quotes", "[№](‹{}› 'From the notebook')", ""),
    ("shortcut reference", "[№]", '[№]: ‹{}› "From the notebook"'),
)
HTML_LINKS = (
    ("HTML", '<a href="‹{}›">№</a>', ""),
    ("HTML with attributes", '<a class="more" href="‹{}›" title="More">№</a>', ""),
    ("HTML in single quotes", "<a href='‹{}›'>№</a>", ""),
)
IMAGES = (
    ("image", "![№](‹{}›)", ""),
    ("image with title", '![№](‹{}› "At noon")', ""),
    ("image by reference", "![№][ref-{n}]", "[ref-{n}]: ‹{}›"),
    ("image in angle brackets", "![№](<‹{}›>)", ""),
)
HTML_IMAGES = (
    ("HTML image", '<img src="‹{}›" alt="№">', ""),
    ("HTML image with size", '<img alt="№" width="40" height="40" src="‹{}›" loading="lazy">', ""),
)
PLACES = (
    ("in a sentence", "We read {} before noon."),
    ("before a full stop", "The rest is in {}."),
    ("in a list", "- Warm the pot.\n- Compare {}\n- Pour."),
    ("in brackets", "The colour is darker ({}), but the taste is the same."),
    ("in a table", "| step | source |\n| --- | --- |\n| rinse | {} |\n| wait | the clock |"),
    ("before a comma", "As in {}, we waited."),
    ("in a quotation", "> Tea is patience, says {}\n> and nobody disagreed."),
    ("in a numbered list", "1. Boil water.\n2. See {}; then wait."),
    ("before a full-width stop", "茶の話は{}。"),
    ("in a footnote", "Some let it cool.[^n{n}]\n\n[^n{n}]: Described in {}."),
    ("in a nested list", "- Leaves\n  - whole: {}\n  - broken"),
)


def piece(forms: Sequence[tuple[str, str, str]], address: str, words: str, n: int) -> Piece:
    """Write an address in one of the forms.

    Args:
        forms: The forms; `n` picks one.
        address: The address, as it is in the source.
        words: What kind of address it is, in words.
        n: A number that the page has once.
    """
    name, inline, after = forms[n % len(forms)]
    filled = [text.replace("{}", address).replace("{n}", str(n)) for text in (inline, after)]
    return Piece(f"{words}, {name}", *filled)


def placed(found: Piece, n: int, *, footnotes: bool = True) -> tuple[str, str]:
    """Put a piece into a paragraph, a list, a table and so on.

    Args:
        found: The link or image.
        n: Picks the place.
        footnotes: Whether the builder has footnotes.

    Returns:
        The form in words, and the text.
    """
    name, text = PLACES[n % len(PLACES)]
    if name == "in a footnote" and not footnotes:
        name, text = PLACES[0]
    inline = found.inline
    if name == "in a table" and "[[" in inline:
        inline = inline.replace("|", "\\|")  # else the cell ends there
    text = text.replace("{n}", str(n)).replace("{}", inline)
    return f"{found.form}, {name}", f"{text}\n\n{found.after}" if found.after else text
