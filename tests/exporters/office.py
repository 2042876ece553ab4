"""Tables as LibreOffice reads them, in a process and with settings of its own."""

import csv
import subprocess
from pathlib import Path

from tests.parts import need

# Field and text delimiters and UTF-8 by number; in the end: quoted cells are text.
_IN = "CSV:44,34,76,1,,0,true"
_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true"


def cells(payload: bytes, suffix: str, folder: Path) -> list[list[str]]:
    """Return the cells of the first sheet of a spreadsheet file, row by row."""
    office = need("calc")
    source = folder / f"opened{suffix}"
    source.write_bytes(payload)
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    if suffix == ".csv":
        command.append(f"--infilter={_IN}")
    command += ["--convert-to", _OUT, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (folder / "out" / "opened.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(keepends=True)))
