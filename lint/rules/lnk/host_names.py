"""Which words with dots are host names: the top-level domains that are in common use.

https://www.iana.org/domains/root/db has all. Those that are also endings of file names, such as `md`, `rs`, `sh`
and `zip`, are listed apart; those that nobody is likely to write without a scheme are left out.
"""

# Long ones, and countries whose code is neither a word of programs nor the ending of a file.
_CERTAIN = frozenset(
    "com org net edu gov mil int info biz dev blog site online cloud tech wiki news page shop store xyz social "
    "live world today media agency studio space website digital club design academy foundation science museum asia "
    "io co fm im gg tv eu uk de fr nl be ch es pt dk se fi gr ie cz sk hu ro bg hr si lt lv ee lu ua by ru tr il ir sa ae qa kz uz "
    "jp cn kr tw hk sg vn th ph au nz ca us mx br ar cl uy ve za ke ng eg tn dz".split()
)  # fmt: skip
# These are words as well, or endings of file names: with a path after them, or `www.` before them, they are hosts.
_WITH_PATH = frozenset(
    "example me cc ai app to it is in at no my id ly so sh rs py pl pm ps ms mk ml mo la ad as st do gl am "
    "ac li lk lc vc ws bz nu pe ec pk bd np mn mm kh mt cy ge hm su name one zip mov art ink run tools works".split()
)  # fmt: skip


def is_host(name: str, *, has_path: bool) -> bool:
    """Return whether a name with dots is that of a host.

    Parameters:
        name: the name, in which labels are separated by dots.
        has_path: whether a path follows it.
    """
    labels = name.split(".")
    ending = labels[-1]
    if not ending.islower() and not ending.isupper():
        return False
    ending = ending.lower()
    if labels[0].lower() == "www" and len(labels) > 2:  # noqa: PLR2004 - `www.org` may be a file
        return ending in _CERTAIN or ending in _WITH_PATH or len(ending) == 2  # noqa: PLR2004 - any country
    # `config.example` is a file, and `code.rain.example` the host of a manual (RFC 2606).
    is_manual = ending == "example" and len(labels) > 2  # noqa: PLR2004 - as above
    return ending in _CERTAIN or is_manual or (has_path and ending in _WITH_PATH)
