"""Ruby's YAML library, asked in a process that stays: what it says of each of many texts."""

import shutil
import subprocess
from functools import cache

# Reads a length and as many bytes, again and again; answers with a line: how the text is read.
_PROGRAM = """
require "psych"
require "date"
$stdin.binmode
while (line = $stdin.gets)
  text = $stdin.read(line.to_i).force_encoding("UTF-8")
  begin
    Psych.safe_load(text, permitted_classes: [Date, Time, Symbol], aliases: true)
    puts "read"
  rescue Psych::SyntaxError
    puts "syntax"
  rescue Exception => error
    puts error.class.name
  end
  $stdout.flush
end
"""


@cache
def _process() -> subprocess.Popen[bytes] | None:
    ruby = shutil.which("ruby")
    if ruby is None:
        return None
    return subprocess.Popen(  # noqa: S603 - the program is above
        [ruby, "-e", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def verdict(text: str) -> str | None:
    """Return what Psych says of a text: `read`, `syntax` or the name of an error; `None` without Ruby."""
    process = _process()
    if process is None or process.stdin is None or process.stdout is None:
        return None
    data = text.encode("utf-8")
    process.stdin.write(b"%d\n" % len(data) + data)
    process.stdin.flush()
    answer = process.stdout.readline().decode().strip()
    if not answer:
        _process.cache_clear()
        return None
    return answer
