"""Patterns that take more than linear time by themselves, which no long text reaches, and why."""

_RUBY = "`Date._parse` reads 128 characters at most (`lint.values.dates.ruby`)"
_GO = "no date of Hugo's has more than 64 characters (`lint.values.dates.go`)"
_CERTAIN = "the pattern is only tried at one place, and goes back only once there"
BOUNDED = {
    "lint.archive.conventions._FENCE": _CERTAIN,
    "lint.engine.evidence._URL": _CERTAIN,
    "lint.rules.dte.dateline_mismatch._LABEL": _CERTAIN,
    "lint.rules.htm.repeated_text._CLOSES": _CERTAIN,
    "lint.rules.htm.repeated_text._NOTICE": _CERTAIN,
    "lint.rules.lnk.glued_urls._HAS_HOST": _CERTAIN,
    "lint.values.dates.written._DATELINES": _CERTAIN,
    "lint.values.dates.written._TEXT": _CERTAIN,
    "lint.archive.builders.jekyll_entries._POST": "the path of a file has 4,096 characters at most",
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
