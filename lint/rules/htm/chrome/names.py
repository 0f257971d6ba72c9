"""The names of what surrounds articles: classes, ids and roles of elements, each with its source.

A name in `KNOWN` belongs to one program and means one thing. `USUAL` are the names that themes choose; they mean
the same on most pages, but an article may use them too.
"""

import re
from typing import NamedTuple

from lint.primitives.patterns import regex

SHARE, RELATED, COMMENTS = "share buttons", "related posts", "a comment thread"
SUBSCRIBE, NAVIGATION, FOOTER = "a subscription form", "the page's navigation", "the page's footer"
HEADER = "the page's header"


class Known(NamedTuple):
    """Names that one program gives to one part of a page.

    Parameters:
        part: what the elements are.
        names: classes and ids, in lower case.
        source: where they are documented or written.
        live: whether an author writes the element by hand, and a script fills it: on a site of one's own it
            is meant.
    """

    part: str
    names: str
    source: str
    live: bool = False


WIDGET = "a widget of the page's sidebar"
_PLUGINS = "https://wordpress.org/plugins"
_JETPACK = "https://github.com/Automattic/jetpack/tree/trunk/projects/plugins/jetpack/modules"
_KNOWN = (
    Known(
        SHARE,
        "sharedaddy sd-sharing sd-sharing-enabled sd-block sd-social sd-like jp-post-flair"
        " jetpack-likes-widget-wrapper jetpack-likes-widget-unloaded",
        f"{_JETPACK}/sharedaddy",
    ),
    Known(RELATED, "jp-relatedposts", f"{_JETPACK}/related-posts"),
    Known(SUBSCRIBE, "jetpack_subscription_widget jetpack-subscribe-modal", f"{_JETPACK}/subscriptions"),
    Known(SHARE, "addtoany_share_save_container addtoany_content", f"{_PLUGINS}/add-to-any/"),
    Known(SHARE, "a2a_kit", "https://www.addtoany.com/buttons/for/website", live=True),
    Known(
        SHARE,
        "addthis_toolbox addthis_inline_share_toolbox addthis_sharing_toolbox addthis_default_style"
        " addthis_native_toolbox addthis_responsive_sharing addthis_custom_sharing at-above-post at-below-post",
        f"{_PLUGINS}/addthis/",
        live=True,
    ),
    Known(
        RELATED,
        "addthis_relatedposts_inline addthis_recommended_horizontal",
        f"{_PLUGINS}/addthis/",
        live=True,
    ),
    Known(
        SHARE,
        "sharethis-inline-share-buttons sharethis-sticky-share-buttons st_sharethis st_sharethis_large",
        "https://sharethis.com/platform/share-buttons/",
        live=True,
    ),
    Known(SHARE, "service-links service-links-stack", "https://www.drupal.org/project/service_links"),
    Known(SHARE, "heateor_sss_sharing_container heateorssssharing", f"{_PLUGINS}/sassy-social-share/"),
    Known(SHARE, "the_champ_sharing_container", f"{_PLUGINS}/super-socializer/"),
    Known(SHARE, "ssba ssba-wrap ssba-classic-2 ssbp-wrap", f"{_PLUGINS}/simple-share-buttons-adder/"),
    Known(SHARE, "swp_social_panel", f"{_PLUGINS}/social-warfare/"),
    Known(SHARE, "essb_links", "https://socialsharingplugin.com/"),
    Known(SHARE, "mashsb-container mashsb-box", f"{_PLUGINS}/mashsharer/"),
    Known(SHARE, "dpsp-content-wrapper", f"{_PLUGINS}/social-pug/"),
    Known(SHARE, "simplesocialbuttons", f"{_PLUGINS}/simple-social-buttons/"),
    Known(SHARE, "scriptlesssocialsharing", f"{_PLUGINS}/scriptless-social-sharing/"),
    Known(SHARE, "sociable sociable-tagline", f"{_PLUGINS}/sociable/"),
    Known(SHARE, "shareaholic-canvas shr-publisher", f"{_PLUGINS}/shareaholic/"),
    Known(SHARE, "et_social_inline", "https://www.elegantthemes.com/plugins/monarch/"),
    Known(
        SHARE,
        "post-share-buttons goog-inline-block-share",
        "https://support.google.com/blogger/answer/186252",
    ),
    Known(SHARE, "shariff", "https://github.com/heiseonline/shariff", live=True),
    Known(SHARE, "bdsharebuttonbox bdshare bdshare_t", "https://share.baidu.com/code", live=True),
    Known(
        SHARE, "jiathis_style jiathis_style_32x32 jiathis_style_24x24", "https://www.jiathis.com/", live=True
    ),
    Known(SHARE, "bshare-custom", "https://www.bshare.cn/", live=True),
    Known(
        SHARE,
        "fb-like fb-share-button fb-send",
        "https://developers.facebook.com/docs/plugins/like-button/",
        live=True,
    ),
    Known(RELATED, "yarpp yarpp-related yarpp-related-rss", f"{_PLUGINS}/yet-another-related-posts-plugin/"),
    Known(RELATED, "crp_related", f"{_PLUGINS}/contextual-related-posts/"),
    Known(
        RELATED,
        "wp_rp_wrap wp_rp_content wp_rp_related_posts",
        f"{_PLUGINS}/wordpress-23-related-posts-plugin/",
    ),
    Known(RELATED, "rp4wp-related-posts", f"{_PLUGINS}/related-posts-for-wp/"),
    Known(RELATED, "zemanta-related zemanta-articles", f"{_PLUGINS}/related-posts-by-zemanta/"),
    Known(RELATED, "nrelate_related", f"{_PLUGINS}/nrelate-related-content/"),
    Known(RELATED, "linkwithin_div linkwithin_outer", "https://www.linkwithin.com/"),
    Known(RELATED, "outbrain ob-widget", "https://www.outbrain.com/help/", live=True),
    Known(RELATED, "trc_related_container trc_rbox_container", "https://developers.taboola.com/"),
    Known(
        SUBSCRIBE,
        "mc_embed_signup",
        "https://mailchimp.com/help/add-a-signup-form-to-your-website/",
        live=True,
    ),
    Known(
        SUBSCRIBE,
        "subscription-widget subscription-widget-wrap subscription-widget-wrap-editor",
        "https://substack.com/",
    ),
    Known(
        WIDGET,
        "widget_archive widget_calendar widget_categories widget_custom_html widget_media_image widget_meta"
        " widget_nav_menu widget_pages widget_recent_comments widget_recent_entries widget_rss widget_search"
        " widget_tag_cloud widget_text",
        "https://developer.wordpress.org/themes/functionality/sidebars/",
        live=True,
    ),
    Known(FOOTER, "feedflare", "https://support.google.com/feedburner/answer/79408"),
    Known(
        COMMENTS,
        "commentlist comment-respond commentform comments-area",
        "https://developer.wordpress.org/reference/functions/wp_list_comments/",
    ),
    Known(COMMENTS, "disqus_thread dsq-content", "https://help.disqus.com/", live=True),
    Known(COMMENTS, "fb-comments", "https://developers.facebook.com/docs/plugins/comments/", live=True),
    Known(COMMENTS, "ds-thread", "https://duoshuo.com/", live=True),
    Known(
        COMMENTS,
        "wp-block-comments wp-block-post-comments wp-block-comment-template",
        "https://developer.wordpress.org/block-editor/reference-guides/core-blocks/",
    ),
    Known(SHARE, "wp-block-jetpack-sharing-buttons", f"{_JETPACK}/sharedaddy"),
    Known(COMMENTS, "isso-thread", "https://isso-comments.de/docs/reference/client-config/", live=True),
    Known(COMMENTS, "utterances", "https://utteranc.es/", live=True),
    Known(COMMENTS, "giscus", "https://giscus.app/", live=True),
    Known(COMMENTS, "commento", "https://docs.commento.io/installation/", live=True),
    Known(COMMENTS, "gitalk-container gitalk", "https://github.com/gitalk/gitalk", live=True),
    Known(COMMENTS, "vcomments valine", "https://valine.js.org/en/quickstart.html", live=True),
    Known(COMMENTS, "waline", "https://waline.js.org/en/guide/get-started/", live=True),
    Known(COMMENTS, "twikoo tcomment", "https://twikoo.js.org/", live=True),
    Known(COMMENTS, "sohucs", "https://changyan.kuaizhan.com/", live=True),
    Known(COMMENTS, "lv-container", "https://livere.com/", live=True),
    Known(COMMENTS, "cusdis_thread", "https://cusdis.com/doc", live=True),
    Known(COMMENTS, "remark42", "https://remark42.com/docs/configuration/frontend/", live=True),
    Known(COMMENTS, "hyvor-talk-view", "https://talk.hyvor.com/docs", live=True),
    Known(COMMENTS, "discourse-comments", "https://meta.discourse.org/t/31963", live=True),
    Known(COMMENTS, "livefyre-comments", "https://en.wikipedia.org/wiki/Livefyre", live=True),
    Known(COMMENTS, "idc-container", "https://en.wikipedia.org/wiki/IntenseDebate", live=True),
    Known(COMMENTS, "js-kit-comments", "https://en.wikipedia.org/wiki/JS-Kit", live=True),
    Known(NAVIGATION, "wp-pagenavi", f"{_PLUGINS}/wp-pagenavi/"),
)
KNOWN = {name: known for known in _KNOWN for name in known.names.split()}

_THING = r"[-_]?(?:area|bar|block|box|btns?|buttons?|container|icons?|links?|list|panel|section|tools?|widget|wrap(?:per)?)"
_OF = r"(?:(?:article|content|entry|main|page|posts?|primary|secondary|site|story|top)[-_]+)?"
# Schemes of naming: BEM (`navigation__primary`), and words joined by `-` or `_`.
_USUAL = {
    SHARE: rf"{_OF}(?:(?:social[-_]?)?shar(?:e|es|ing)(?:{_THING})?|share[-_]?this|social(?:[-_]media)?{_THING})",
    RELATED: rf"{_OF}(?:related|recommended|popular)[-_]?"
    rf"(?:articles?|contents?|entries|news|posts?|reads?|reading|stories)(?:{_THING})?",
    COMMENTS: rf"(?:the[-_]|{_OF})(?:comments(?:{_THING}|[-_]thread)?|comment[-_]?(?:list|thread|holder|section|area))",
    SUBSCRIBE: r"(?:newsletter|subscribe|subscription|email)[-_](?:box|block|form|module|promo|sign[-_]?up|widget)",
    NAVIGATION: rf"(?:main|primary|site|top)[-_]?menu|{_OF}(?:nav(?:igation|bar)?|bread[-_]?crumbs?)(?:{_THING}|[-_](?:menu|above|below|top)|__[\w-]+|--[\w-]+)?"
    r"|(?:nav|primary|main|site|top)[-_]menu(?:[-_]container)?|pagination|pager|https?://schema\.org/breadcrumblist",
    FOOTER: r"(?:entry|post|article|site)[-_]footer|contentinfo",
    HEADER: r"site[-_](?:header|masthead)|masthead",
}
USUAL = tuple((part, regex(pattern)) for part, pattern in _USUAL.items())
COMMENT = regex(
    r"https?://schema\.org/(?:user)?comments?|(?:(?:li|div|post)[-_]?)?comment(?:[-_]?(?:\d+|body|box|container|content|entry|item|text|wrap(?:per)?))?"
)
_ALL = "|".join([*map(re.escape, KNOWN), *_USUAL.values(), COMMENT.pattern])
# What an element with such a name contains.
NAMED = rf"(?i:(?:class|id|role|itemtype)\s*=\s*(?:\"(?:[^\"]*\s)?|'(?:[^']*\s)?|)(?:{_ALL}))|<(?i:nav)"
# What a reply to a comment, its permanent link or its author are called.
COMMENT_SIGNS = regex(
    r"schema\.org/(?:User)?Comment|comment[-_]?(?:reply|author|meta|form)|replytocom=|/comment/reply/|#comment-?\d|[\"'\s]comment-\d|\bc?reply-?(?:link|btn|button)\b"
)
