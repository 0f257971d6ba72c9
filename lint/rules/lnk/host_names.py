"""Which words with dots are host names: the top-level domains that are in common use.

https://www.iana.org/domains/root/db has all. Those that are also endings of file names, such as `md`, `rs`, `sh`
and `zip`, are listed apart; those that nobody is likely to write without a scheme are left out.
"""

import re

from lint.primitives.patterns import regex

# Words of nothing but addresses, and countries whose code is neither a word of programs nor the ending of a file.
_CERTAIN = frozenset(
    "com org net edu gov mil int info biz dev blog site online cloud tech wiki news shop store xyz social today media "
    "agency studio website club academy foundation museum asia aero coop jobs vip ninja guru rocks systems services "
    "solutions company network community center city town nyc miami london berlin paris tokyo amsterdam hamburg wien "
    "koeln vegas boston quebec scot cymru wales eus gal africa ngo ong eco green earth energy church school university "
    "college education institute press review reviews technology software computer engineering health care clinic fitness "
    "photos photography gallery events travel tours fund finance capital ventures partners legal house cafe bar beer wine "
    "coffee pizza restaurant farm garden fashion games fun icu moe chat international "
    "io co fm im gg tv eu uk de fr nl be ch es pt dk se fi gr ie cz sk hu ro bg hr si lt lv ee lu ua by ru tr il ir sa "
    "ae qa kz uz jp cn kr tw hk sg vn th ph au nz ca us mx br ar cl uy ve za ke ng eg tn dz".split()
)  # fmt: skip
# These are words as well, or endings of file names: with a path after them, or `www.` before them, they are hosts.
_WITH_PATH = frozenset(
    "example name one page live world space digital design science zone team plus pro art ink run tools works work guide help "
    "support report video style link app zip mov land global law top cat post me cc ai to it is in at no my id ly so sh "
    "rs py pl pm ps ms mk ml mo la ad as st do gl am ac li lk lc vc ws bz nu pe ec pk bd np mn mm kh mt cy ge hm "
    "su".split()
)  # fmt: skip


# The name of a file in one language, as in `index.html.de`.
_FILES = frozenset("html htm md mdx txt php js css xml json yml".split())

# A host at the beginning of a URL, where the scheme should be.
HOST = regex(
    r"\A((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(?::\d+)?(?:(?P<path>/[^/])|[/?#]|\Z)", re.IGNORECASE
)


def is_host(name: str, *, has_path: bool) -> bool:
    """Return whether a name with dots is that of a host.

    Parameters:
        name: the name, in which labels are separated by dots.
        has_path: whether a path follows it.
    """
    labels = name.split(".")
    ending = labels[-1]
    is_title = labels[0].isupper() and not has_path
    if labels[-2].lower() in _FILES or ((is_title or not ending.islower()) and not name.isupper()):
        return False  # `README.org`, `System.IO`
    ending = ending.lower()
    if labels[0].lower() == "www" and len(labels) > 2:  # noqa: PLR2004 - `www.org` may be a file
        return ending in _CERTAIN or ending in _WITH_PATH or len(ending) == 2  # noqa: PLR2004 - any country
    # `config.example` is a file, and `code.rain.example` the host of a manual (RFC 2606).
    is_manual = ending == "example" and len(labels) > 2  # noqa: PLR2004 - as above
    return ending in _CERTAIN or is_manual or (has_path and ending in _WITH_PATH)


def lacks_scheme(url: str) -> bool:
    """Return whether a URL begins with a host where its scheme should be."""
    found = HOST.match(url)
    return found is not None and is_host(found[1], has_path=found["path"] is not None)
