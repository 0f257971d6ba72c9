"""`lint` and `python -m lint`."""

import gc  # built into Python, as are `os` and `sys`
import os
import sys

# Python puts the working folder first, which may be a stranger's archive with a `yaml.py`: it is removed
# before anything else is imported.
if __name__ == "__main__" and not sys.flags.safe_path:
    try:
        if sys.path[:1] == [os.getcwd()]:
            del sys.path[0]
    except OSError:
        pass  # it no longer exists


def main() -> int:
    """Run the command, in another process if `--daemon` asks for it; return its exit code."""
    asks = "--daemon" in sys.argv[1:] and sys.platform == "linux"
    if asks:
        from lint.daemon import client  # before anything that it does not need

        try:
            code = client.answered(sys.argv[1:])
        except KeyboardInterrupt:
            from lint.cli.output import say
            from lint.primitives import interrupts

            say(interrupts.MESSAGE)
            return interrupts.BY_CTRL_C
        except client.KilledError as error:
            from lint.cli.output import FAILED, say

            say(f"lint: {error}")
            return FAILED
        if code is not None:
            return code
    from lint.cli.main import main as run

    code = run()
    gc.freeze()  # as it ends, Python looks for garbage in all that it holds, more than once: in vain
    if asks:
        from lint.daemon import starting

        starting.start()
    return code


if __name__ == "__main__":
    sys.exit(main())
