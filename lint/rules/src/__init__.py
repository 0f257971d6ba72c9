"""SRC: the URL a post was mirrored from."""
