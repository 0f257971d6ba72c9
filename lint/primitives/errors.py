"""What the user is told when what they gave is invalid."""


class UserError(ValueError):
    """What was given cannot be used; the message says what it was, and what was expected."""


class UsageError(UserError):
    """Arguments contradict each other, or there is nothing for them to work on."""


class OutputError(UserError):
    """Something cannot be written; the message names it."""
