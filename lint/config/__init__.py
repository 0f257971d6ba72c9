"""The configuration: lint.toml or [tool.lint], overridden by the command line."""
