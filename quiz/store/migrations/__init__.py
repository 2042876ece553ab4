"""Migrations of the database, in Alembic's layout: `env.py`, and a module for each revision."""
