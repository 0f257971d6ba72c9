"""Broken targets of the site by Hugo: 38."""

from tools.targets.site import Broken

BROKEN = (
    Broken("image", "static file", "![№](‹/images/rake.png›)"),
    Broken("image", "figure", '{{< figure src="‹/images/hoe.png›" alt="№" >}}'),
    Broken("image", "relative to the page", 'Here: ![№](‹{up}/images/barrow.png› "A barrow")'),
    Broken(
        "image", "srcset", '<p><img src="/images/spade.png" srcset="‹/images/spade@3x.png› 3x" alt="№"></p>'
    ),
    Broken("letter-case", "static file", "![№](‹/images/Spade.png›)"),
    Broken("letter-case", "suffix", "![№](‹/images/Rose.jpg›)"),
    Broken("letter-case", "folder", "- Beds\n- [№](‹/Files/plan.pdf›)"),
    Broken("letter-case", "HTML image", '<img alt="№" src="‹/images/SPADE.png›">'),
    Broken("file", "static file", "[№](‹/files/soil.pdf›)"),
    Broken("file", "with the folder static", "The plan: [№](‹/static/files/plan.pdf›)."),
    Broken("file", "by reference", "Get [№][dl] today.\n\n[dl]: ‹/files/seeds.zip›"),
    Broken("file", "HTML", '<a href="‹/files/plan.zip›">№</a>'),
    Broken("page", "from the root", "[№](‹/handbook/compost/›)"),
    Broken("page", "relative to the page", "| a | b |\n| --- | --- |\n| [№](‹{up}/plots/marsh/›) | wet |"),
    Broken("page", "term", "[№](‹/tags/frost/›)"),
    Broken("page", "page of a list", "[№](‹/posts/page/9/›)"),
    Broken("old-address", "before its slug", "[№](‹/posts/north-harbour/›)"),
    Broken("old-address", "before its url", "> Said in [№](‹/posts/red-harbour/›)"),
    Broken("old-address", "before it moved", "[№](‹/handbook/quiet-temple/›)"),
    Broken("old-address", "with the suffix of another builder", "[№](‹/posts/quiet-harbour.html›)"),
    Broken("typo", "letters swapped", "[№](‹/posts/queit-harbour/›)"),
    Broken("typo", "letter missing", "1. Dig.\n2. [№](‹/handbook/tools/quiet-medow/›)"),
    Broken("typo", "section in the singular", "[№](‹/post/quiet-harbour/›)"),
    Broken("typo", "HTML", '<a href="‹/walks/red-harbor/›">№</a>'),
    Broken("anchor-here", "plain", "[№](‹#late-beds›)"),
    Broken("anchor-here", "upper case", "## Second bed\n\n[№](‹#Second-Bed›)"),
    Broken("anchor-here", "third of two", "## Tips\n\nOne.\n\n## Tips\n\nTwo: [№](‹#tips-2›)."),
    Broken("anchor-here", "heading with an id of its own", "## Pots of clay {#clay}\n\n[№](‹#pots-of-clay›)"),
    Broken("anchor-elsewhere", "from the root", "[№](‹/posts/#by-year›)"),
    Broken("anchor-elsewhere", "relref", '[№](‹{{< relref "quiet-harbour.md#weeding" >}}›)'),
    Broken("anchor-elsewhere", "static page", "[№](‹/legacy/map.html#south›)"),
    Broken(
        "anchor-elsewhere", "relative to the page", "Compare [№](‹{up}/posts/quiet-harbour/#frost›), too."
    ),
    Broken("template", "ref", '[№](‹{{< ref "monsoon.md" >}}›)', stops=True),
    Broken("template", "relref", '[№](‹{{< relref "/posts/storage.md" >}}›)', stops=True),
    Broken("template", "ref to a bundle", '[№](‹{{% ref "/plots/marsh" %}}›)', stops=True),
    Broken(
        "template", "ref in HTML", '<p><a href="‹{{< ref "posts/queit-harbour" >}}›">№</a></p>', stops=True
    ),
    Broken("template", "shortcode", "{{< ‹notice› >}}", stops=True),
    Broken("template", "shortcode with content", "{{% ‹boxed› %}}\nThree beds.\n{{% /boxed %}}", stops=True),
)
