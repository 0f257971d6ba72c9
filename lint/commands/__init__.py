"""The commands: one file each, from parsed arguments to an exit code."""
