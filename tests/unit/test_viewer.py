"""Looking at strangers' files in a process of its own: what it shows, and what it can't be made to do."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import textwrap
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from caseapp.viewer import wire
from caseapp.viewer.viewing import CannotShow, NeedsPassword, NoAnswer, Picture, TooLargeToShow, Viewing
from tests.unit import hostile

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the filter of system calls is Linux's own")


def corner(picture: Picture) -> tuple[int, int, int]:
    return (picture.data[0], picture.data[1], picture.data[2])


def look(data: bytes, edge: int = 200) -> Picture:
    with Viewing(data) as viewing:
        return viewing.page(0, edge)


# What it shows


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_picture_comes_back_as_pixels_no_larger_than_asked(kind: str) -> None:
    with Viewing(hostile.photo(400, 300, "white", kind)) as viewing:
        picture = viewing.page(0, 200)
        assert (viewing.seen.kind, viewing.seen.pages) == ("image", 1)
        assert (viewing.seen.width, viewing.seen.height) == (400, 300)
    assert (picture.width, picture.height) == (200, 150)
    assert len(picture.data) == 200 * 150 * 3
    assert corner(picture) == (255, 255, 255)
    assert not picture.partial


def test_what_the_camera_noted_is_read_and_the_picture_stands_upright() -> None:
    with Viewing(hostile.camera_photo()) as viewing:
        seen, picture = viewing.seen, viewing.page(0, 200)
    assert (seen.width, seen.height) == (300, 400)
    assert (picture.width, picture.height) == (150, 200)
    assert seen.notes["taken"] == "2025-11-03T19:42:10"
    assert seen.notes["taken_offset"] == "+02:00"
    assert seen.notes["camera"] == "Example Phone 7"
    assert (seen.notes["latitude"], seen.notes["longitude"]) == (56.9495, 24.1051)


def test_the_photograph_of_a_telephone_is_shown_with_what_it_noted() -> None:
    with Viewing(Path(__file__).with_name("photo.heic").read_bytes()) as viewing:
        seen, picture = viewing.seen, viewing.page(0, 200)
    assert (seen.kind, seen.width, seen.height) == ("image", 400, 300)
    assert (picture.width, picture.height) == (200, 150)
    assert min(corner(picture)) > 250  # white, as near as the format comes
    assert picture.data[-1] > 2 * picture.data[-3]  # blue below
    assert seen.notes["taken"] == "2026-11-20T18:40:00"
    assert seen.notes["taken_offset"] == "+02:00"
    assert seen.notes["camera"] == "Example Phone 9"


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert corner(look(out.getvalue())) == (255, 255, 255)


def test_sixteen_bits_a_pixel_become_eight() -> None:
    image = Image.new("I;16", (10, 10), 0)
    image.putpixel((0, 0), 65535)
    out = io.BytesIO()
    image.save(out, "PNG")
    assert corner(look(out.getvalue())) == (255, 255, 255)


def test_the_pages_of_a_pdf_are_drawn_one_by_one() -> None:
    with Viewing(hostile.pdf(pages=3)) as viewing:
        assert (viewing.seen.kind, viewing.seen.pages) == ("pdf", 3)
        assert viewing.seen.notes["title"] == "Court order"
        assert viewing.seen.notes["taken"] == "2025-03-04T10:15:00"
        assert "scripts" not in viewing.seen.notes
        pages = [viewing.page(number, 300) for number in (2, 0)]
    for page in pages:
        assert max(page.width, page.height) in (299, 300)
        assert corner(page) == (255, 0, 0)


def test_cyrillic_words_are_seen_though_the_pdf_does_not_carry_their_font() -> None:
    picture = look(hostile.pdf_without_fonts(), edge=300)
    dark = sum(picture.data[at] < 100 for at in range(0, len(picture.data), 3))
    assert dark > 300


def test_the_pages_of_a_scan_are_all_there() -> None:
    pages = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    with Viewing(out.getvalue()) as viewing:
        assert viewing.seen.pages == 2
        assert corner(viewing.page(1, 20)) == (0, 0, 255)


# What strangers send


def test_a_bomb_of_a_picture_gets_a_sentence() -> None:
    bomb = hostile.png_bomb()
    assert len(bomb) < 2_000_000
    with pytest.raises(TooLargeToShow):
        Viewing(bomb)


def test_a_photograph_beyond_the_limit_is_shown_smaller() -> None:
    out = io.BytesIO()
    Image.new("L", (10_000, 10_000), 255).save(out, "JPEG")
    assert corner(look(out.getvalue())) == (255, 255, 255)


def test_the_top_of_a_cut_off_photograph_is_shown_and_said_to_be_a_part() -> None:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 80).save(out, "JPEG")
    whole = out.getvalue()
    picture = look(whole[: len(whole) // 2])
    assert picture.partial
    assert not look(whole).partial


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 1000,
        b"not a picture at all",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\ngarbage",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
)
def test_garbage_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(CannotShow) as caught:
        look(data)
    assert "kept unchanged" in str(caught.value)


def test_a_pdf_with_scripts_is_drawn_and_nothing_runs() -> None:
    script = "while (true) {} app.alert(1); this.exportDataObject({cName: 1}); app.launchURL(2);"
    with Viewing(hostile.pdf(script=script)) as viewing:
        assert viewing.seen.notes["scripts"] is True
        assert corner(viewing.page(0, 100)) == (255, 0, 0)


def scripts_in(data: bytes) -> object:
    """What the viewer says of programs in a PDF, which it also draws."""
    with Viewing(data) as viewing:
        assert corner(viewing.page(0, 100)) == (255, 0, 0)
        return viewing.seen.notes.get("scripts")


@pytest.mark.parametrize("start", ["open", "close", "name", "page", "field"])
def test_a_program_in_a_pdf_is_told_of_however_it_starts(start: str) -> None:
    assert scripts_in(hostile.pdf(script="app.alert(1)", starts=[start])) is True


def test_a_program_is_told_of_though_its_name_is_written_in_another_way() -> None:
    plain = hostile.pdf(script="app.alert(1)", starts=["open"])
    assert scripts_in(plain.replace(b"/JavaScript /JS", b"/J#61vaScrip#74/JS")) is True


@pytest.mark.parametrize(
    "action",
    [
        "<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "<< /S /Rendition /OP 0 /JS (app.alert\\(1\\)) >>",
    ],
)
def test_a_program_among_packed_objects_is_told_of(action: str) -> None:
    data = hostile.packed_pdf({1: "<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>", 5: action})
    assert b"/OpenAction" not in data
    assert scripts_in(data) is True


def test_a_pdf_without_programs_is_not_said_to_have_some() -> None:
    said = "1 0 0 rg 0 0 999 999 re f BT /F1 9 Tf 20 60 Td (/JavaScript /JS) Tj ET"
    assert scripts_in(hostile.pdf(content=said)) is None
    leads = "<< /S /URI /URI (https://example.org/JS) >>"
    data = hostile.packed_pdf({1: "<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>", 5: leads})
    assert scripts_in(data) is None


def test_looking_for_programs_ends_soon_whatever_is_packed() -> None:
    bomb = zlib.compress(bytes(60_000_000), 9)
    streams = b"".join(
        b"%d 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (number, len(bomb), bomb)
        for number in range(100, 200)
    )
    garbage = b"/ObjStm stream\n" * 500_000
    plain = hostile.pdf()
    began = time.monotonic()
    assert scripts_in(plain + streams + garbage + plain[9:]) is None
    assert time.monotonic() - began < 8


def test_the_library_that_draws_pdfs_has_no_engine_for_scripts() -> None:
    import pypdfium2

    assert not {"V8", "XFA"} & set(pypdfium2.PDFIUM_INFO.flags)


@pytest.mark.parametrize("box", ["0 0 14400000 14400000", "0 0 1 14400", "0 0 0.001 0.001"])
def test_pages_of_odd_sizes_stay_within_what_was_asked(box: str) -> None:
    picture = look(hostile.pdf(box=box), edge=500)
    assert max(picture.width, picture.height) <= 500


def test_a_small_pdf_that_would_be_drawn_for_minutes_is_put_aside() -> None:
    bomb = hostile.pdf(
        content="0 0 m 300 200 0 200 300 0 c 9 9 m 1 99 99 1 30 30 c f* 0.1 w S", times=400_000
    )
    assert len(bomb) < 200_000
    with pytest.raises(NoAnswer), Viewing(bomb, seconds=1.5) as viewing:
        viewing.page(0, 400)


def test_a_pdf_with_a_password_says_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(hostile.pdf())))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(NeedsPassword):
        Viewing(out.getvalue())


def test_a_damaged_note_leaves_the_picture_alone() -> None:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40
    with Viewing(hostile.photo(exif=exif)) as viewing:
        assert viewing.page(0, 100).width == 100


def test_one_picture_that_fails_leaves_the_next_page_alone() -> None:
    with Viewing(hostile.pdf(pages=2)) as viewing:
        with pytest.raises(CannotShow):
            viewing.page(7, 100)
        assert corner(viewing.page(1, 100)) == (255, 0, 0)


# A process that lies, hangs or dies


def liar(lines: str) -> list[str]:
    """Starts a process that answers as these lines say; `out` is its line, `hello()` its greeting."""
    head = f"""
        import sys, struct, os, threading
        sys.path.insert(0, {str(ROOT)!r})
        from caseapp.viewer import wire
        out, source = sys.stdout.buffer, sys.stdin.buffer
        wait = threading.Event().wait
        def hello(): wire.send(out, {{"ready": True, "holds": ["limits"]}})
    """
    return [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        "sys.exit(3)",
        "hello(); os.kill(os.getpid(), 9)",
        "out.write(b'Traceback: something else printed here'); out.flush()",
        "hello(); out.write(struct.pack('>4sIQ', b'CVW1', 2, 2**60) + b'{}'); out.flush(); source.read()",
        "hello(); out.write(struct.pack('>4sIQ', b'CVW1', 2**31, 0)); out.flush(); source.read()",
        "hello(); out.write(struct.pack('>4sIQ', b'CVW1', 2, 0) + b'[]'); out.flush(); source.read()",
        "hello(); wire.send(out, {'kind': 'image', 'pages': -1, 'width': 5, 'height': 5}); source.read()",
        "hello(); wire.send(out, {'kind': 'image', 'pages': True, 'width': 5, 'height': 5}); source.read()",
        "hello(); wire.send(out, {'kind': 'program', 'pages': 1, 'width': 5, 'height': 5}); source.read()",
    ],
)
def test_an_answer_that_cannot_be_true_is_not_believed(lines: str) -> None:
    with pytest.raises(CannotShow):
        Viewing(b"file", words=liar(lines))


@pytest.mark.parametrize(
    "answer",
    [
        "{'width': 10, 'height': 10}, bytes(299)",
        "{'width': 10, 'height': 10}, bytes(301)",
        "{'width': 1000, 'height': 1}, bytes(3000)",
        "{'width': '10', 'height': 10}, bytes(300)",
        "{}, b''",
    ],
)
def test_pixels_that_do_not_fit_their_measures_are_not_taken(answer: str) -> None:
    opening = "hello(); wire.send(out, {'kind': 'image', 'pages': 1, 'width': 5, 'height': 5}); "
    words = liar(opening + f"wire.send(out, {answer}); source.read()")
    with Viewing(b"file", words=words) as viewing, pytest.raises(CannotShow):
        viewing.page(0, 100)


def test_words_that_could_do_harm_in_the_window_are_left_out() -> None:
    notes = "{'camera': 'a' * 9999, 'taken': 'x\\u202ey', 'latitude': float('nan'), 'longitude': 5}"
    facts = f"{{'kind': 'image', 'pages': 1, 'width': 5, 'height': 5, 'notes': {notes}}}"
    lines = f"hello(); wire.send(out, {facts});"
    with Viewing(b"file", words=liar(lines + " source.read()")) as viewing:
        assert viewing.seen.notes == {"camera": "a" * 200, "longitude": 5.0}


@pytest.mark.parametrize("lines", ["hello(); source.read(); wait()", "hello(); wait()"])
def test_a_process_that_hangs_is_ended(lines: str) -> None:
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        Viewing(bytes(8_000_000), seconds=0.2, words=liar(lines))
    assert time.monotonic() - began < 30


def test_whoever_waits_is_let_go_when_it_is_stopped() -> None:
    with Viewing(hostile.photo()) as viewing:
        viewing.stop()
        with pytest.raises(CannotShow):
            viewing.page(0, 100)


def test_a_frame_that_is_cut_short_is_an_end_and_not_a_wait() -> None:
    out = io.BytesIO()
    wire.send(out, {"a": 1}, b"block")
    with pytest.raises(wire.Ended):
        wire.receive(io.BytesIO(out.getvalue()[:-1]), 100)


# What the process is able to do


def run_guarded(lines: str, *, guarded: bool) -> dict[str, object]:
    """Runs lines in a process, with or without the guard, and returns what they put into `found`."""
    program = f"""
        import ctypes, json, os, subprocess, sys
        sys.path.insert(0, {str(ROOT)!r})
        import _socket
        from caseapp.viewer import guard
        found = {{"holds": guard.lock_down() if {guarded} else []}}
        def attempt(name, call):
            try:
                call()
                found[name] = True
            except (OSError, MemoryError):
                found[name] = False
    """
    code = textwrap.dedent(program) + textwrap.dedent(lines) + "\nos.write(1, json.dumps(found).encode())"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, timeout=60)
    found: dict[str, object] = json.loads(done.stdout)
    return found


@LINUX
def test_the_process_reaches_no_file_no_network_and_no_program(tmp_path: Path) -> None:
    lines = f"""
        attempt("socket", lambda: _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).close())
        attempt("local", lambda: _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM).close())
        attempt("write", lambda: os.open({str(tmp_path / "written")!r}, os.O_WRONLY | os.O_CREAT))
        attempt("read", lambda: os.open("/etc/passwd", os.O_RDONLY))
        attempt("list", lambda: os.listdir("/"))
        attempt("remove", lambda: os.mkdir({str(tmp_path / "folder")!r}))
        attempt("fork", lambda: os.fork() or os._exit(0))
        attempt("signal", lambda: os.kill(os.getppid(), 0))
        attempt("memory", lambda: bytearray(2_000_000_000))
    """
    free = run_guarded(lines, guarded=False)
    held = run_guarded(lines, guarded=True)
    tries = {"socket", "local", "write", "read", "list", "remove", "fork", "signal", "memory"}
    # The control: without the guard all of it works here, so that its failing means something.
    assert {name for name in tries if free[name]} == tries
    assert held["holds"] == ["limits", "privileges", "calls"]
    assert [name for name in tries if held[name]] == []


@LINUX
def test_another_program_is_not_started() -> None:
    lines = """
        attempt("program", lambda: os.execv("/bin/true", ["true"]))
    """
    assert run_guarded(lines, guarded=True)["program"] is False


@LINUX
def test_the_guard_stands_before_the_file_is_read() -> None:
    with Viewing(hostile.photo()) as viewing:
        assert viewing.seen.holds == ("limits", "privileges", "calls")


def test_the_process_loads_nothing_of_the_app_but_itself() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import caseapp.viewer.child.serving
print("\\n".join(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.split(".")[0] in ("caseapp", "db", "ui")}
    assert {name for name in ours if not name.startswith("caseapp.viewer")} == {"caseapp"}
    strangers = {"sqlalchemy", "sqlcipher3", "PySide6", "cryptography", "platformdirs", "socket", "ssl"}
    assert not strangers & {name.split(".")[0] for name in loaded}


def test_the_process_is_told_nothing_of_its_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEAPP_HOME", "/somewhere/of/ours")
    lines = """
        wire.send(out, {"ready": True, "holds": [*os.environ, os.getcwd()]})
        wire.send(out, {"kind": "image", "pages": 1, "width": 5, "height": 5})
        source.read()
    """
    with Viewing(b"file", words=liar(lines)) as viewing:
        assert set(viewing.seen.holds) <= {"LC_CTYPE", "SYSTEMROOT", Path(sys.executable).anchor}


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = set(Path("/tmp").iterdir()) if Path("/tmp").is_dir() else set()
    look(hostile.pdf())
    look(hostile.camera_photo())
    assert list(tmp_path.iterdir()) == []
    after = set(Path("/tmp").iterdir()) if Path("/tmp").is_dir() else set()
    assert not {path for path in after - before if path.suffix in (".jpg", ".pdf", ".png", ".tmp")}
