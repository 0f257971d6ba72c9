"""What the user is told when what they gave means nothing."""


class UserError(ValueError):
    """What was given cannot be used; the message says what it was, and what was expected."""


# The exit code of what Ctrl-C ended, as shells have it.
INTERRUPTED = 130
