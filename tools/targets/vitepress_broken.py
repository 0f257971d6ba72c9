"""Broken targets of the site by VitePress: 27. Dead links to pages and relative images stop the build."""

from tools.targets.site import Broken

BROKEN = (
    Broken("image", "public file", "![№](‹/shots/handle.png›)", stops=True),
    Broken("image", "relative to the file", 'Here: ![№](‹{to assets/whistle.png}› "A whistle")', stops=True),
    Broken("image", "HTML image", '<p><img src="‹{to assets/cord.png}›" alt="№"></p>', stops=True),
    Broken("letter-case", "public file", "![№](‹/Logo.png›)", stops=True),
    Broken("letter-case", "name", "![№](‹{to assets/spout.png}›)", stops=True),
    Broken("letter-case", "folder", "- Steam\n- [№](‹/Files/manual.pdf›)"),
    Broken("letter-case", "file", "[№](‹/files/Manual.pdf›)"),
    Broken("file", "public file", "[№](‹/files/warranty.pdf›)"),
    Broken("file", "with the folder public", "Get [№][dl] today.\n\n[dl]: ‹/public/files/manual.pdf›"),
    Broken("file", "HTML", '<a href="‹/kettle/files/manual.zip›">№</a>'),
    Broken("page", "from the root", "[№](‹/guide/descaling›)", stops=True),
    Broken(
        "page",
        "relative to the file",
        "| a | b |\n| --- | --- |\n| [№](‹{to guide/descaling.md}›) | wet |",
        stops=True,
    ),
    Broken("page", "HTML", '<a href="‹/kettle/guide/repair.html›">№</a>'),
    Broken("old-address", "before its rewrite", "[№](‹/packages/winding-temple/README›)"),
    Broken(
        "old-address",
        "before it moved to a folder",
        "> Said in [№](‹/reference/quiet-river.html›)",
        stops=True,
    ),
    Broken("old-address", "before it moved", "[№](‹/reference/quiet-harbour.md›)", stops=True),
    Broken("typo", "letters swapped", "[№](‹{to guide/queit-harbour.md}›)", stops=True),
    Broken("typo", "folder", "1. Boil.\n2. [№](‹/reference/option/quiet-meadow›)", stops=True),
    Broken("typo", "without the suffix", "[№](‹{to guide/quiet-harbor}›)", stops=True),
    Broken("anchor-here", "plain", "[№](‹#late-steps›)"),
    Broken("anchor-here", "number first", "### 3. Pour\n\n[№](‹#3-pour›)"),
    Broken("anchor-here", "third of two", "## Tips\n\nOne.\n\n## Tips\n\nTwo: [№](‹#tips-2›)."),
    Broken("anchor-elsewhere", "from the root", "[№](‹/about#history›)"),
    Broken("anchor-elsewhere", "relative to the file", "[№](‹{to guide/quiet-harbour.md}#repair›)"),
    Broken("anchor-elsewhere", "HTML", '<a href="‹/kettle/about.html#team›">№</a>'),
    Broken("template", "include", "<!--@include: ‹{to parts/warning.md}›-->", shows="It is hot."),
    Broken("template", "snippet", "<<< ‹@/snippets/pour.js›", stops=True),
)
