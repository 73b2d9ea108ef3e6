"""The recipe that made the language model; never imported at run time."""
