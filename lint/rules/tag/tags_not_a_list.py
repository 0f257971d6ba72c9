"""TAG001 tags-not-a-list."""

import json
from collections.abc import Sequence

from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.patterns import regex
from lint.rule import Document, Field, Fix, Issue, Issues, Severity, replace, rule
from lint.rules.values import quoted

_SEVERAL = regex(r"[\s,]")


@rule("TAG001", severity="info", field=("tags", "categories"))
def tags_not_a_list(field: Field, document: Document) -> Issues:
    """Tags or categories are not a list.

    What a text means depends on the site builder: Jekyll splits it at spaces, Eleventy and Pelican at commas, and for
    the others it is one tag. A list is unambiguous. A text without spaces or commas is not reported, since it is
    one tag for every builder that accepts a text. The finding is a warning if the builder ignores the value, as
    Jekyll does a number, or makes something else of it: a mapping is shown as `[object Object]`, and Jekyll keeps the
    comma of `rain, wind` in the first tag. It is an error if the builder stops, as Docusaurus does at a text.

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
    if value is None or value == "" or isinstance(value, list):
        return
    shown = quoted(document, field.span, value)
    site = document.site
    made = site.tags(value)
    if made is None and field.name != "tags":
        made = (value,)  # only `tags` have a meaning for such a builder
    severity: Severity | None = None
    if made is None:
        problem, severity = f"{site.title} expects a list and stops", Severity.ERROR
    elif not made:
        problem, severity = f"{site.title} ignores it; expected a list", Severity.WARNING
    elif isinstance(value, dict) or _is_mangled(made):
        problem, severity = "expected a list", Severity.WARNING
    elif document.format == "lines" or (isinstance(value, str) and not _SEVERAL.search(value.strip())):
        return
    else:
        problem = "expected a list"
    fix = _fix(document, field, made or (value,))
    yield Issue(field.span, f"`{field.name}` is {shown}; {problem}", fix, severity=severity)


def _is_mangled(tags: Sequence[object]) -> bool:
    """Return whether a builder splits a text where its author did not mean it to."""
    texts = [tag for tag in tags if isinstance(tag, str)]
    return any(
        tag.endswith(",") or tag.startswith("[") or (len(texts) > 1 and tag != tag.strip()) for tag in texts
    )


def _fix(document: Document, field: Field, tags: Sequence[object]) -> Fix | None:
    node, raw = field.node, document.raw(field.span)
    if document.format != "yaml" or node.kind != "scalar" or "\n" in raw or _is_mangled(tags):
        return None
    if isinstance(node.value, str) and len(tags) == 1:
        if node.style == "plain" and set(raw) & set(",[]{}"):
            return None
        content = f"[{raw}]"
    elif all(isinstance(tag, str) for tag in tags):
        content = f"[{', '.join(_word(str(tag)) for tag in tags)}]"
    else:
        content = f'["{raw}"]'
    return replace(field.span, content, "write it as a list")


def _word(word: str) -> str:
    """Return a tag as YAML text: plain if YAML reads it as a string, otherwise quoted."""
    plain = (
        word[0].isalpha()
        and word.replace("-", "").replace("_", "").isalnum()
        and isinstance(resolve(word, "1.1"), str)
    )
    return word if plain else json.dumps(word, ensure_ascii=False)
