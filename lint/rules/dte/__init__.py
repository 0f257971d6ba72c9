"""DTE: dates and evidence that contradicts them."""
