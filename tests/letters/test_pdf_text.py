# ruff: noqa: E501 - sentences are easier to read whole
"""Text copies out of the file as it was written, in two independent readers and many languages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from caseapp.letters.document import Document, Paragraph, plain
from caseapp.letters.pdf import render
from tests.letters import pdf_samples

SENTENCES = {
    "en": "The office’s efficient official flights affirm the first waffle: “finally”, she said – AVATAR To Ty.",
    "ru": "Заявитель объявлен в розыск 2 апреля 2025 г. по ч. 1 ст. 207.3 УК РФ; «не заказывай еду» — и съезд.",
    "ru stressed": "За́мок и замо́к, Москва́ сто́ит; мука́ и му́ка.",
    "ka": "ელენა პეტროვა დაიბადა თბილისში 1987 წელს.",
    "hy": "Ելենա Պետրովան ծնվել է Երևանում 1987 թվականին։",
    "uk": "Її обʼєкт – «Київ», ґанок і п’ять їжаків.",
    "be": "Беларуская мова: ўсё, што было ў Мінску.",
    "kk": "Қазақстан Республикасының әділет министрлігі, ұлы дала, ғылым, үй, ің, һ.",
    "ky": "Кыргыз Республикасынын өкмөтү, үй, ңы.",
    "tg": "Ҷумҳурии Тоҷикистон, қонун, ғам, ӯро, ӣ.",
    "sr": "Ћирилица, ђак, џеп, љубав, његов.",
    "de": "Die Behörde für Aufenthaltsangelegenheiten prüft Straßen, Öl und Übermaß; Auflage, Waffe.",
    "fr": "L’œuvre où l’élève naïf fut reçu : « ça ».",
    "tr": "İstanbul’da ığdır ilçesi; şüpheli fiil, öğle, çağrı, fıstık, affı.",
    "pl": "Zażółć gęślą jaźń; łódź, świadectwo.",
    "lv": "Brīvības iela, Rīga; ķīlis, ņemt, šķūnis.",
    "he": "שלום עולם זהו מכתב תמיכה",
    "ar": "السلام عليكم هذا خطاب دعم للسيدة ليلى",
    "fa": "این نامه برای حمایت از خانم لیلا است",
}
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HYPHENS = re.compile("\u00ad\\s*|[\ufffe\x02]")  # how the two readers show a hyphen to be taken back


def folded(text: str) -> str:
    return " ".join(_HYPHENS.sub("", _CONTROLS.sub("", text)).split())


def by_pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return folded("\n".join(page.get_textpage().get_text_range() for page in document))


def by_poppler(data: bytes, folder: Path) -> str:
    file = folder / "letter.pdf"
    file.write_bytes(data)
    output = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    return folded(output.stdout.decode())


def one_paragraph(key: str) -> Document:
    return pdf_samples.short(Paragraph(SENTENCES[key]), lang=key.split()[0])


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_copies_out_of_pdfium(key: str) -> None:
    assert folded(SENTENCES[key]) in by_pdfium(render(one_paragraph(key)).data)


@pytest.mark.tools("pdftotext")
@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_copies_out_of_poppler(key: str, tmp_path: Path) -> None:
    assert folded(SENTENCES[key]) in by_poppler(render(one_paragraph(key)).data, tmp_path)


@pytest.mark.tools("pdftotext")
@pytest.mark.parametrize("letter", [pdf_samples.english_letter, pdf_samples.russian_letter])
def test_whole_letters_copy_out_hyphens_taken_back(letter: object, tmp_path: Path) -> None:
    document: Document = letter()  # type: ignore[operator]
    whole = render(pdf_samples.short(*document.blocks[:5], *document.blocks[6:9], lang=document.lang)).data
    texts = {by_pdfium(whole), by_poppler(whole, tmp_path)}
    for block in document.blocks[:9]:
        if isinstance(block, Paragraph) and "Arabic" not in plain(block.text):
            for text in texts:
                assert folded(plain(block.text)) in text


def test_letters_that_look_alike_keep_their_code_points() -> None:
    text = "АВЕКМНОРСТХ ABEKMHOPCTX аеорсух aeopcyx ΑΒΕ"
    assert text in by_pdfium(render(pdf_samples.short(Paragraph(text))).data)


def test_a_ligature_made_by_the_font_and_one_in_the_text_do_not_disturb_each_other() -> None:
    text = "official ﬃ office ﬁ fi"  # pdfium shows the letters of a ligature, whatever its code point
    assert "official ffi office fi fi" in by_pdfium(render(pdf_samples.short(Paragraph(text))).data)


def test_invisible_and_harmful_characters_do_not_reach_the_page() -> None:
    text = "Refe\u00adren\u200bce\u202e 1234\u202c \x00\x07\ud800 AB\u2067CD\u2069 end\ufeff"
    assert "Reference 1234 ABCD end" in by_pdfium(render(pdf_samples.short(Paragraph(text))).data)


def test_markup_is_text() -> None:
    text = '<b>bold</b> &amp; <img src="/etc/passwd"/> <para> {x} %s \\n (unbalanced'
    assert text in by_pdfium(render(pdf_samples.short(Paragraph(text), title=text)).data)


def test_line_breaks_in_a_paragraph_are_kept() -> None:
    data = render(pdf_samples.short(Paragraph("First line\nSecond line\r\nThird line"))).data
    with pypdfium2.PdfDocument(data) as document:
        lines = document[0].get_textpage().get_text_range().splitlines()
    assert [line.strip() for line in lines if "line" in line] == ["First line", "Second line", "Third line"]
