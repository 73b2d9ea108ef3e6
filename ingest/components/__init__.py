"""The steps of the spaCy pipeline, one a file."""
