"""Many posts: a run over them, in processes, with what earlier runs found."""
