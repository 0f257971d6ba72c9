"""Stores of others that run while a test asks them."""
