"""DTE: dates, and the evidence that disagrees with them."""
