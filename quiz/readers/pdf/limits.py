"""How large a PDF may be."""

MAX_BYTES = 20_000_000
MAX_PAGES = 300  # that are read at a time
MAX_GLYPHS = 200_000  # on one page; a newspaper page has up to 40,000
MAX_OBJECTS = 20_000  # of one page that are looked through for pictures
