"""A letter as plain text, for goldens that a person can read and compare line by line."""

from __future__ import annotations

from collections.abc import Iterator

from caseapp.letters import document as d


def text_of(document: d.Document) -> str:
    """All blocks of a document in story order, one kind of mark for each kind of block."""
    head = [
        f"[{document.title} | {document.lang} | {document.reference} | {document.marking}]",
        f"# {document.letterhead.name} | {document.letterhead.tagline}",
    ]
    body = [line for block in document.blocks for line in _lines(block)]
    return "\n".join([*head, *body, f"-- {document.footer.text}"]) + "\n"


def _lines(block: d.Block) -> Iterator[str]:
    match block:
        case d.Recipient():
            yield f"From: {block.return_line}"
            yield from (f"To: {_plain(line)}" for line in block.lines)
        case d.InfoBlock() | d.KeyValues():
            yield from (f"{row.label}: {_plain(row.value)}" for row in block.rows)
        case d.Subject():
            yield f"== {_plain(block.text)} =="
        case d.Heading():
            yield f"{'#' * (block.level + 1)} {_plain(block.text)}"
        case d.NumberedFact():
            yield f"{block.number}. {_plain(block.text)}"
            yield f"   [{_plain(block.source)}]"
        case d.BulletList():
            yield from (
                f"- {_plain(item.text if isinstance(item, d.Item) else item)}" for item in block.items
            )
        case d.Table():
            yield "| " + " | ".join(_plain(column.head) for column in block.columns)
            yield from ("| " + " | ".join(_plain(cell) for cell in row.cells) for row in block.rows)
        case d.Signature():
            yield from (_plain(block.closing), "(signature)", block.name, block.title, block.org)
        case d.AnnexList():
            yield f"## {block.heading}"
            yield from (f"{item.label} {_plain(item.text)} ({item.pages})" for item in block.items)
        case d.CheckCode():
            yield f"{block.label}: {block.code} ({_plain(block.line)}) QR: {block.payload}"
        case d.Cover():
            yield f"== {_plain(block.title)} == {_plain(block.subtitle)}"
            yield from (f"{row.label}: {_plain(row.value)}" for row in block.rows)
            yield _plain(block.note)
        case d.Contents():
            yield f"({block.heading})"
        case d.PageBreak():
            yield "(new page)"
        case d.Paragraph() | d.Salutation() | d.Note():
            yield _plain(block.text)
        case _:
            raise AssertionError(type(block))


def _plain(text: d.Text) -> str:
    """The characters, with marks for what is missing and plain spaces for fixed ones."""
    spans = (d.Span(text),) if isinstance(text, str) else text
    shown = "".join(f"⟦{span.text}⟧" if span.missing else span.text for span in spans)
    return shown.replace("\N{NO-BREAK SPACE}", " ")
