"""The nouns of Broadsheet: frozen records, JSON in and out. Imports pydantic and errors only."""
