"""Patterns that take more than linear time by themselves, which no long text reaches, and why; and those not tried."""

_RUBY = "`Date._parse` reads 128 characters at most (`lint.values.dates.ruby`)"
_GO = "no date of Hugo's has more than 64 characters (`lint.values.dates.go`)"
_PATH = "the path of a file has 4,096 characters at most"
_PLACE = "the address of a link has 4,096 characters at most, and it is only tried at one place"
_CERTAIN = "the pattern is only tried at one place, and goes back only once there"
# No post reaches these: they read what a server sends, of which 64 KiB are read. Those that look for anchors read
# 1 MiB, and have no repeat without a bound.
OF_ANSWERS = "lint.web."
BOUNDED = {
    "lint.rules.htm.liquid_hazard._LITERAL": "what a template begins with: templates of over 200 characters are not looked into",
    "lint.rules.lnk.link_text._TAG": "2,000 characters after a link",
    "lint.archive.conventions._FENCE": _CERTAIN,
    "lint.engine.evidence._URL": _CERTAIN,
    "lint.rules.dte.dateline_mismatch._LABEL": _CERTAIN,
    "lint.rules.htm.repeated_text._CLOSES": _CERTAIN,
    "lint.rules.htm.repeated_text._NOTICE": _CERTAIN,
    "lint.rules.lnk.glued_urls._HAS_HOST": _CERTAIN,
    "lint.values.dates.written._DATELINES": _CERTAIN,
    "lint.values.dates.written._TEXT": _CERTAIN,
    "lint.archive.builders.jekyll_entries.DATED": _PATH,
    "lint.archive.builders.jekyll_entries._NAMED": _PATH,
    "lint.archive.builders.astro_links._ENDPOINT": _PATH,
    "lint.archive.builders.docusaurus_addresses._DATED": _PATH,
    "lint.archive.builders.docusaurus_addresses._INDEX": _PATH,
    "lint.archive.builders.docusaurus_addresses._NO_PREFIX": _PATH,
    "lint.archive.builders.docusaurus_addresses._PREFIX": _PATH,
    "lint.archive.builders.hexo_themes._IMAGE": _PLACE,
    "lint.archive.builders.hexo_generated._ON_TERMS": _CERTAIN,
    "lint.archive.builders.permalink_patterns._NUMBER": _CERTAIN,
    "lint.archive.builders.pelican_links._FIELD": "it is only tried at the beginning of a line",
    "lint.archive.builders.eleventy_copies._PAIRS": "another pattern has found the pairs, which follow each other",
    "lint.values.url_patterns._HOST": _CERTAIN,
    "lint.rules.tag.tag_variants._PLAIN": _CERTAIN,
    "lint.archive.git_command._NAMED": _CERTAIN,
    "lint.archive.git_command._REQUIRED": _CERTAIN,
    "lint.proxies.known_proxies./unsafe/(?:(?!https?(?::|%3A))[^/?#]*/)*": "slow where lines break, which a URL cannot have",
    "lint.cli.new_rule._NAME": "a name on the command line",
    "lint.run.gates._GATE": "a value on the command line",
    "lint.rule.manual.EXAMPLE": "it reads the manuals of rules, not posts",
    "lint.rule.manual.FENCE": "it reads the manuals of rules, not posts",
    "lint.post.front_matter.yaml_reader._PROPERTIES_BEFORE": "libyaml allows one anchor and one tag before a value, of letters, digits and few signs",
    "lint.post.heading_attributes._BRACES": "attributes of headings have 500 characters at most",
    "lint.post.heading_attributes._LISTED": "attributes of headings have 500 characters at most",
    "lint.post.kramdown_spans._FOOTNOTE": "it is not tried where no bracket closes: see the kind `notes that do not end`",
    "lint.primitives.fingerprint._END": "32 characters after a finding",
    "lint.proxies.known_proxies.(?s:.*\\.googleusercontent\\.com)\\Z": "a host has 253 characters at most",
    "lint.proxies.known_proxies.(?s:.*\\.gmodules\\.com)\\Z": "a host has 253 characters at most",
    "lint.rules.fil.word_breaks._LINE_END": "two breaks share no spaces, and it is only tried after one",
    "lint.rules.htm.chrome.feeds._BEFORE": "200 characters before what a feed adds",
    "lint.rules.htm.glued_tag._GLUED": "it is only tried on what begins an element's name",
    "lint.rules.htm.leftover_shortcode._ATTRIBUTE": "the attributes of a shortcode, tried at their beginning",
    "lint.rules.htm.markdown_in_html._BLOCK": "the beginning of the line of a few marks, before which a fix ends",
    "lint.rules.img.image_tag._IN_FOLDER": "the last two words of an address, where the first placeholder matches at once",
    "lint.rules.img.srcset_faults._IMAGE": "the last characters of a URL",
    "lint.rules.lnk.glued_urls._BETWEEN": "the last 60 characters before a URL",
    "lint.rules.lnk.glued_urls._ESCAPES": "the last 60 characters before a URL",
    "lint.values.dates.go._LAYOUTS": _GO,
    **{
        f"lint.values.dates.ruby_patterns.{name}": _RUBY
        for name in ("CLOCK", "TIME", "EU", "US", "ISO", "VMS", "VMS_US", "SLASHES", "DOTS", "DAY", "DIGITS", "WEEKDAY")
    },
}  # fmt: skip

# No sample reaches these, nor does a text made from them: beginnings of names, with why.
UNTRIED = tuple(
    {
        "lint.archive.git._HUNK": "it reads what git writes",
        "lint.archive.builders.configuration.(?:^|": "a builder asks for it if its site has some other setting",
        "lint.cli.defects._SECRETS": "it reads the arguments of a run that failed",
        "lint.config.toml_text._QUOTED": "it reads a key with over 100 parts",
        "lint.primitives.rewrite._STREAM": "it reads the name of a file that is written",
        "lint.proxies.linear._DIFFERS": "it reads the patterns of proxies in a configuration, not posts",
        "lint.report.diff._ACTIVE": "it reads the lines of a patch that a fix makes",
        "lint.report.plan_page._STYLE": "it reads our own page",
        "lint.report.word_changes.": "it reads the lines that a fix changes, for a terminal; each repeat is possessive",
        "lint.rule.manual._FENCES": "it reads the manuals of rules, not posts",
        "lint.run.baseline._LINE": "it reads a baseline",
        "lint.schema.model_validator._SHOULD": "it reads the messages of pydantic",
        # What decides where pages are, besides the texts of posts: each of these is linear by itself.
        **dict.fromkeys(
            (
                "lint.archive.builders.added_ids._ADDS",
                "lint.archive.builders.astro_addresses._",
                "lint.archive.builders.astro_links._WRITTEN",
                "lint.archive.builders.docusaurus_generated._SLUG",
                "lint.archive.builders.eleventy_addresses._",
                "lint.archive.builders.eleventy_data._PERMALINK",
                "lint.archive.builders.eleventy_generated._",
                "lint.archive.builders.hugo_permalinks._PLACEHOLDER",
                "lint.archive.builders.hugo_sections._",
                "lint.archive.builders.pelican_addresses._DIRECTIVES",
                "lint.archive.builders.pelican_links._SITE_URL",
                "lint.archive.builders.jekyll_generated._QUIET",
                "lint.archive.builders.page_heads._FIELD",
                "lint.archive.builders.permalink_patterns._",
                "lint.archive.builders.vitepress_addresses._PARAMETER",
            ),
            "it reads a program, a template or a setting of a site, or the name of a page",
        ),
        "lint.archive.unreferenced._WORD": "it reads the files of a site for `lint links --unreferenced`",
        # Parts of posts that are not in the samples yet.
        **dict.fromkeys(
            (
                "lint.post.bare_urls._REFERENCE",
                "lint.post.front_matter.refusals._LONG_NUMBER",
                "lint.post.heading_attributes.\\?P<\\w+>",
                "lint.post.heading_pieces._OPENED",
                "lint.proxies.known_proxies.(?<=/)[fhqw]=",
                "lint.rules.fil.lost_characters._ICON",
                "lint.rules.htm.chrome.definitions._DEFINITION",
                "lint.rules.htm.chrome.feeds._DEFINITION",
                "lint.rules.htm.chrome.feeds._PARAGRAPH_END",
                "lint.rules.htm.chrome.related._LINK",
                "lint.rules.htm.chrome.related._MARKUP",
                "lint.rules.htm.markdown_in_html._LINKED",
                "lint.rules.img.lazy_fix._HIDING",
                "lint.rules.lnk.glued_urls._AN_ID",
                "lint.rules.lnk.link_without_text._LOOK",
                "lint.rules.lnk.sharing._JETPACK",
                "lint.rules.lnk.undefined_reference._FORMER",
                "lint.rules.prx.proxied_image._PLAIN",
                "lint.values.slugs._NUMBER_AFTER_BAR",
            ),
            "no sample has it",
        ),
    }
)
