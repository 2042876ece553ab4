"""The teachers' pages: every one of them for a teacher who has signed in."""
