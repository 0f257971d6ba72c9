"""Broken targets of the site by Eleventy: 27."""

from tools.targets.site import Broken

BROKEN = (
    Broken("image", "from the root", "![№](‹/img/root.png›)"),
    Broken("image", "relative to the page", 'Here: ![№](‹{up}/img/bark.png› "Bark")'),
    Broken("image", "HTML image", '<p><img src="‹/img/moss.png›" alt="№"></p>'),
    Broken("letter-case", "from the root", "![№](‹/img/Leaf.png›)"),
    Broken("letter-case", "suffix", "![№](‹/img/Bud.jpg›)"),
    Broken("letter-case", "folder", '- Leaves\n- <img alt="№" src="‹/IMG/leaf.png›">'),
    Broken("letter-case", "file", "[№](‹/files/List.pdf›)"),
    Broken("file", "from the root", "[№](‹/files/trees.pdf›)"),
    Broken("file", "with the folder public", "Get [№][dl] today.\n\n[dl]: ‹/public/terms.pdf›"),
    Broken("file", "HTML", '<a href="‹/files/list.zip›">№</a>'),
    Broken("page", "from the root", "[№](‹/guide/pruning/›)"),
    Broken(
        "page", "relative to the file", "| a | b |\n| --- | --- |\n| [№](‹{to src/guide/pruning.md}›) | wet |"
    ),
    Broken("page", "a page as a folder", "[№](‹/legacy/map.html/more›)"),
    Broken("old-address", "before its permalink", "[№](‹/journal/north-harbour/›)"),
    Broken("old-address", "before its permalink was a file", "> Said in [№](‹/journal/red-harbour/›)"),
    Broken("old-address", "before it had a date", "[№](‹/journal/early-river/›)"),
    Broken("typo", "letters swapped", "[№](‹/journal/queit-harbour/›)"),
    Broken("typo", "letter missing", "1. Dig.\n2. [№](‹/guide/quiet-medow/›)"),
    Broken("typo", "relative to the file", "[№](‹{to src/journal/quiet-harbor.md}›)"),
    Broken("anchor-here", "plain", "[№](‹#late-leaves›)"),
    Broken("anchor-here", "apostrophe as a hyphen", "## It's spring\n\n[№](‹#it-s-spring›)"),
    Broken("anchor-here", "numbered as elsewhere", "## Tips\n\nOne.\n\n## Tips\n\nTwo: [№](‹#tips-1›)."),
    Broken("anchor-elsewhere", "from the root", "[№](‹/about/#history›)"),
    Broken("anchor-elsewhere", "relative to the file", "[№](‹{to src/journal/quiet-harbour.md}#frost›)"),
    Broken("anchor-elsewhere", "static page", "Compare [№](‹/legacy/map.html#south›), too."),
    Broken("template", "include", '{% include "‹footer-note.liquid›" %}', stops=True),
    Broken("template", "render", '{% render "‹card›", text: "Two" %}', stops=True),
)
