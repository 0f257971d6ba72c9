"""TAG: tags and categories."""
