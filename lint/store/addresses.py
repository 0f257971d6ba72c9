"""Which arguments are addresses of archives on a server."""

# With these, an archive is in a file; they have no folders.
WEB = ("http", "https")
# With these, a write can depend on the version of a file.
S3 = ("s3", "s3a")
# Names of files that hold an archive. Those of which the contents are not read are refused, and are no text.
ARCHIVES = (
    ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tbz", ".tar.zst", ".tzst", ".zip",
    ".tar.lz", ".tar.lz4", ".tar.lzma", ".tlz", ".tar.z", ".taz", ".7z", ".rar",
)  # fmt: skip
_IN_SCHEMES = str.maketrans("", "", "+.-")


def is_address(path: str) -> bool:
    """Return whether an argument is an address such as `s3://bucket/posts`, rather than a path."""
    scheme = scheme_of(path)
    return scheme != path and scheme.isascii() and scheme.translate(_IN_SCHEMES).isalnum()


def shown(path: str) -> str:
    """Return an argument as messages and reports have it: an address without its password and query."""
    if not is_address(path):
        return path
    bare, has_query, _ = path.partition("?")
    scheme, mark, rest = bare.partition("://")
    host, slash, below = rest.partition("/")
    secret, at, name = host.rpartition("@")
    return f"{scheme}{mark}{'…' if secret else ''}{at}{name}{slash}{below}{'?…' if has_query else ''}"


def scheme_of(url: str) -> str:
    """Return the scheme of an address."""
    return url.partition("://")[0]


def is_file(url: str) -> bool:
    """Return whether a file that holds an archive is at an address, and not a folder."""
    return scheme_of(url) in WEB or url.lower().endswith(ARCHIVES)


def may_be_written(path: str) -> bool:
    """Return whether fixed files can be written where they are, without harm to what others write."""
    return is_address(path) and scheme_of(path) in S3 and not is_file(path)
