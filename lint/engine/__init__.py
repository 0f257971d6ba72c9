"""One post: its settings settled, its rules run, its findings suppressed or fixed."""
