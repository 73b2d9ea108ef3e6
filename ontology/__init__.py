"""What an event is: the vocabulary, the nouns, their names and their errors. Imports nothing of ours."""
