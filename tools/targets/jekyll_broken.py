"""Broken targets of the site by Jekyll: 38."""

from tools.targets.site import Broken

BROKEN = (
    Broken("image", "from the root", "![№](‹/tea/assets/img/teapot.png›)"),
    Broken("image", "relative to the page", 'Here: ![№](‹{up}/assets/img/saucer.png› "A saucer")'),
    Broken("image", "HTML image", '<p><img src="‹/tea/assets/img/whisk.png›" alt="№"></p>'),
    Broken("image", "relative_url", "![№](‹{{ '/assets/img/scale.png' | relative_url }}›)"),
    Broken("letter-case", "from the root", "![№](‹/tea/assets/img/Lantern.png›)"),
    Broken("letter-case", "suffix", "![№](‹/tea/assets/img/Garden.png›)"),
    Broken("letter-case", "folder", "- Leaves\n- ![№](‹/tea/assets/Img/lantern.png›)"),
    Broken("letter-case", "relative, HTML", '<img alt="№" src="‹{up}/assets/img/CUP_of_tea.png›">'),
    Broken("file", "from the root", "[№](‹/tea/assets/harvest.pdf›)"),
    Broken("file", "other suffix", "The prices: [№](‹/tea/assets/price-list.zip›)."),
    Broken("file", "by reference", "Get [№][dl] today.\n\n[dl]: ‹/tea/assets/samples.zip›"),
    Broken("file", "relative to the page", '<a href="‹{up}/assets/menu.pdf›">№</a>'),
    Broken("page", "from the root", "[№](‹/tea/guide/storage.html›)"),
    Broken(
        "page", "relative to the page", "| a | b |\n| --- | --- |\n| [№](‹{up}/recipes/punch.html›) | hot |"
    ),
    Broken("page", "relative_url", "[№](‹{{ '/workshops/' | relative_url }}›)"),
    Broken("page", "without the base", "[№](‹/guide/quiet-meadow.html›)"),
    Broken("old-address", "before its permalink", "[№](‹/tea/2021/03/03/red-harbour.html›)"),
    Broken("old-address", "before its categories", "> Said in [№](‹/tea/2021/02/02/north-harbour.html›)"),
    Broken("old-address", "before its slug", "[№](‹/tea/2021/04/04/silver-harbour.html›)"),
    Broken("old-address", "source instead of page", "[№](‹/tea/guide/quiet-meadow.md›)"),
    Broken("typo", "letters swapped", "[№](‹/tea/2021/01/01/queit-harbour.html›)"),
    Broken("typo", "letter missing", "1. Boil.\n2. [№](‹/tea/recipes/early-tmple.html›)"),
    Broken("typo", "wrong day", "[№](‹/tea/2021/05/06/early-harbour.html›)"),
    Broken("typo", "HTML", '<a href="‹/tea/essays/red-harbor/›">№</a>'),
    Broken("anchor-here", "plain", "[№](‹#cold-brew›)"),
    Broken("anchor-here", "upper case", "## Second pour\n\n[№](‹#Second-Pour›)"),
    Broken("anchor-here", "third of two", "## Tips\n\nOne.\n\n## Tips\n\nTwo: [№](‹#tips-2›)."),
    Broken("anchor-here", "heading with an id of its own", "## Cups of clay {#clay}\n\n[№](‹#cups-of-clay›)"),
    Broken("anchor-elsewhere", "from the root", "[№](‹/tea/about.html#history›)"),
    Broken("anchor-elsewhere", "post_url", "[№](‹{% post_url 2021-01-01-quiet-harbour %}#steeping›)"),
    Broken("anchor-elsewhere", "link", "[№](‹{% link about.md %}#team›)"),
    Broken("anchor-elsewhere", "relative to the page", "Compare [№](‹{up}/contact/#map›), too."),
    Broken("template", "post_url", "[№](‹{% post_url 2021-06-31-monsoon %}›)", stops=True),
    Broken(
        "template", "post_url with a wrong day", "[№](‹{% post_url 2021-01-02-quiet-harbour %}›)", stops=True
    ),
    Broken("template", "link to a page", "[№](‹{% link guide/storage.md %}›)", stops=True),
    Broken("template", "link to a file", "![№](‹{% link assets/img/teapot.png %}›)", stops=True),
    Broken("template", "include", "{% include ‹footer-note.html› %}", stops=True),
    Broken("template", "include_relative", "{% include_relative ‹missing-part.md› %}", stops=True),
)
