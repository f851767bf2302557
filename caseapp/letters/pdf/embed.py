"""Fonts in the file: each face once, cut down to the glyphs in use, with the characters they stand for."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import uharfbuzz as hb

from caseapp.letters.pdf import fonts
from caseapp.letters.pdf.file import File
from caseapp.letters.pdf.ink import FontUse
from caseapp.letters.pdf.shape import number

_DROPPED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "kern",
    "DSIG",
    "name",
    "post",
    "OS/2",
    "cmap",
    "gasp",
    "STAT",
    "meta",
    "hdmx",
)
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
)


def embed(file: File, face: fonts.Face, use: FontUse) -> int:
    """Writes a face with the glyphs in use; the number of its font object."""
    glyphs = tuple(sorted(use.meanings))
    data = _subset(face.name, glyphs)
    base = f"{_prefix(glyphs)}+{face.name}"
    program = file.stream(data, {"Length1": len(data)})
    low, high = int(face.descent) - 200, int(face.ascent) + 200
    italic = -12 if "Italic" in face.name else 0
    descriptor = file.add(
        f"<</Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [-800 {low} 2200 {high}] "
        f"/ItalicAngle {italic} /Ascent {int(face.ascent)} /Descent {int(face.descent)} /CapHeight 714 "
        f"/StemV {140 if 'Bold' in face.name else 86} /FontFile2 {program} 0 R>>"
    )
    widths = " ".join(f"{glyph} [{number(face.advance(glyph))}]" for glyph in glyphs)
    descendant = file.add(
        f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDToGIDMap /Identity /DW 1000 "
        f"/W [{widths}] /FontDescriptor {descriptor} 0 R "
        f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
    )
    meanings = file.stream(_to_unicode(use).encode("ascii"))
    return file.add(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meanings} 0 R>>"
    )


@lru_cache(maxsize=64)
def _subset(name: str, glyphs: tuple[int, ...]) -> bytes:
    """The font program with just these glyphs, old numbers kept. Cached: a preview asks again and again."""
    request = hb.SubsetInput()
    request.glyph_set.update((0, *glyphs))
    request.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_HINTING
    )
    request.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED)
    data: bytes = hb.subset(fonts.load(name).face, request).blob.data
    return data


def _prefix(glyphs: tuple[int, ...]) -> str:
    """Six capitals that name this subset."""
    digest = hashlib.sha256(repr(glyphs).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _to_unicode(use: FontUse) -> str:
    pairs = [
        f"<{glyph:04X}> <{meaning.encode('utf-16-be').hex().upper()}>"
        for glyph, meaning in sorted(use.meanings.items())
    ]
    blocks = [_CMAP_HEAD]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        blocks.append("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")))
    blocks.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return "\n".join(blocks)
