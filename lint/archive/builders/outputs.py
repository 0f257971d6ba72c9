"""What a builder makes of a file."""

from typing import Literal

Output = Literal["page", "copied", "left out"]
