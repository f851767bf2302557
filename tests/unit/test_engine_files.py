"""Small files that matter: private, whole or not at all, the old content gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from db import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_private_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    made = files.private_folder(tmp_path / "a" / "b")
    assert mode(made) == 0o700


def test_an_open_folder_is_tightened(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir(mode=0o755)
    assert mode(files.private_folder(loose)) == 0o700


def test_a_new_file_is_private_and_whole(tmp_path: Path) -> None:
    files.write_new(tmp_path / "x", b"content")
    assert (tmp_path / "x").read_bytes() == b"content"
    assert mode(tmp_path / "x") == 0o600


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        files.write_new(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"old"


def test_replacing_makes_a_missing_file(tmp_path: Path) -> None:
    files.replace(tmp_path / "x", b"new", scrub=True)
    assert (tmp_path / "x").read_bytes() == b"new"
    assert names(tmp_path) == ["x"]


def test_replacing_leaves_one_private_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    files.replace(tmp_path / "x", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"
    assert mode(tmp_path / "x") == 0o600
    assert names(tmp_path) == ["x"]


def test_a_refused_content_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")

    def refuse(found: bytes) -> None:
        assert found == b"new"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        files.replace(tmp_path / "x", b"new", refuse, scrub=True)
    assert (tmp_path / "x").read_bytes() == b"old"
    assert names(tmp_path) == ["x"]


def test_what_a_crash_left_beside_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / "x.new").write_bytes(b"half of an earlier attem")
    files.replace(tmp_path / "x", b"new")
    assert names(tmp_path) == ["x"]


@pytest.mark.parametrize("swap", [files._swap_through_descriptor, files._swap_through_link])
def test_the_bytes_of_the_old_content_are_overwritten(tmp_path: Path, swap) -> None:
    """A second name of the old file shows what became of its bytes; each way is used on some system."""
    old = os.urandom(5000)
    (tmp_path / "x").write_bytes(old)
    os.link(tmp_path / "x", tmp_path / "witness")
    (tmp_path / "x.new").write_bytes(b"new")
    swap(tmp_path / "x.new", tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == b"new"
    left = (tmp_path / "witness").read_bytes()
    assert len(left) == len(old)
    assert sum(a == b for a, b in zip(left, old, strict=True)) < 100
    assert names(tmp_path) == ["witness", "x"]


def test_without_scrubbing_the_old_bytes_stay(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    os.link(tmp_path / "x", tmp_path / "witness")
    files.replace(tmp_path / "x", b"new")
    assert (tmp_path / "witness").read_bytes() == b"old"


def test_the_scrubbing_replacement_works_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old secret of forty bytes, wrapped.......")
    os.link(tmp_path / "x", tmp_path / "witness")
    files.replace(tmp_path / "x", b"new", scrub=True)
    assert b"secret" not in (tmp_path / "witness").read_bytes()
    assert (tmp_path / "x").read_bytes() == b"new"


def test_erasing_overwrites_and_removes(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(bytes(3_000_000))
    os.link(tmp_path / "x", tmp_path / "witness")
    files.erase(tmp_path / "x")
    left = (tmp_path / "witness").read_bytes()
    assert names(tmp_path) == ["witness"]
    assert len(left) == 3_000_000
    assert left.count(0) < 30_000


def test_erasing_nothing_is_fine(tmp_path: Path) -> None:
    files.erase(tmp_path / "x")
    assert names(tmp_path) == []


def test_a_link_is_not_followed_when_erasing(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"of someone else")
    (tmp_path / "x").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="symbolic"):
        files.erase(tmp_path / "x")
    assert (tmp_path / "other").read_bytes() == b"of someone else"
