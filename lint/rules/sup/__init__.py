"""SUP: comments that hide findings."""
