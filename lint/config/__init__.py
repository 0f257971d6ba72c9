"""What the user wants: lint.toml or [tool.lint], and the command line over it."""
