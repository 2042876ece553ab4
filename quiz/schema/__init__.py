"""The nouns of Broadsheet: frozen records with JSON in and out. Imports pydantic and errors only."""
