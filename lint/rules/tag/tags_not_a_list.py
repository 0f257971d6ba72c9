"""TAG001 tags-not-a-list."""

import json

from lint.post.front_matter.yaml_scalar import resolve
from lint.rule import Document, Field, Fix, Issue, Issues, replace, rule
from lint.rules.values import quoted


@rule("TAG001", severity="warning", field=("tags", "categories"))
def tags_not_a_list(field: Field, document: Document) -> Issues:
    """Tags or categories are not a list.

    Jekyll splits text at spaces, so `tags: open source` becomes two tags, and it ignores a number. Other site
    builders treat the whole text as one tag. A list is unambiguous. For Jekyll, a single word is not
    reported: every site builder reads it as one tag.

    ```yaml bad
    tags: ⟦996⟧
    ```

    ```yaml fixed
    tags: ["996"]
    ```

    ```yaml bad
    tags: ⟦open source⟧
    ```

    ```yaml fixed
    tags: [open, source]
    ```

    ```yaml bad
    categories: ⟦{a: b}⟧
    ```

    ```yaml good
    tags: [ open source, 996号 ]
    categories: News
    ```

    The fix writes the list that the site builder makes of the value. It is safe because nothing changes on
    the site.
    """
    value = field.value
    if value is None or isinstance(value, list):
        return
    site = document.site
    words = value.split() if isinstance(value, str) else []
    if site.tag_text == "words" and len(words) == 1:
        return
    raw = document.raw(field.span)
    shown = quoted(document, field.span, value)
    yield Issue(field.span, f"`{field.name}` is {shown}; expected a list", _fix(document, field, raw))


def _fix(document: Document, field: Field, raw: str) -> Fix | None:
    node = field.node
    if document.format != "yaml" or node.kind != "scalar" or "\n" in raw:
        return None
    if not isinstance(node.value, str):
        content = f'["{raw}"]' if node.style == "plain" else None
    elif document.site.tag_text == "words" and node.style == "plain" and not set(raw) & set(",[]{}#"):
        content = f"[{', '.join(map(_word, raw.split()))}]"
    elif document.site.tag_text != "words" and not (node.style == "plain" and set(raw) & set(",[]{}")):
        content = f"[{raw}]"
    else:
        content = None
    return replace(field.span, content, "write it as a list") if content else None


def _word(word: str) -> str:
    """Return a tag as YAML text: plain if YAML reads it as a string, otherwise quoted."""
    plain = (
        word[0].isalpha()
        and word.replace("-", "").replace("_", "").isalnum()
        and isinstance(resolve(word, "1.1"), str)
    )
    return word if plain else json.dumps(word, ensure_ascii=False)
