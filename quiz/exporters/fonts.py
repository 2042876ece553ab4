"""The fonts of printed pages: files that pip installed, never those of the machine.

Which font prints which script is decided in templates/typst/looks.typ; here is only where they lie.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

# Packages that hold nothing but a family of fonts; decision record 40 says why these.
PACKAGES = ("fontpkg_open_sans", "fontpkg_noto_sans_arabic")


@cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders of the font files that come with Broadsheet."""
    return tuple(Path(str(files(package))) / "files" for package in PACKAGES)
