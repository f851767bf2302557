"""What stands where: pages, tables, headings, signatures, and the places that a preview asks for."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pypdf
import pypdfium2
import pytest

from caseapp.letters.document import (
    Annex,
    AnnexList,
    CheckCode,
    Column,
    Contents,
    Cover,
    Document,
    Fact,
    Footer,
    Heading,
    InfoBlock,
    KeyValues,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipient,
    Rendered,
    Row,
    Signature,
    Table,
)
from caseapp.letters.pdf import page_count, render
from caseapp.letters.pdf.flow import Piece, Placed, paginate
from tests.letters import pdf_samples

FILLER = "The applicant described the events in the order in which she remembers them. "
MM = 72 / 25.4
HEIGHT = 297 * MM


def pages_of(rendered: Rendered) -> list[str]:
    with pypdfium2.PdfDocument(rendered.data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def boxes_of(rendered: Rendered, page: int, text: str) -> list[tuple[float, float, float, float]]:
    """Where a text was found on a page (from 1): left, top, right, bottom in points from the upper left."""
    with pypdfium2.PdfDocument(rendered.data) as document:
        words = document[page - 1].get_textpage()
        searcher = words.search(text)
        found = []
        while (hit := searcher.get_next()) is not None:
            rects = [words.get_rect(n) for n in range(words.count_rects(*hit))]
            found += [(left, HEIGHT - top, right, HEIGHT - low) for left, low, right, top in rects]
        return found


def filled(lines: int) -> tuple[Paragraph, ...]:
    """So many one-line paragraphs."""
    return tuple(Paragraph(f"Line {n}") for n in range(lines))


def test_page_numbers_in_the_language_of_the_letter() -> None:
    assert "Page 2 of 2" in pages_of(render(pdf_samples.english_letter()))[1]
    assert "Страница 1 из 2" in pages_of(render(pdf_samples.russian_letter()))[0]


def test_continuation_pages_name_the_organisation_and_the_reference() -> None:
    first, second = pages_of(render(pdf_samples.english_letter()))
    assert "Northern Light Legal Aid · NL-2026-0412" in second
    assert "Northern Light Legal Aid · NL-2026-0412" not in first


def test_the_marking_stands_on_every_page() -> None:
    for text in pages_of(render(replace(pdf_samples.english_letter(), marking="Secret for now"))):
        assert "Secret for now" in text


def test_page_count_reads_the_file() -> None:
    rendered = render(pdf_samples.english_letter())
    assert page_count(rendered.data) == rendered.pages == 2
    with pytest.raises(ValueError, match="PDF"):
        page_count(b"no such thing")


def test_the_address_stands_in_the_window_and_the_text_below_it() -> None:
    rendered = render(pdf_samples.english_letter())
    mm = 72 / 25.4
    for line in ("Embassy of Exampleland", "10117 Berlin"):
        left, top, right, bottom = boxes_of(rendered, 1, line)[0]
        assert 20 * mm < left < right < 105 * mm
        assert 45 * mm < top < bottom < 90 * mm
    assert boxes_of(rendered, 1, "Our reference")[0][0] > 120 * mm
    assert boxes_of(rendered, 1, "Dear Madam or Sir")[0][1] > 97 * mm


@pytest.mark.parametrize("before", range(20, 48))
def test_a_heading_is_never_left_behind(before: int) -> None:
    document = pdf_samples.short(*filled(before), Heading("Heading here"), Paragraph(FILLER * 12))
    for text in pages_of(render(document)):
        if "Heading here" in text:
            following = text.split("Heading here")[1]
            assert following.count("remembers") >= 2


@pytest.mark.parametrize("before", range(20, 48, 3))
def test_a_heading_stays_with_head_and_first_row_of_its_table(before: int) -> None:
    table = Table((Column("Head of column"),), tuple(Row((f"Row {n}",)) for n in range(9)))
    for text in pages_of(render(pdf_samples.short(*filled(before), Heading("Heading here"), table))):
        if "Heading here" in text:
            assert "Row 0" in text.split("Heading here")[1]


@pytest.mark.parametrize("before", range(22, 46))
def test_a_signature_is_never_alone(before: int) -> None:
    document = pdf_samples.short(
        *filled(before), Paragraph(FILLER * 4), Signature("Yours faithfully,", "Anna Ozola", "Head", "Org")
    )
    for text in pages_of(render(document)):
        if "Anna Ozola" in text:
            assert "Yours faithfully" in text
            assert "remembers" in text
            assert "Head\r\nOrg" in text


@pytest.mark.parametrize("before", range(24, 44))
def test_no_line_of_a_paragraph_stands_alone(before: int) -> None:
    marked = " ".join(f"word{n:03d} is one of the words of this paragraph" for n in range(16))
    texts = pages_of(render(pdf_samples.short(*filled(before), Paragraph(marked))))
    for text in texts:
        lines = [line for line in text.splitlines() if "words of this" in line or re.search(r"word\d", line)]
        assert len(lines) != 1


def test_a_table_head_is_repeated_but_told_once() -> None:
    rendered = render(pdf_samples.dossier(200))
    texts = pages_of(rendered)
    with_rows = [text for text in texts if re.search(r"Annex \d", text) and "Entry" in text]
    assert len(with_rows) > 5
    for text in with_rows:
        assert re.search(r"Date\s+Place\s+Incident\s+Source", text)
    assert (
        rendered.data.count(b"/S /TH ") == 4 + 2 + 5 + 4 + 200 + 1
    )  # heads, labels, row heads, one group head


def test_a_row_taller_than_a_page_goes_on_under_a_repeated_head() -> None:
    table = Table((Column("Question"), Column("Answer", 3)), (Row(("What then?", FILLER * 240)),))
    rendered = render(pdf_samples.short(table))
    texts = pages_of(rendered)
    assert rendered.pages >= 3
    assert all(re.search(r"Question\s+Answer", text) for text in texts)
    assert sum(text.count("remembers") for text in texts) == 240
    assert sum(text.count("What then?") for text in texts) == 1


def test_rows_of_a_few_lines_stay_whole() -> None:
    row = Row(("begin " + FILLER * 3 + "finish",))
    for text in pages_of(render(pdf_samples.short(Table((Column("Head"),), (row,) * 40)))):
        assert text.count("begin") == text.count("finish")


def test_contents_give_the_pages_of_the_headings() -> None:
    rendered = render(pdf_samples.dossier(120))
    texts = pages_of(rendered)
    entries = dict(
        re.findall(r"^(.+?)(?: \.)+ ?(\d+)$", texts[1].replace("\r", "").replace("\u00a0", " "), re.M)
    )
    assert set(entries) >= {
        "Identity",
        "Narrative, part 2",
        "Details of part 3",
        "Threats and incidents",
        "Interview",
    }
    for heading, page in entries.items():
        assert heading in texts[int(page) - 1]
    assert "Contents" not in entries


def test_page_breaks_begin_pages_and_leave_no_empty_ones() -> None:
    document = pdf_samples.short(
        PageBreak(), Paragraph("one"), PageBreak(), PageBreak(), Paragraph("two"), PageBreak()
    )
    texts = pages_of(render(document))
    assert ["one" in text for text in texts] == [True, False]
    assert ["two" in text for text in texts] == [False, True]


def test_a_cover_stands_alone() -> None:
    texts = pages_of(render(pdf_samples.short(Cover("The title", "Subtitle"), Paragraph("Body text"))))
    assert len(texts) == 2
    assert "The title" in texts[0]
    assert "Body text" not in texts[0]


def test_places_tell_where_anchors_were_printed() -> None:
    rendered = render(pdf_samples.english_letter())
    for anchor, words in {
        "fact:2": "held for 48",
        "incident:4": "federal wanted list",
        "org:phone": "6000",
        "contact:1": "Visa and Protection",
        "case:subject": "humanitarian",
        "person:1": "registered",
    }.items():
        (place, *_more) = rendered.places[anchor]
        left, top, right, bottom = boxes_of(rendered, place.page, words)[0]
        assert place.x - 1 <= left
        assert right <= place.x + place.w + 1
        assert place.y - 2 <= top
        assert bottom <= place.y + place.h + 4
    assert "nothing" not in rendered.places


def test_a_place_over_two_pages_has_two_rectangles() -> None:
    rendered = render(pdf_samples.short(*filled(25), Paragraph(FILLER * 14, anchor="long")))
    assert [place.page for place in rendered.places["long"]] == [1, 2]


def test_right_to_left_documents_are_mirrored() -> None:
    document = pdf_samples.short(
        Table((Column("שם"), Column("ערך", 3)), (Row(("אבג", "דהו")),)),
        KeyValues(()),
        lang="he",
    )
    rendered = render(document)
    first, second = boxes_of(rendered, 1, "אבג")[0], boxes_of(rendered, 1, "דהו")[0]
    assert first[0] > second[2]
    assert first[2] > 500


def test_a_draft_is_marked_below_the_text() -> None:
    assert "DRAFT" in pages_of(render(pdf_samples.english_letter(draft=True)))[0]
    assert "ЧЕРНОВИК" in pages_of(render(replace(pdf_samples.russian_letter(), draft=True)))[1]
    assert "SPECIMEN" in pages_of(render(pdf_samples.english_letter(), watermark="SPECIMEN"))[0]
    assert "DRAFT" not in pages_of(render(pdf_samples.english_letter()))[0]


class Recorder:
    def draw(self, sheet: object, placed: object) -> None:
        raise AssertionError


def test_pieces_tied_together_beyond_a_page_are_parted_all_the_same() -> None:
    owner = Recorder()
    pieces = [Piece(owner, n, 40.0, keep=True) for n in range(10)]
    plans = paginate(pieces, 100.0, 100.0, 0.0)
    assert [len(plan.pieces) for plan in plans] == [2] * 5
    assert plans[0].runs() == [(owner, [Placed(0, 100.0), Placed(1, 60.0)])]


def test_a_piece_taller_than_the_page_is_placed_alone() -> None:
    owner = Recorder()
    plans = paginate(
        [Piece(owner, 0, 10.0), Piece(owner, 1, 500.0), Piece(owner, 2, 10.0)], 100.0, 100.0, 0.0
    )
    assert [len(plan.pieces) for plan in plans] == [1, 1, 1]


def outline(document: Document) -> list[tuple[int, str]]:
    with pypdfium2.PdfDocument(render(document).data) as pdf:
        return [(mark.level, mark.get_title()) for mark in pdf.get_toc()]


def test_bookmarks_follow_the_headings() -> None:
    found = outline(pdf_samples.dossier(20))
    assert found[0] == (0, "Case dossier")
    assert (1, "Narrative, part 1") in found
    assert (2, "Details of part 1") in found


def test_contents_before_any_heading_and_without_entries() -> None:
    assert render(pdf_samples.short(Contents("Contents"))).pages == 1


def test_long_names_and_feet_stay_within_the_margins() -> None:
    name = (
        "Межрегиональная общественная организация содействия защите прав человека «Северный свет» и её друзья"
    )
    document = replace(
        pdf_samples.russian_letter(),
        letterhead=Letterhead(name, f"{name} — {name}"),
        footer=Footer(f"{name}, рег. № 40008123456, {name}"),
        marking="Только для адресата, не копировать и не передавать третьим лицам",
        reference="СС-2026-0117-очень-длинный-номер",
    )
    rendered = render(document)
    with pypdfium2.PdfDocument(rendered.data) as pdf:
        for page in pdf:
            words = page.get_textpage()
            for n in range(words.count_rects()):
                left, low, right, _top = words.get_rect(n)
                assert left > 24 / 25.4 * 72
                assert right < 191 / 25.4 * 72
                assert low > 7 / 25.4 * 72
    assert "друзья" in pages_of(rendered)[0]


def test_a_long_label_beside_the_address_is_not_cut() -> None:
    document = replace(
        pdf_samples.english_letter(),
        blocks=(
            InfoBlock((Fact("Reference number of the first application", "NL-1"), Fact("Date", "today"))),
            Paragraph("Text"),
        ),
    )
    text = pages_of(render(document))[0]
    assert all(word in text for word in ["Reference", "number", "of", "the", "first", "application"])


@pytest.mark.parametrize("before", range(26, 42))
def test_the_check_code_is_never_alone_on_a_page(before: int) -> None:
    signature = Signature("Yours faithfully,", "Anna Ozola")
    code = CheckCode("Check code", "7K4M-Q2XD", payload="CASEAPP:7K4M-Q2XD")
    for text in pages_of(render(pdf_samples.short(*filled(before), signature, code))):
        if "7K4M-Q2XD" in text:
            assert "Anna Ozola" in text


@pytest.mark.parametrize("annexes", [1, 4, 14])
@pytest.mark.parametrize("before", range(20, 44, 3))
def test_the_check_code_stands_beside_the_annexes(before: int, annexes: int) -> None:
    items = tuple(
        Annex(str(n), f"Decision of the court, number {n}, and what else", 3) for n in range(annexes)
    )
    blocks = (
        Signature("Yours faithfully,", "Anna Ozola"),
        CheckCode("Check code", "7K4M-Q2XD", "Ask us.", payload="CASEAPP:7K4M-Q2XD"),
        AnnexList("Annexes", items),
        Paragraph("Behind it all"),
    )
    rendered = render(pdf_samples.short(*filled(before), *blocks))
    page = next(n for n, text in enumerate(pages_of(rendered), 1) if "7K4M-Q2XD" in text)
    code, heading = boxes_of(rendered, page, "7K4M-Q2XD")[0], boxes_of(rendered, page, "Annexes")[0]
    assert heading[1] < code[1] < heading[1] + 22 * MM
    for item in boxes_of(rendered, page, "Decision of the court"):
        assert item[2] < code[0] - 24 * MM
    behind = boxes_of(rendered, rendered.pages, "Behind it all")
    assert behind
    assert rendered.pages > page or behind[0][1] > heading[1] + 22 * MM - 3


def test_a_long_address_stays_in_the_window_line_below_line() -> None:
    lines = (
        "Ministry of Foreign Affairs of the Federal Republic of Exampleland",
        *(f"Part {n}" for n in range(8)),
    )
    document = replace(pdf_samples.english_letter(), blocks=(Recipient(lines), Paragraph("Text")))
    rendered = render(document)
    boxes = [boxes_of(rendered, 1, line)[0] for line in ("Ministry", *lines[1:])]
    for above, below in pairwise(boxes):
        assert above[3] <= below[1] + 2.5
    assert boxes[-1][3] < 90.5 * MM
    assert boxes_of(rendered, 1, "Text")[0][1] > 97 * MM


@pytest.mark.parametrize("before", range(24, 44))
def test_a_sheet_of_few_rows_is_never_parted(before: int) -> None:
    sheet = KeyValues(tuple(Fact(f"Label {n}", f"Value {n}") for n in range(9)))
    pages = [text for text in pages_of(render(pdf_samples.short(*filled(before), sheet))) if "Label" in text]
    assert len(pages) == 1


def test_figures_stay_on_one_line_when_they_fit() -> None:
    row = Row(("12 000 000", "About February 2026 or a little later"))
    columns = (Column("Sum", 20, figures=True), Column("When", 14, figures=True), Column("", 100))
    rendered = render(pdf_samples.short(Table(columns, (Row((*row.cells, "x")),))))
    assert len(boxes_of(rendered, 1, "12 000 000")) == 1
    assert "About" in pages_of(rendered)[0]


def test_arabic_names_are_as_large_as_the_letters_around_them() -> None:
    rendered = render(pdf_samples.short(KeyValues((Fact("Name", "Ahmad"), Fact("Original", "أحمد الحسن")))))
    data = pypdf.PdfReader(io.BytesIO(rendered.data)).pages[0].get_contents()
    assert data is not None
    sizes = {float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", data.get_data())}
    assert any(size > 8.9 * 1.2 for size in sizes if size < 12)
    assert "أحمد" in pages_of(rendered)[0]
