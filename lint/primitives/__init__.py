"""What all else is made of: source, place, finding, edit, files and errors."""
