"""Broken targets of the site by Hexo: 29. Only `post_link` stops; the other tag plugins write nothing, or a comment."""

from tools.targets.site import Broken

BROKEN = (
    Broken("image", "from the root", "![№](‹/images/ferry.png›)"),
    Broken("image", "asset of the post", 'Here: ![№](‹stamp.png› "A stamp")'),
    Broken("image", "HTML image", '<p><img src="‹/images/bridge.png›" alt="№"></p>'),
    Broken("letter-case", "from the root", "![№](‹/images/Train.png›)"),
    Broken("letter-case", "suffix", "![№](‹/images/Boat.jpg›)"),
    Broken("letter-case", "folder", '- Trains\n- <img alt="№" src="‹/Images/train.png›">'),
    Broken("letter-case", "file", "[№](‹/files/Map.pdf›)"),
    Broken("file", "from the root", "[№](‹/files/route.pdf›)"),
    Broken("file", "by reference", "Get [№][dl] today.\n\n[dl]: ‹/files/map.zip›"),
    Broken("file", "HTML", '<a href="‹/files/passport.pdf›">№</a>'),
    Broken("page", "from the root", "[№](‹/guide/visa/›)"),
    Broken("page", "tag", "| a | b |\n| --- | --- |\n| [№](‹/tags/ferry/›) | wet |"),
    Broken("page", "relative to the page", "[№](‹{up}/about-us/›)"),
    Broken("old-address", "before its permalink", "[№](‹/2021/02/02/north-harbour/›)"),
    Broken("old-address", "before it moved to a folder", "> Said in [№](‹/2021/03/03/red-harbour/›)"),
    Broken("old-address", "with a suffix", "[№](‹/2021/01/01/quiet-harbour.html›)"),
    Broken("typo", "letters swapped", "[№](‹/2021/01/01/queit-harbour/›)"),
    Broken("typo", "wrong day", "1. Pack.\n2. [№](‹/2021/04/05/silver-harbour/›)"),
    Broken("typo", "category in lower case", "[№](‹/categories/europe/›)"),
    Broken("anchor-here", "plain", "[№](‹#late-trains›)"),
    Broken("anchor-here", "lower case", "## Second class\n\n[№](‹#second-class›)"),
    Broken("anchor-here", "third of two", "## Tips\n\nOne.\n\n## Tips\n\nTwo: [№](‹#Tips-2›)."),
    Broken("anchor-elsewhere", "from the root", "[№](‹/about/#history›)"),
    Broken("anchor-elsewhere", "static page", "[№](‹/legacy/map.html#south›)"),
    Broken(
        "anchor-elsewhere",
        "relative to the page",
        "Compare [№](‹{up}/2021/01/01/quiet-harbour/#Fares›), too.",
    ),
    Broken("template", "post_link", "{% post_link ‹monsoon› '№' %}", stops=True),
    Broken("template", "asset_img", '{% asset_img ‹passport.png› "№" %}', shows='alt="№'),
    Broken("template", "asset_link", "{% asset_link ‹visa.pdf› '№' %}", shows="visa.pdf"),
    Broken("template", "include_code", "{% include_code ‹fares.js› %}", shows="/downloads/code/fares.js"),
)
