"""`python -m lint`."""

import os  # built into Python, as is `sys`
import sys

# Python puts the working folder first, which may be a stranger's archive with a `yaml.py`: it is removed
# before anything else is imported.
if __name__ == "__main__" and not sys.flags.safe_path:
    try:
        if sys.path[:1] == [os.getcwd()]:
            del sys.path[0]
    except OSError:
        pass  # it no longer exists

from lint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
