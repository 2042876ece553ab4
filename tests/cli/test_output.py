"""Files appear whole or not at all."""

import os
import stat
import threading
from pathlib import Path

import pytest

from quiz.cli import output
from quiz.errors import OutputError


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")

    output.write_file(tmp_path / "ours", b"new")

    assert (tmp_path / "ours").read_bytes() == b"new"
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "quiz.json"
    target.write_bytes(b"old")
    target.chmod(0o640)

    output.write_file(target, b"new")

    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")

    output.write_file(tmp_path / "link", b"new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_device_is_written_to(tmp_path: Path) -> None:
    output.write_file(Path(os.devnull), b"gone")

    assert Path(os.devnull).is_char_device()


def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    output.write_file(pipe, b"through")

    reader.join(timeout=10)
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_where_one_of_several_files_fails_none_appears(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    files = {tmp_path / "a": b"new", tmp_path / "gone" / "b": b"new"}

    with pytest.raises(OutputError, match="Cannot write"):
        output.write_files(files)

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_disk_that_fills_up_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "quiz.json"
    target.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        output.write_file(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("place", "says"), [("here", "is a folder"), ("no/x", "no folder"), ("file/x", "is a file")]
)
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str, says: str) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match=says):
        output.check_target(tmp_path / place)
