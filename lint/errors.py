"""What the user is told when what they gave means nothing."""


class UserError(ValueError):
    """What was given cannot be used; the message says what it was, and what was expected."""
