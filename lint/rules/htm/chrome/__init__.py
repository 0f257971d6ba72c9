"""What pages have around their article: how it is named, and how it is found."""
