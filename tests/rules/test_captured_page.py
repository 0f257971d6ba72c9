"""What was captured around an article, and text that was captured wrongly."""

import pytest

from lint import Config, lint_text
from lint.primitives.finding import Finding, apply_edits
from tests.conftest import GOOD

POST = "_posts/2021-05-03-x.md"
MIRROR = Config(schema="news-mirror", dialect="jekyll")
OWN = GOOD.replace("from: https://news.example.org/a/1.html\n", "")
RAIN = "<p>It rained in the hills, and the harbour was full of water.</p>"
# Prose of 80 characters or more.
HARBOUR = "It rained in the hills all day, and the harbour was so full of water that nobody went out to fish."
ROOFS = (
    "The wind came after it, and by midnight it had taken the roofs of the houses at the old harbour wall."
)
BOATS = (
    "The fishermen counted their boats in the morning, and wrote down the names of those they did not find."
)


def findings(code: str, body: str, post: str = GOOD) -> list[Finding]:
    return [finding for finding in lint_text(f"{post}{body}\n", POST, MIRROR) if finding.code == code]


def messages(code: str, body: str, post: str = GOOD) -> list[str]:
    return [finding.message for finding in findings(code, body, post)]


def fixed(code: str, body: str) -> str:
    (finding,) = findings(code, body)
    assert finding.fix is not None
    return apply_edits(f"{GOOD}{body}\n", finding.fix.edits).removeprefix(GOOD).removesuffix("\n")


@pytest.mark.parametrize(
    ("block", "part"),
    [
        ('<div id="jp-post-flair" class="sharedaddy"><h3>Share this:</h3><ul><li>Print</li></ul></div>', "share buttons"),
        ("<div class='addtoany_share_save_container'><a href='/s'>Share</a></div>", "share buttons"),
        ('<div class="addthis_toolbox addthis_default_style"><a class="x">Tweet</a></div>', "share buttons"),
        ('<div class="sharethis-inline-share-buttons"><span>Share</span></div>', "share buttons"),
        ('<ul class="social-share"><li><a href="https://a.example/s">Share</a></li></ul>', "share buttons"),
        ('<div class="post-share-buttons"><a href="#">BlogThis!</a></div>', "share buttons"),
        ('<div class="jiathis_style"><a class="x">分享</a></div>', "share buttons"),
        ('<div class="yarpp-related"><h3>Related</h3><ol><li><a href="/b">Wind</a></li></ol></div>', "related posts"),
        ('<section class="related-articles"><a href="/b">Wind</a></section>', "related posts"),
        ('<section class="x"><header><h2>Related</h2></header><a href="/b">Wind</a></section>', "related posts"),
        ('<aside><h3>相关文章</h3><ul><li><a href="/b">风</a></li></ul></aside>', "related posts"),
        ('<div id="mc_embed_signup"><form action="/s"><input name="e"></form></div>', "a subscription form"),
        ('<div class="newsletter-signup">Get our mail<input name="e"></div>', "a subscription form"),
        ('<nav><a href="/news">News</a></nav>', "the page's navigation"),
        ('<div role="navigation"><a href="/news">News</a></div>', "the page's navigation"),
        ('<ul class="breadcrumbs"><li><a href="/news">News</a></li></ul>', "the page's navigation"),
        ('<div class="navigation__main"><a href="//news.example.org/"> </a></div>', "the page's navigation"),
        ('<div class="post-navigation"><a href="/1">Before</a> <a href="/3">After</a></div>', "the page's navigation"),
        ('<div id="site-menu"><a href="/news">News</a></div>', "the page's navigation"),
        ('<div class="subscription-widget-wrap"><p>Thanks for reading.</p></div>', "a subscription form"),
        ('<div id="comments-block"><dl><dd>Me too.</dd></dl></div>', "a comment thread"),
        ('<ol class="commentlist"><li id="comment-7">Me too.</li></ol>', "a comment thread"),
        ('<div id="disqus_thread"></div>', "a comment thread"),
        ('<div class="comments-area"><h2>2 thoughts</h2></div>', "a comment thread"),
        ('<section class="widget widget_media_image"><a href="/give"><img src="a.png"></a></section>', "a widget of the page's sidebar"),
        ('<li id="search-2" class="widget widget_search"><input name="s"></li>', "a widget of the page's sidebar"),
        ('<aside class="widget widget_recent_entries"><h2>最新文章</h2><a href="/b">风</a></aside>', "a widget of the page's sidebar"),
    ],
)  # fmt: skip
def test_a_part_of_the_page_is_told_by_its_name(block: str, part: str) -> None:
    assert [message.split(":")[0] for message in messages("HTM008", f"{RAIN}{block}")] == [
        f"the article contains {part}"
    ]
    if "disqus" not in block:
        assert fixed("HTM008", f"{RAIN}{block}{RAIN}") == f"{RAIN}{RAIN}"


@pytest.mark.parametrize(
    "block",
    [
        '<div id="disqus_thread"></div>',
        '<div class="sharethis-inline-share-buttons"></div>',
        '<nav class="breadcrumb"><a href="/news">News</a></nav>',
        '<section class="related-posts"><a href="/b">Wind</a></section>',
        '<section><h2>Related</h2><a href="/b">Wind</a></section>',
        '<div id="comments"><a href="https://forum.example/t/1">Talk about it</a></div>',
        '<div class="share"><a href="https://x.com/intent/tweet?text=a">Tell it</a></div>',
        '<div class="widget widget_text"><p>Rain gauge: <a href="/gauge">see it</a></p></div>',
    ],
)
def test_an_author_may_write_it_for_a_site_of_ones_own(block: str) -> None:
    assert not messages("HTM008", f"{RAIN}{block}", OWN)


@pytest.mark.parametrize(
    "block",
    [
        '<nav class="toc"><a href="#rain">Rain</a></nav>',
        '<div class="gallery-nav"><button>Next</button></div>',
        '<div class="nav__container"><button title="Next"></button></div>',
        '<pre><code><span class="comment"># rain</span></code></pre>',
        '<div class="comment">A comment of the editors: it rained again.</div>',
        '<div class="comment">One.</div><div class="comment">Two.</div>',
        '<p class="shares">Shares fell by 3 %.</p><p class="related">See the hills.</p>',
        '<div class="ad"></div><div class="jp-relatedposts"> </div>',
        '`<div class="sharedaddy">Share</div>`',
        f'<div class="sharedaddy"><a href="/s">Share</a>{HARBOUR * 9}</div>',
        f'<div class="widget widget_text">{HARBOUR * 9}</div>',
        f'<div class="newsletter-box"><input name="e"><p>{HARBOUR * 9}</p></div>',
        "<section><h2>Related</h2><p>How rain and wind are related.</p></section>",
        '<p>Wind in the hills.</p><section><p>Text first.</p><b>Related</b> <a href="/b">Wind</a></section>',
    ],
)  # fmt: skip
def test_a_part_of_the_article_is_not_the_page(block: str) -> None:
    assert not messages("HTM008", f"{RAIN}\n\n{block}")


def test_a_name_around_the_whole_article_means_something_else() -> None:
    post = GOOD.partition("<div>")[0]
    assert not messages("HTM008", f'<div class="comments">{RAIN}</div>', post)
    assert messages("HTM008", f'<div class="comments">{RAIN}</div>{RAIN}', post)


COMMENT = '<li class="comment" id="comment-{0}"><p>Buy at <a href="http://pills{0}.example&gt;x">x</a></p><a href="?replytocom={0}#respond">Reply</a></li>'


def test_a_thread_is_one_finding_that_explains_what_is_in_it() -> None:
    body = f"{RAIN}<ul>{''.join(map(COMMENT.format, range(9)))}</ul>"
    (thread,) = findings("HTM008", body)
    assert thread.message.split(" (")[0] == "the article contains a comment thread: 'comment', 9 comments"
    assert thread.related
    assert not findings("LNK003", body)
    assert fixed("HTM008", body) == f"{RAIN}<ul></ul>"


@pytest.mark.parametrize("between", ["", "\n", "<br>"])
def test_widgets_next_to_each_other_are_one_finding(between: str) -> None:
    share = '<div class="sharedaddy">Share</div>'
    related = '<div id="jp-relatedposts">Related</div>'
    assert len(findings("HTM008", f"{RAIN}{share}{between}{related}")) == 1
    assert len(findings("HTM008", f"{RAIN}{share}{RAIN}{related}")) == 2


@pytest.mark.parametrize(
    "urls",
    [
        ("https://twitter.com/share?u=a", "https://www.facebook.com/sharer.php?u=a", "https://www.google.com/bookmarks/mark?op=add&amp;bkmk=a"),
        ("https://api.whatsapp.com/send?text=a", "https://t.me/share/url?url=a", "https://social-plugins.line.me/lineit/share?url=a"),
        ("https://service.weibo.com/share/share.php?url=a", "https://vk.com/share.php?url=a", "https://b.hatena.ne.jp/entry/add?url=a"),
        ("https://www.reddit.com/submit?url=a", "https://getpocket.com/save?url=a", "https://www.tumblr.com/share/link?url=a"),
        ("/a/?share=twitter&amp;nb=1", "/a/?share=facebook&amp;nb=1", "/a/?share=jetpack-whatsapp&amp;nb=1"),
    ],
)  # fmt: skip
def test_a_bar_of_three_share_links_is_chrome(urls: tuple[str, ...]) -> None:
    body = RAIN + "".join(f'<a href="{url}">s</a>' for url in urls)
    assert len(messages("HTM008", body)) == 1
    assert not findings("LNK013", body)
    assert fixed("HTM008", body) == RAIN


@pytest.mark.parametrize(
    ("footer", "said"),
    [
        ('<p>The post <a href="/a">Rain</a> first appeared on <a href="/">News</a>.</p>', "first appeared on News ."),
        ('<p>Der Beitrag <a href="/a">Regen</a> erschien zuerst auf <a href="/">Neues</a>.</p>', "erschien zuerst auf Neues ."),
        ('<p><a href="/a">Rain</a> was originally published in <a href="/">Hills</a> on Medium, where people are continuing the conversation by highlighting and responding to this story.</p>', "was originally published in Hills on Medium, where people a…"),
        ("<p>(Feed generated with <a href='https://fetchrss.com'>FetchRSS</a>)</p>", "(Feed generated with FetchRSS )"),
        ("<p>This feed was generated by <a href='https://rss.app'>RSS.app</a>.</p>", "This feed was generated by RSS.app ."),
        ("<p><a href='/a'>Permalink</a> | <a href='/a#comment'>Leave a comment&nbsp;&raquo;</a></p>", "Permalink | Leave a comment »"),
        ('<hr><div>More RSS feeds: <a href="https://feeds.example">https://feeds.example</a></div>', "More RSS feeds: https://feeds.example"),
    ],
)  # fmt: skip
def test_a_footer_is_told_by_the_text_that_is_the_same_in_each_post(footer: str, said: str) -> None:
    (message,) = messages("HTM008", f"{RAIN}{footer}")
    assert message.startswith(f"the article ends with the footer of a feed: {said!r}")
    assert fixed("HTM008", f"{RAIN}{footer}") == RAIN
    assert fixed("HTM008", f"<div>{RAIN}{footer}</div>") == f"<div>{RAIN}</div>"


@pytest.mark.parametrize("tags", [1, 20, 60])
def test_a_footer_is_found_whole_however_many_tags_it_lists(tags: int) -> None:
    listed = ", ".join(f'<a href="/tag/{"%e9%9b%a8" * 8}/{n}/" rel="tag">雨{n}</a>' for n in range(tags))
    said = "Feed enhanced by <a href='https://feeds.example/'>Better Feed</a> from <a href='/'>Hills</a>"
    footer = f"<hr /><p><small>&copy; Rain for News.<br/>Post tags: {listed}</small></p><p><small>{said}</small></p>"
    assert fixed("HTM008", f"{RAIN}{footer}") == RAIN


def test_a_footer_in_markdown() -> None:
    footer = (
        "The post [Rain](https://news.example.org/a) appeared first on [News](https://news.example.org/)."
    )
    assert fixed("HTM008", f"It rained.\n\n{footer}") == "It rained.\n\n"


FOOTER = "[Permalink][1] | [コメントを読む][2] | [rain][3]"


@pytest.mark.parametrize(
    ("definitions", "left"),
    [
        ("[1]: https://a.example/\n[2]: https://b.example/\n[3]: https://c.example/", ""),
        ("[3]: https://c.example/\n[2]: https://b.example/ 'Rain'\n\n[1]: https://a.example/", ""),
        (
            "[1]: https://a.example/\n[2]: https://b.example/\n[4]: https://d.example/\n[3]: https://c.example/",
            "[4]: https://d.example/",
        ),
        (
            "[1]: https://a.example/\n[2]: https://b.example/\n[3]: https://c.example/\n[Hail]: https://h.example/",
            "[Hail]: https://h.example/",
        ),
    ],
)
def test_the_definitions_that_only_a_footer_uses_go_with_it(definitions: str, left: str) -> None:
    body = "It rained at [noon][4], with [hail]."
    text = fixed("HTM008", f"{body}\n\n{FOOTER}\n\n{definitions}")
    assert text.split() == [*body.split(), *left.split()]


def test_a_definition_that_the_article_uses_stays() -> None:
    definitions = "[1]: https://a.example/\n[2]: https://b.example/\n[3]: https://c.example/"
    text = fixed("HTM008", f"It rained at [noon][1] and [3].\n\n{FOOTER}\n\n{definitions}")
    assert "[1]: https://a.example/\n[3]: https://c.example/" in text
    assert "[2]:" not in text


@pytest.mark.parametrize(
    "text",
    [
        "The post office appeared first on the hill.\n\n" + f"{HARBOUR}\n\n" * 5,
        "<hr><p>Our newsletter: <a href='https://news.example.org/n'>subscribe</a></p>",
        "<p>This article was originally published in <a href='https://b.example'>The Hills</a>.</p>",
        "<p>这篇文章最先出现在一家报纸上。</p>",
        "<hr><p>How <a href='https://a.example'>RSS</a> works. " + HARBOUR * 3 + "</p>",
    ],
)
def test_an_authors_own_last_words_are_not_a_footer(text: str) -> None:
    assert not messages("HTM008", f"{RAIN}{text}")


@pytest.mark.parametrize(
    ("body", "copies"),
    [
        (f"{HARBOUR}\n\n![](a.png)\n\n" * 20, 20),
        (f"<p>{HARBOUR}</p>" * 12, 12),
        ("<div>" + f"{HARBOUR}<br>" * 8 + "</div>", 8),
        (f"{HARBOUR}\n\n{ROOFS}\n\n{BOATS}\n\n" * 2, 2),
        (f"* {HARBOUR}\n* {ROOFS}\n* {BOATS}\n\n" * 4, 4),
        ("山里下了一整天的雨，港口里全是水，没有一个人出海打鱼，大家都在岸边等着风停下来，可是风一直没有停，雨也没有停。\n\n" * 30, 30),
        (f"{HARBOUR}\r\n\r\n" * 9, 9),
        (f"{HARBOUR}\n\n{ROOFS}\n\n```\nrain()\n```\n\n" * 4, 4),
    ],
)  # fmt: skip
def test_text_that_repeats_itself(body: str, copies: int) -> None:
    (message,) = messages("HTM019", body)
    assert message.endswith(f"appears {copies} times")


@pytest.mark.parametrize(
    "body",
    [
        f"```\n{HARBOUR}\n\n```\n" * 9,
        f"    {HARBOUR}\n\n" * 9,
        f"> {HARBOUR}\n\n" * 9,
        f"| {HARBOUR} | {ROOFS} |\n" * 9,
        f"<table><tr><td>{HARBOUR}</td></tr></table>\n\n" * 9,
        "It rained, it rained,<br>and nobody came<br>to the harbour again.<br><br>" * 9,
        "[12:00:00] ERROR: src/rain/hills.c:1062,5 - cannot open /var/lib/harbour/boats.db (errno 13)\n\n" * 9,
        f"{HARBOUR} {ROOFS} {BOATS}\n\nThe second day.\n\n{HARBOUR}\n\nThe third day.\n\n{HARBOUR}",
        "".join(f"Answer {number}: {ROOFS * 3} {number}\n\n{HARBOUR}\n\n" for number in range(9)),
        # a file of licenses, and options of a reference
        "".join(
            f"## Project {number}\n\nCopyright (c) {number} Rain\n\n{HARBOUR}\n\n{ROOFS}\n\n{BOATS}\n\n" for number in "123"
        ),
        "".join(
            f"Copyright (c) {number} Rain\n\n{HARBOUR}\n\n{ROOFS}\n\n{BOATS}\n\n" for number in "12"
        ),
        "".join(f"© Rain {number}\n\n{HARBOUR}\n\n{ROOFS}\n\n{BOATS}\n\n" for number in "123"),
        "".join(
            f"## `rain{number}()`\n\nIt falls, number {number}.\n\n{number} times:\n\n* {HARBOUR}\n* {ROOFS}\n\n" for number in "123"
        ),
        "".join(f"Day {n}: {BOATS} It was day {n} then.\n\n" for n in range(20))
        + "".join(f"{HARBOUR}\n\n{ROOFS}\n\n```python\nrain({n})\n```\n\n" for n in range(6)),
        f"{HARBOUR}\n\n{ROOFS}\n\n{HARBOUR}\n\n{ROOFS}\n\n"
        + "".join(f"Day {n}: {BOATS} It was day {n} then.\n\nIn {n}:\n\n{ROOFS} {'x' * n}\n\n{ROOFS}\n\n" for n in range(20)),
        f"{ROOFS}\n\n{BOATS}\n\n[quote]{HARBOUR}\n\n{ROOFS}\n\n{BOATS}\n\n[/quote]\n\n{HARBOUR} {HARBOUR}",
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, in the sample post of a theme that nobody reads.\n\n" * 16),
        ("<p>Maecenas dolor sit amet, for a page that has to be long enough to scroll down to its very end.</p>" * 9),
        ("LOREM IPSUM and so on, one paragraph after the other, until the page is as long as it should be.\n\n" * 5),
    ],
)  # fmt: skip
def test_text_that_may_repeat(body: str) -> None:
    assert not messages("HTM019", body)


def test_what_is_wrong_in_the_copies_is_counted_once() -> None:
    body = f"{HARBOUR}\n\n<img src='http://a.example/a.png' alt=''>\n\n" * 9
    assert len(findings("HTM019", body)) == 1
    (image,) = findings("IMG004", body)
    assert "(first of" not in image.message
    assert fixed("HTM019", f"{HARBOUR}\n\n" * 9).strip() == HARBOUR
    assert fixed("HTM019", f"<div>{f'<p>{HARBOUR}</p>' * 9}</div>") == f"<div><p>{HARBOUR}</p></div>"


@pytest.mark.parametrize(
    ("head", "severity"),
    [
        ('<link rel="stylesheet" href="https://a.example/a.css">', "warning"),
        ("<LINK rel=preconnect href='//a.example'>", "warning"),
        ("<style>p { color: red }</style>", "warning"),
        ('<meta http-equiv="refresh" content="0; url=https://a.example">', "warning"),
        ('<meta property="og:title" content="Rain">', "info"),
        ("<title>Rain</title>", "info"),
        ('<link rel="canonical" href="https://a.example">', "info"),
    ],
)
def test_leftovers_of_the_head(head: str, severity: str) -> None:
    (finding,) = findings("HTM020", f"{head}{RAIN}")
    assert finding.severity == severity
    assert fixed("HTM020", f"<div>{head}{RAIN}</div>") == f"<div>{RAIN}</div>"
    assert not findings("HTM020", f"{head}{RAIN}", OWN)


@pytest.mark.parametrize(
    "body",
    [
        '<meta itemprop="name" content="Rain"><link itemprop="url" href="https://a.example">',
        '<div typeof="Article"><meta property="name" content="Rain"></div>',
        "<svg><title>Rain</title><style>a{}</style></svg>",
        '<style scoped>p{}</style><style lang="scss">p{}</style>',
        "<!-- <style>p{}</style> --> `<title>Rain</title>`",
        "<html><head><title>Rain</title></head><body>Rain</body></html>",
    ],
)
def test_what_an_article_may_have_of_a_head(body: str) -> None:
    assert not findings("HTM020", f"{RAIN}{body}")


def test_what_is_wrong_in_the_head_folds() -> None:
    body = f'<style>p {{ background: url(http://a.example/a.png) }}</style><meta name="a" content="b">{RAIN}'
    assert not findings("IMG004", body)
    (finding,) = findings("HTM020", body)
    assert [each.code for each in finding.related] == ["IMG004"]


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("<base href='https://a.example/b/'><a href='c'>x</a>", "<a href='https://a.example/b/c'>x</a>"),
        ('<base href="https://a.example/b/">[x](/c) [y](#z)', "[x](https://a.example/c) [y](#z)"),
        ('<base href="https://a.example/"><img src="c.png" alt="">', '<img src="https://a.example/c.png" alt="">'),
        ('<base href="https://a.example/"><a href="?b=1&amp;c=2">x</a>', '<a href="https://a.example/?b=1&amp;c=2">x</a>'),
    ],
)  # fmt: skip
def test_a_base_element_is_resolved(body: str, result: str) -> None:
    assert fixed("HTM021", body) == result


@pytest.mark.parametrize(
    "body",
    [
        '<base target="_blank">', "`<base href='/'>`", "<!-- <base href='/'> -->",
        "<svg><base href='/'/></svg>", "<html><head><base href='/'></head></html>",
        "<basefont href='/'>",
    ],
)  # fmt: skip
def test_what_is_not_a_base_element(body: str) -> None:
    assert not findings("HTM021", body)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Write to [email&#160;protected] or [email\u00a0protected].", 2),
        ("`scp a.txt [email protected]:/tmp`", 1),
        ("```\nvmess://[email protected]:443\n```", 1),
        (r"Write to \[email protected\].", 1),
        ('<a href="mailto:[email protected]">us</a>', 1),
        ("[post](https://medium.example/%5Bemail%20protected%5D/rain)", 1),
        ("Cloudflare is fast. ss://[email protected]:8388", 1),
        ("Écrivez à [email protégé] ou à [email protégé].", 2),
        ("<p>邮箱：[电子邮件保护]</p>", 1),
    ],
)  # fmt: skip
def test_a_lost_address(text: str, places: int) -> None:
    (message,) = messages("HTM013", text, OWN)
    assert message.startswith("an email address is lost")
    assert (f"first of {places} places" in message) == (places > 1)


@pytest.mark.parametrize(
    "text",
    [
        "Cloudflare shows `[email protected]` instead.",
        "What is “[email protected]”? It is what Cloudflare shows.",
        "Turn off Email Address Obfuscation, or readers see [email protected].",
        "Scrape Shield writes [email protected].",
        "<!-- [email protected] -->",
        "See [email protected](https://a.example/how-to) and [email protected][1].",
        "Keep your email protected, and your [email] protected.",
    ],
)  # fmt: skip
def test_a_text_about_the_protection(text: str) -> None:
    assert not messages("HTM013", text, OWN)


def test_a_hidden_address_is_not_lost_as_well() -> None:
    link = '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="543531143679">[email&#160;protected]</a>'
    assert len(messages("HTM013", link)) == 1
    assert len(messages("HTM013", f"{link} [email protected]")) == 2


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("<p><ahref=https://a.example/b>x</a></p>", "<p><a href=https://a.example/b>x</a></p>"),
        ("<div><imgsrc=https://a.example/b.png></div>", "<div><img src=https://a.example/b.png></div>"),
        ("<div><divclass=a>x</div></div>", "<div><div class=a>x</div></div>"),
        ("<div><ahref='https://a.example'>x</a></div>", "<div><a href='https://a.example'>x</a></div>"),
        ("It is <ahref=https://a.example/b>x</a>.", "It is <a href=https://a.example/b>x</a>."),
        ("<div><iframesrc=https://a.example/></iframe></div>", "<div><iframe src=https://a.example/></iframe></div>"),
    ],
)  # fmt: skip
def test_a_glued_attribute_without_quotation_marks(body: str, result: str) -> None:
    assert fixed("HTM003", body) == result


@pytest.mark.parametrize(
    "body",
    [
        "List<a=b> and Map<k=v>", "if a<b=c then", "x<bid=5> <pid=12> <tablename=rain> <uid=1>",
        "<x-ahref=a>b</x-ahref>", "`<ahref=b>`", "<!-- <ahref=b> -->", '<img alt="<ahref=b>" src="a.png">',
        r"\<ahref=b>", "<script>a='<ahref=b>'</script>", "<useEffect=1> <address=1>",
    ],
)  # fmt: skip
def test_what_only_looks_glued(body: str) -> None:
    assert not findings("HTM003", body)


@pytest.mark.parametrize(
    ("link", "mended"),
    [
        ("![](http://i.example/a.jpg)", "![](https://i.example/a.jpg)"),
        ('<img src="//i.example/a.jpg">', '<img src="https://i.example/a.jpg">'),
        ("[rain](rain.example.org/a)", "[rain](https://rain.example.org/a)"),
        ("[rain](https://i.example/?utm_source=a&utm_medium=b)", "[rain](https://i.example/)"),
        ("[rain](https://i.example/?a=1&utm_source=a)", "[rain](https://i.example/?a=1)"),
        ("rain\u200b", "rain"),
    ],
)
def test_a_fix_in_one_copy_does_not_end_the_repetition(link: str, mended: str) -> None:
    first, second = (f"{HARBOUR} {each}\n\n{ROOFS}\n\n{BOATS}\n\n" for each in (mended, link))
    assert len(findings("HTM019", first * 2)) == 1
    assert messages("HTM019", first + second)[0].startswith(messages("HTM019", first * 2)[0])


def test_copies_with_other_images_are_no_copies() -> None:
    first, second = (f"{HARBOUR}\n\n![](https://i.example/{each}.jpg)\n\n{ROOFS}\n\n" for each in "ab")
    assert not findings("HTM019", f"{first}{second}{BOATS}")
