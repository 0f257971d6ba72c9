"""Dates and URLs."""
