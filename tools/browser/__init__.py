"""A browser for the tests of the HTML report, and pictures of it."""
