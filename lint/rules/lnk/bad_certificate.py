"""LNK105 bad-certificate."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, said
from lint.web.verdict import State


@rule("LNK105", severity="warning")
def bad_certificate(document: Document) -> Issues:
    """A link's or image's server has a certificate that browsers refuse.

    Only with `--online`. It has expired, is for another name, or is signed by nobody whom browsers know. Readers see a warning
    that keeps most of them away; images do not appear.

    ```html bad
    <a href="⟦https://old.example.org/a⟧">rain</a>
    === answers
    bad-certificate 0 https://old.example.org/a
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    === answers
    alive 200 https://news.example.org/a
    ```

    Tell the host, or link to a copy.
    """
    for found, known in answered(document, Role.LINK, Role.IMAGE, Role.SOURCE):
        if known.verdict.state is State.CERTIFICATE:
            yield Issue(found.link.span, f"browsers refuse the certificate of `{found.url}`: {said(known)}")
