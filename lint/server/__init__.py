"""The language server: the findings of a post in an editor, while it is written."""
