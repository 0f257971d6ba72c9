"""ARC001 duplicate-source."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import are_translations, named, sources, unexplained


@rule("ARC001", severity="warning", collect=sources)
def duplicate_source(fact: PlacedFact, others: Others) -> Issues:
    """Another post of the archive has the same source.

    The article was copied twice, often from two feeds or after its title had changed, and a reader finds it
    twice. Spellings of one page are equal: percent-encoding, `www.`, `http` and `https`, tracking parameters,
    the usual port, and the order of parameters. So are other addresses of the page: for phones, as `m.` and `/amp` give
    it, its copy in the Wayback Machine, and links that were shared, such as those of `youtu.be` or WeChat.
    The first page of a site, which many posts may name, is not compared, nor is an address that more than 50
    posts have, such as that of an API. Translations are not compared: the language is in `lang`, or in the path, as
    in `zh-tw/`. A post that was also archived is [ARC002](ARC002.md).

    ```yaml bad path=_posts/2021-05-03-rain.md
    from: ⟦https://news.example.org/a/%E9%9B%A8?utm_source=feed⟧
    === _posts/2021-05-02-rain-again.md
    from: ⟦http://www.news.example.org/a/雨⟧
    === _posts/2021-05-01-sun.md
    from: https://news.example.org/a/sun
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    from: https://news.example.org/a?id=1
    === _posts/2021-05-02-sun.md
    from: https://news.example.org/a?id=2
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    from: https://news.example.org/
    === _posts/2021-05-02-sun.md
    from: https://news.example.org/
    ```

    ```yaml bad path=_posts/2021-05-03-rain.md
    from: ⟦https://m.news.example.org:443/a/amp/?b=2&spm=7&a=1⟧
    === _posts/2021-05-02-rain-again.md
    from: ⟦https://news.example.org/a?a=1&b=2⟧
    ```

    ```yaml bad path=_posts/2021-05-03-rain.md
    from: ⟦https://rain.example.org/2021/05/rain.html?m=1⟧
    === _posts/2021-05-02-rain-again.md
    from: ⟦https://rain.example.org/2021/05/rain.html⟧
    ```

    ```yaml bad path=_posts/2021-05-03-rain.md
    from: ⟦https://web.archive.org/web/20210503/https://news.example.org/a/rain⟧
    === _posts/2021-05-02-rain-again.md
    from: ⟦https://news.example.org/a/rain⟧
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    from: https://news.example.org/a/rain
    lang: en
    === _posts/2021-05-03-pluie.md
    from: https://news.example.org/a/rain
    lang: fr
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    from: https://news.example.org/list?source=harbour
    === _posts/2021-05-02-sun.md
    from: https://news.example.org/list?source=airport
    ```

    Delete one of the posts, or correct the source of the one that was copied from elsewhere.
    """
    others = unexplained(fact, others).where(lambda other: not are_translations(fact, other))
    if others.facts:
        message = f"the source is also that of {named(others)}"
        yield Issue(fact.span, message, related=others.related("the same source"))
