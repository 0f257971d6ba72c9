"""What JavaScript makes of values and paths, as the builders written in it do."""


def extension(path: str) -> str:
    """Return the extension as Node.js's `path.extname` does: empty for `.htaccess` and `a`, `.` for `a.`."""
    name = path.rstrip("/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot and stem else ""


def printed(value: object) -> str | None:
    """Return the text that JavaScript prints for a text, number or boolean; `None` for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return None
