"""A process that stays: it has all modules loaded, and is told by the system which folders change."""
