"""One module for each revision of the database; the first is 0001."""
