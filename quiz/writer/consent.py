"""Which addresses the user has agreed to send articles to, one a line in a file of hers."""

from pathlib import Path

from quiz.writer.settings import settings_file


def agreed(url: str) -> bool:
    """Tell whether the user has agreed to sending to `url`; no readable file means she has not."""
    try:
        return url in _file().read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False


def remember(url: str) -> None:
    """Remember that the user has agreed; where that cannot be written she is asked again."""
    place = _file()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"{url}\n")
    except OSError:
        return


def _file() -> Path:
    return settings_file().with_name("writer-agreed.txt")
