"""The bytes of the file: the same every time, and nothing in them that nobody put there."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import Image

from caseapp.errors import Cancelled, sentence
from caseapp.letters.document import (
    Letterhead,
    Paragraph,
    Signature,
    Subject,
    block_texts,
    plain,
    rich,
    texts,
    value,
)
from caseapp.letters.pdf import MissingGlyph, preload, render, unprintable
from caseapp.letters.pdf.clean import language
from caseapp.letters.pdf.file import File
from caseapp.paths import resource
from tests.letters import pdf_samples

PRINT = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.letters import pdf_samples as s
from caseapp.letters.pdf import render
for make in (s.russian_letter, s.english_letter, s.arabic_letter, lambda: s.dossier(60)):
    print(hashlib.sha256(render(make()).data).hexdigest())
"""


def test_two_processes_make_the_same_bytes(source_root: Path) -> None:
    outputs = set()
    for seed, zone in (("1", "Asia/Tbilisi"), ("77", "America/New_York")):
        done = subprocess.run(
            [sys.executable, "-c", PRINT.format(root=str(source_root))],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "USER": f"user{seed}", "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(set(outputs.pop().split())) == 4


def test_what_was_printed_before_leaves_no_trace() -> None:
    alone = render(pdf_samples.english_letter()).data
    render(pdf_samples.short(Paragraph("Ofﬁce ﬃ АВС файл official")))
    render(pdf_samples.arabic_letter())
    assert render(pdf_samples.english_letter()).data == alone


def test_another_letter_has_another_identifier() -> None:
    one, other = (render(pdf_samples.short(Paragraph(text))).data for text in ("One.", "Other."))
    identifiers = [re.findall(rb"/ID \[<(\w{32})> <(\w{32})>\]", data) for data in (one, other)]
    assert len(identifiers[0]) == len(identifiers[1]) == 1
    assert identifiers[0] != identifiers[1]


def test_dates_are_the_issuing_time_in_utc() -> None:
    tbilisi = timezone(timedelta(hours=4))
    document = replace(
        pdf_samples.english_letter(), created=datetime(2026, 11, 23, 13, 30, 15, tzinfo=tbilisi)
    )
    data = render(document).data
    assert data == render(pdf_samples.english_letter()).data
    assert set(re.findall(rb"D:\d+\S*?(?=\))", data)) == {b"D:20261123093015Z"}
    assert set(re.findall(rb"2026-11-23T[^<]+", data)) == {b"2026-11-23T09:30:15Z"}


def root_of(reader: pypdf.PdfReader) -> Any:
    """The catalogue of a file."""
    return reader.trailer["/Root"]


def unpacked(data: bytes) -> bytes:
    """The file with its streams decompressed."""
    parts = [data]
    for match in re.finditer(rb"/FlateDecode /Length|stream\n", data):
        try:
            parts.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_the_file_tells_only_title_organisation_and_time(source_root: Path) -> None:
    data = render(pdf_samples.english_letter()).data
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title", "/Author", "/CreationDate", "/ModDate"}
    assert reader.metadata.author == "Northern Light Legal Aid"
    whole = unpacked(data).lower()
    words = "reportlab harfbuzz producer creatortool python anonymous caseapp/ unspecified .ttf"
    folders = (source_root, Path(sys.executable).parent, Path.home())
    for leak in [*words.encode().split(), *(str(folder).lower().encode() for folder in folders)]:
        assert leak not in whole, leak
    assert b"/Names" not in data
    assert b"/JavaScript" not in data


def test_the_xmp_packet_can_be_read_without_a_pdf_library() -> None:
    data = render(pdf_samples.english_letter()).data
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_titles_with_markup_and_other_scripts() -> None:
    title = 'A & B <i> (c) \\ "quoted" Ёлка ელენა'
    reader = pypdf.PdfReader(
        io.BytesIO(render(pdf_samples.short(Paragraph("x"), title=title)).data), strict=True
    )
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": title}


def test_structure_in_reading_order() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(pdf_samples.english_letter()).data))
    catalogue = root_of(reader)
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"] is not None
    document = catalogue["/StructTreeRoot"]["/K"][0].get_object()
    tags = [kid.get_object()["/S"] for kid in document["/K"]]
    expected = "/P /P /P /P /Table /H1 /P /P /H2 /L /H2 /Table /H2 /P /P /P /P /P /P /P /Div /H2 /L"
    assert tags == expected.split()


def test_every_page_says_where_its_content_belongs() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(pdf_samples.dossier(40)).data))
    numbers = root_of(reader)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        data = content.get_data()
        assert data.count(b"BDC") == data.count(b"EMC")
        assert data.count(b"BT\n") == data.count(b"\nET")
        marks = sorted(int(mark) for mark in re.findall(rb"/MCID (\d+)", data))
        assert marks == list(range(len(parents[page["/StructParents"]].get_object())))


def test_links_point_where_they_say() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(pdf_samples.english_letter()).data))
    targets = [a.get_object()["/A"]["/URI"] for page in reader.pages for a in page.get("/Annots", [])]
    assert targets == ["mailto:protection@example.org", "https://example.org/verify"]
    dossier = pypdf.PdfReader(io.BytesIO(render(pdf_samples.dossier(40)).data))
    inner = [a.get_object() for page in dossier.pages for a in page.get("/Annots", [])]
    assert len(inner) == 9 + 1
    assert all("/Dest" in link for link in inner)


def test_signature_pictures_lose_their_past() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    source = io.BytesIO()
    Image.new("RGB", (60, 20), (10, 20, 120)).save(source, "JPEG", exif=exif)
    assert b"SecretCamera" in source.getvalue()
    signature = Signature("Yours", "Anna Ozola", image=source.getvalue(), image_alt="Signature of Anna Ozola")
    data = render(pdf_samples.short(Paragraph("Text. " * 30), signature)).data
    assert b"SecretCamera" not in unpacked(data)
    with pypdfium2.PdfDocument(data) as document:
        images = [item for item in document[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert len(images) == 1
    page: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert (
        page["/Resources"]["/XObject"]["/Im0"]["/Width"],
        page["/Resources"]["/XObject"]["/Im0"]["/Height"],
    ) == (20, 60)


def test_a_character_without_a_glyph_stops_the_letter_and_is_named() -> None:
    with pytest.raises(MissingGlyph) as caught:
        render(pdf_samples.short(Subject("Name 漢"), Paragraph(rich("x", value("字")))))
    assert caught.value.characters == ("漢", "字")
    assert "U+6F22, U+5B57" in sentence(caught.value)
    assert "漢" not in sentence(caught.value)


def test_unprintable_names_each_character_once() -> None:
    assert unprintable("漢 a 漢字 b", "ru") == ("漢", "字")
    assert unprintable("→ ✓ − ≥ ₽ ₾ № 😀 é ў қ ღ ֆ ש ع پ \u202e\u200d\x00\n", "en") == ()


def test_cancelling_stops_before_the_end() -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        render(pdf_samples.english_letter(), cancelled=stop)
    assert len(asked) == 4


def test_importing_the_document_loads_no_printing_library(source_root: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(source_root)!r})\n"
        "import caseapp.letters.document, caseapp.letters.pdf\n"
        "heavy = ('reportlab', 'uharfbuzz', 'pyphen', 'PIL', 'segno', 'pypdf', 'PySide6')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_preload_reads_what_the_first_letter_needs() -> None:
    preload(("en", "ru", "ka"))


def test_texts_lists_everything_that_is_printed() -> None:
    document = pdf_samples.english_letter()
    with pypdfium2.PdfDocument(render(document).data) as pdf:
        printed = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    for text in texts(document):
        if plain(text).isascii():
            for part in plain(text).split():
                assert part in printed.replace("\ufffe", ""), part
    assert list(block_texts(Signature("a", "b", image=b"x", image_alt="c"))) == ["a", "b", "", ""]


def test_incomplete_documents_know_it() -> None:
    assert not pdf_samples.english_letter().incomplete
    missing = replace(value("born"), missing=True)
    assert pdf_samples.short(Paragraph(rich("a ", missing))).incomplete


def test_documents_without_a_time_zone_or_title_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(pdf_samples.english_letter(), created=datetime(2026, 11, 23, 9, 0))
    with pytest.raises(ValueError, match="title"):
        replace(pdf_samples.english_letter(), title=" ")


def test_language_tags_cannot_break_out_of_the_file() -> None:
    assert language("en-GB", "und") == "en-GB"
    assert language("sr_Latn", "und") == "sr-Latn"
    assert language("en) /Evil (", "ru") == "ru"
    assert language(None, "ru") == "ru"
    spans = rich("a ", value("b", lang="ka) /Evil ("))
    assert b"Evil" not in unpacked(render(pdf_samples.short(Paragraph(spans), lang="(Evil")).data)


def test_link_targets_are_ascii() -> None:
    linked = replace(value("link"), link="https://example.org/проверка?a=(1)")
    page: Any = pypdf.PdfReader(io.BytesIO(render(pdf_samples.short(Paragraph((linked,)))).data)).pages[0]
    (link,) = page["/Annots"]
    encoded = "%D0%BF%D1%80%D0%BE%D0%B2%D0%B5%D1%80%D0%BA%D0%B0"
    assert link.get_object()["/A"]["/URI"] == f"https://example.org/{encoded}?a=(1)"


# -- what this program relies on in reportlab --


def test_reportlab_keeps_the_object_table_and_adds_nothing() -> None:
    file = File()
    stream = file.stream(b"q Q\r", packed=False)
    page = file.reserve()
    parent = file.add(f"<</Type /Pages /Kids [{page} 0 R] /Count 1>>")
    file.put(
        page,
        f"<</Type /Page /Parent {parent} 0 R /MediaBox [0 0 9 9] /Contents {stream} 0 R /Resources <<>>>>",
    )
    file.root(f"<</Type /Catalog /Pages {parent} 0 R>>")
    file.about("<</Title (x)>>")
    data = file.save()
    assert data.startswith(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3")
    assert data.endswith(b"%%EOF\n")
    assert b"<< /Length 4 >>\nstream\nq Q\r\r\nendstream\nendobj" in data
    assert sorted(int(n) for n in re.findall(rb"^(\d+) 0 obj", data, re.M)) == [1, 2, 3, 4, 5]
    for number, offset in enumerate(re.findall(rb"^(\d{10}) 00000 n", data, re.M), 1):
        assert data[int(offset) :].startswith(b"%d 0 obj" % number)
    assert len(pypdf.PdfReader(io.BytesIO(data), strict=True).pages) == 1


def test_streams_end_as_the_standard_asks() -> None:
    data = render(pdf_samples.dossier(30)).data
    ends = [match.start() for match in re.finditer(rb"endstream", data)]
    assert len(ends) > 10
    assert all(data[end - 2 : end] == b"\r\n" for end in ends)
    for match in re.finditer(rb"/Length (\d+) >>\nstream\n", data):
        end = match.end() + int(match[1])
        assert data[end : end + 11] == b"\r\nendstream"


# -- resources --


def test_the_colour_profile_is_srgb_version_2() -> None:
    profile = resource("icc", "srgb.icc").read_bytes()
    assert len(profile) < 4096
    assert struct.unpack(">I", profile[:4])[0] == len(profile)
    assert profile[8] == 2
    assert profile[12:24] == b"mntrRGB XYZ "
    assert profile[36:40] == b"acsp"
    start = profile.index(b"curv")
    count = struct.unpack(">I", profile[start + 8 : start + 12])[0]
    curve = struct.unpack(f">{count}H", profile[start + 12 : start + 12 + 2 * count])
    for index in (0, 40, 512, count - 1):
        level = index / (count - 1)
        linear = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        assert curve[index] == round(linear * 65535)


def test_fonts_come_with_their_licences_and_stay_small() -> None:
    folder = resource("fonts", "letters")
    names = {path.name for path in folder.iterdir()}
    assert {"OFL.txt", "LetterSymbols-LICENSE.txt"} <= names
    assert sum(name.endswith(".ttf") for name in names) == 13
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_200_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")


def test_figures_are_of_equal_width() -> None:
    from caseapp.letters.pdf.fonts import main_face

    for bold in (False, True):
        for italic in (False, True):
            face = main_face(bold, italic)
            assert len({face.advance(face.font.get_nominal_glyph(code)) for code in range(0x30, 0x3A)}) == 1


def test_every_language_of_the_letters_has_its_letters() -> None:
    alphabets = {
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя №«»—",
        "uk": "ґєіїʼ’",
        "be": "ўі",
        "kk": "әғқңөұүһі",
        "ky": "өүң",
        "tg": "ғӣқӯҳҷ",
        "sr": "ђјљњћџ",
        "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ „“",
        "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև ։՝՛՞",
        "he": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ ״׳־",
        "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأإؤئة ،؛؟٠١٢٣٤٥٦٧٨٩",
        "fa": "پچژگکی ۰۱۲۳۴۵۶۷۸۹",
        "tr": "çğıİöşü",
        "pl": "ąćęłńóśźż",
        "de": "äöüßẞ",
        "fr": "àâæçéèêëîïôœùûüÿ",
        "vi": "ăâđêôơưạảấầẩẫậ",
        "lv": "āčēģīķļņšūž",
    }
    for lang, letters in alphabets.items():
        assert unprintable(letters + letters.upper(), lang) == (), lang


def test_right_to_left_letterhead_and_marks() -> None:
    document = replace(pdf_samples.hebrew_note(), letterhead=Letterhead("אור צפוני"), draft=True)
    assert render(document).pages == 1
