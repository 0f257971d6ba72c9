"""What changes in an archive while it is watched."""
