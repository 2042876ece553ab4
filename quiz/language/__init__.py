"""Text and parse: what finders and makers share. No question is made here."""
