"""What goes out: files that appear whole or not at all, and standard output."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from quiz.cli.wording import harmless_html, harmless_json
from quiz.errors import OutputError

STANDARD = "-"


def print_json(text: str) -> None:
    """Write JSON to standard output as UTF-8, whatever the terminal's own encoding.

    Characters that would steer a terminal are written as escapes.
    """
    print_bytes(harmless_json(text.rstrip("\n")).encode() + b"\n")


def print_text(text: str) -> None:
    """Write `text` to standard output as UTF-8, whatever the terminal's own encoding."""
    print_bytes(text.rstrip("\n").encode() + b"\n")


def print_export(payload: bytes, mimetype: str) -> None:
    """Write `payload` to standard output: as it is, but so that it does not steer a terminal."""
    if sys.stdout.isatty():
        if "json" in mimetype:
            payload = harmless_json(payload.decode()).encode()
        elif "html" in mimetype:
            payload = harmless_html(payload.decode()).encode()
    print_bytes(payload)


def print_bytes(payload: bytes) -> None:
    """Write `payload` to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(payload)
    sys.stdout.buffer.flush()


def refuse_terminal(mimetype: str, option: str = "-o FILE") -> None:
    """Raise OutputError where standard output is a terminal that `mimetype` would garble."""
    text = mimetype.startswith("text/") or "json" in mimetype or "xml" in mimetype
    if not text and sys.stdout.isatty():
        raise OutputError(f"This format is no text for a terminal; name a file with {option}.")


def check_target(target: Path) -> None:
    """Raise OutputError where no file can be written at `target`; touch nothing."""
    parent = target.parent
    if target.is_dir():
        raise OutputError(f"{target} is a folder; name a file in it.")
    if not parent.exists():
        raise OutputError(f"There is no folder {parent}; make it first, or name another place.")
    if not parent.is_dir():
        raise OutputError(f"{parent} is a file, not a folder; name another place.")
    if not os.access(parent, os.W_OK):
        raise OutputError(f"The folder {parent} may not be written to; name another place.")


def spare_source(source: str, *targets: Path) -> None:
    """Raise OutputError where writing to one of `targets` would overwrite what is read."""
    if source == STANDARD:
        return
    place = Path(source).resolve()
    if any(target.resolve() == place for target in targets):
        raise OutputError(f"That would overwrite {source} itself; name another place for output.")


def check_folder(folder: Path) -> None:
    """Raise OutputError where `folder` neither is one nor can become one; touch nothing."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        raise OutputError(f"{existing} is a file, not a folder; name another folder.")
    if not os.access(existing, os.W_OK):
        raise OutputError(f"The folder {existing} may not be written to; name another.")


def write_file(target: Path, payload: bytes) -> None:
    """Put `payload` at `target`: a file that was there is replaced in one step or stays as it was.

    Raises OutputError.
    """
    check_target(target)
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        _write_to_device(target, payload)
    else:
        write_files({target: payload})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Put several files in place, none of them before all are written out. Raises OutputError."""
    waiting: dict[Path, Path] = {}
    try:
        for target, payload in files.items():
            place = target.resolve()
            waiting[place] = _write_beside(place, payload)
        for place, temporary in waiting.items():
            temporary.replace(place)
    except OSError as error:
        names = ", ".join(str(target) for target in files)
        reason = error.strerror or str(error)
        raise OutputError(f"Cannot write {names}: {reason}. Name another place.") from None
    finally:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink()


def remove_files(targets: Iterable[Path]) -> list[Path]:
    """Remove those of `targets` that are files, and return them. Raises OutputError."""
    there = [target for target in targets if target.is_file() or target.is_symlink()]
    for target in there:
        try:
            target.unlink()
        except OSError as error:
            raise OutputError(f"Cannot remove {target}: {error.strerror}.") from None
    return there


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it where they are missing. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"Cannot make the folder {folder}: {error.strerror}.") from None


def _write_beside(place: Path, payload: bytes) -> Path:
    """Write `payload` to a new file in the folder of `place` and return its path."""
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_for(place))
    except BaseException:
        temporary.unlink()
        raise
    return temporary


def _mode_for(place: Path) -> int:
    """Return the permissions a file at `place` has, or would have had if opened plainly."""
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_to_device(target: Path, payload: bytes) -> None:
    """Write to something that is no file, such as /dev/null or a named pipe."""
    try:
        target.write_bytes(payload)
    except OSError as error:
        raise OutputError(f"Cannot write {target}: {error.strerror}.") from None
