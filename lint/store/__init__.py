"""Archives in a file, in a revision or on a server: their members are spooled, and linted like a folder."""
