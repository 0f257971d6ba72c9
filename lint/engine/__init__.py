"""One post: its settings are determined, its rules run, its findings suppressed or fixed."""
