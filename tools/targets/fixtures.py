"""Forms that exist, from the fixtures of link checkers: lychee, remark-validate-links, html-proofer."""

from tools.targets.page import Page


def put(page: Page, *, image: str, document: str, address: str, hash_file: str) -> None:
    """Add them to a page.

    Args:
        page: The page.
        image: The address of an image, in HTML.
        document: The address of a PDF, in Markdown.
        address: The address of another page, in HTML.
        hash_file: The address, in HTML, of a file whose name contains `#`.
    """
    page.put("page of a PDF", f"[№](‹{document}#page=25›)")
    page.put("empty fragment", f'<p><a href="‹{address}#›">№</a></p>')
    page.put("top of another page", f'<p><a href="‹{address}#top›">№</a></p>')
    page.put("text fragment", f'<p><a href="‹{address}#:~:text=people›">№</a></p>')
    page.put("encoded number sign", f'<p><a href="‹{hash_file}›">№</a></p>')
    page.put("attribute in capitals", f'<p><a HREF="‹{address}›">№</a></p>')
    page.put(
        "srcset with widths", f'<p><img alt="№" srcset="‹{image}› 480w, ‹{image}› 800w" src="‹{image}›"></p>'
    )
    page.put("spaces around", f'<p><img alt="№" src=" ‹{image}› "></p>')
    page.put(
        "data beside",
        f'<p><img alt="dot" src="data:image/gif;base64,R0lGOD"> <img alt="№" src="‹{image}›"></p>',
    )
    page.put(
        "other schemes beside",
        '<p><a href="sms:+4912345">a</a> <a href="javascript:void(0)">b</a> <a href="irc://irc.example/tea">c</a> '
        f'<a href="‹{address}›">№</a></p>',
    )
