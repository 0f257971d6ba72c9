"""Archives that are not folders."""
