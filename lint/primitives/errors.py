"""Errors whose message is shown to the user."""


class UserError(ValueError):
    """Input cannot be used; the message says what it is and what was expected."""


class UsageError(UserError):
    """Arguments contradict each other, or there is nothing to work on."""


class OutputError(UserError):
    """A file cannot be written; the message names it."""
