"""Many posts: a run over them, in several processes, with the results of earlier runs."""
