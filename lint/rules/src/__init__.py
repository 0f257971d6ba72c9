"""SRC: the URL that a post was copied from."""
