"""The doors between rooms: contributions (nouns), decisions (questions), events (past tense)."""
