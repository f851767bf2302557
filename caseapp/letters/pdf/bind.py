"""Binding: from drawn pages, the structure tree and the fonts in use to the bytes of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseapp.letters.document import Document, Place
from caseapp.letters.pdf.clean import clean, language
from caseapp.letters.pdf.compose import Entry
from caseapp.letters.pdf.embed import embed
from caseapp.letters.pdf.file import File, name, text
from caseapp.letters.pdf.ink import Press, Sheet
from caseapp.letters.pdf.shape import number
from caseapp.letters.pdf.style import Geometry
from caseapp.letters.pdf.tags import Annotation, Content, Element, walk
from caseapp.letters.pdf.xmp import packet, pdf_date
from caseapp.paths import resource


class Binder:
    """Writes one document. Objects that name each other get their numbers first."""

    def __init__(
        self,
        document: Document,
        press: Press,
        page: Geometry,
        entries: Sequence[Entry],
        places: Mapping[str, Sequence[Place]],
    ) -> None:
        self.document = document
        self.press = press
        self.page = page
        self.entries = entries
        self.places = places
        self.file = File()
        self.lang = language(document.lang, "und")
        self.page_numbers = [self.file.reserve() for _ in press.sheets]
        self.tree = self.file.reserve()
        self.elements = walk(press.root)
        self.element_numbers = {id(element): self.file.reserve() for element in self.elements}
        self.link_numbers = [self.file.reserve() for _ in press.links]

    def bind(self) -> bytes:
        """The finished file."""
        fonts = {use.name: embed(self.file, face, use) for face, use in self.press.fonts.items()}
        images = [self._image(picture) for picture in self.press.images]
        parent = self.file.reserve()
        for sheet in self.press.sheets:
            self._page(sheet, parent, fonts, images)
        kids = " ".join(f"{number_} 0 R" for number_ in self.page_numbers)
        self.file.put(parent, f"<</Type /Pages /Kids [{kids}] /Count {len(self.page_numbers)}>>")
        for index in range(len(self.press.links)):
            self._link(index)
        for element in self.elements:
            self._element(element)
        self._tree()
        self._catalogue(parent)
        return self.file.save()

    # -- pages --

    def _page(self, sheet: Sheet, parent: int, fonts: Mapping[str, int], images: Sequence[int]) -> None:
        content = self.file.stream("\n".join(sheet.ops).encode("ascii"))
        used = " ".join(f"/{key} {value} 0 R" for key, value in fonts.items())
        pictures = " ".join(f"/Im{index} {images[index]} 0 R" for index in sorted(sheet.images))
        xobjects = f" /XObject <<{pictures}>>" if pictures else ""
        links = [self.link_numbers[i] for i, link in enumerate(self.press.links) if link.page == sheet.index]
        annots = f" /Annots [{' '.join(f'{link} 0 R' for link in links)}]" if links else ""
        self.file.put(
            self.page_numbers[sheet.index],
            f"<</Type /Page /Parent {parent} 0 R "
            f"/MediaBox [0 0 {number(self.page.width)} {number(self.page.height)}] "
            f"/Resources <</Font <<{used}>>{xobjects}>> /Contents {content} 0 R{annots} "
            f"/StructParents {sheet.index} /Tabs /S>>",
        )

    def _image(self, picture: tuple[int, int, bytes]) -> int:
        across, down, pixels = picture
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": across,
            "Height": down,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
        }
        return self.file.stream(pixels, entries)

    def _destination(self, page: int, top: float) -> str:
        return f"[{self.page_numbers[page]} 0 R /XYZ 0 {number(min(self.page.height, top + 6))} null]"

    def _link(self, index: int) -> None:
        link = self.press.links[index]
        if link.target.startswith("!"):
            page, top = link.target[1:].split()
            action = f"/Dest {self._destination(int(page), float(top))}"
        elif link.target.startswith("#"):
            place = self.places[link.target[1:]][0]
            action = f"/Dest {self._destination(place.page - 1, self.page.height - place.y)}"
        else:
            action = f"/A <</Type /Action /S /URI /URI {text(_uri(link.target))}>>"
        rect = " ".join(number(edge) for edge in link.rect)
        wording = link.wording or link.target
        self.file.put(
            self.link_numbers[index],
            f"<</Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F 4 /Contents {text(wording)} "
            f"/StructParent {len(self.press.sheets) + index} {action}>>",
        )

    # -- structure --

    def _element(self, element: Element) -> None:
        pages = {kid.page for kid in element.kids if isinstance(kid, Content)}
        common = pages.pop() if len(pages) == 1 else None
        kids = " ".join(self._kid(kid, common) for kid in element.kids)
        parent = self.tree if element.parent is None else self.element_numbers[id(element.parent)]
        data = f"<</Type /StructElem /S {name(element.tag)} /P {parent} 0 R /K [{kids}]"
        if common is not None:
            data += f" /Pg {self.page_numbers[common]} 0 R"
        if element.alt:
            data += f" /Alt {text(clean(element.alt))}"
        if element.lang:
            data += f" /Lang {text(element.lang)}"
        if element.scope:
            wide = f" /ColSpan {element.span}" if element.span > 1 else ""
            data += f" /A <</O /Table /Scope {name(element.scope)}{wide}>>"
        if element.numbering:
            data += f" /A <</O /List /ListNumbering {name(element.numbering)}>>"
        self.file.put(self.element_numbers[id(element)], f"{data}>>")

    def _kid(self, kid: Element | Content | Annotation, common: int | None) -> str:
        if isinstance(kid, Element):
            return f"{self.element_numbers[id(kid)]} 0 R"
        page = self.page_numbers[kid.page]
        if isinstance(kid, Annotation):
            return f"<</Type /OBJR /Obj {self.link_numbers[kid.number]} 0 R /Pg {page} 0 R>>"
        if common is not None:
            return str(kid.mcid)
        return f"<</Type /MCR /Pg {page} 0 R /MCID {kid.mcid}>>"

    def _tree(self) -> None:
        numbers: list[str] = []
        for sheet in self.press.sheets:
            marks = " ".join(f"{self.element_numbers[id(element)]} 0 R" for element in sheet.marks)
            numbers.append(f"{sheet.index} {self.file.add(f'[{marks}]')} 0 R")
        first = len(self.press.sheets)
        for index, link in enumerate(self.press.links):
            numbers.append(f"{first + index} {self.element_numbers[id(link.element)]} 0 R")
        parents = self.file.add(f"<</Nums [{' '.join(numbers)}]>>")
        root = self.element_numbers[id(self.press.root)]
        following = first + len(self.press.links)
        self.file.put(
            self.tree,
            f"<</Type /StructTreeRoot /K [{root} 0 R] /ParentTree {parents} 0 R "
            f"/ParentTreeNextKey {following}>>",
        )

    # -- the document --

    def _catalogue(self, pages: int) -> None:
        document = self.document
        title, organisation = clean(document.title), clean(document.author_org)
        profile = self.file.stream(resource("icc", "srgb.icc").read_bytes(), {"N": 3})
        intent = self.file.add(
            "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) "
            f"/DestOutputProfile {profile} 0 R>>"
        )
        described = self.file.stream(
            packet(document, title, organisation), {"Type": "/Metadata", "Subtype": "/XML"}, packed=False
        )
        outline = self._outline()
        direction = " /Direction /R2L" if document.rtl else ""
        self.file.root(
            f"<</Type /Catalog /Version /1.7 /Pages {pages} 0 R /StructTreeRoot {self.tree} 0 R "
            f"/MarkInfo <</Marked true>> /Lang {text(self.lang)} /Metadata {described} 0 R "
            f"/OutputIntents [{intent} 0 R] /ViewerPreferences <</DisplayDocTitle true{direction}>> "
            f"/PageLabels <</Nums [0 <</S /D>>]>>{outline}>>"
        )
        when = pdf_date(document.created_utc)
        author = f" /Author {text(organisation)}" if organisation else ""
        self.file.about(f"<</Title {text(title)}{author} /CreationDate ({when}) /ModDate ({when})>>")

    def _outline(self) -> str:
        """Bookmarks from the headings, nested as they are."""
        entries = list(self.entries)
        if len(entries) < 2:
            return ""
        numbers = [self.file.reserve() for _ in entries]
        root = self.file.reserve()
        parents: list[int] = []
        open_: list[int] = []
        for index, entry in enumerate(entries):
            while open_ and entries[open_[-1]].level >= entry.level:
                open_.pop()
            parents.append(open_[-1] if open_ else -1)
            open_.append(index)
        for index, entry in enumerate(entries):
            siblings = [i for i, parent in enumerate(parents) if parent == parents[index]]
            at = siblings.index(index)
            parent = root if parents[index] < 0 else numbers[parents[index]]
            target = self._destination(entry.page, entry.top)
            data = f"<</Title {text(clean(entry.text))} /Parent {parent} 0 R /Dest {target}"
            if at:
                data += f" /Prev {numbers[siblings[at - 1]]} 0 R"
            if at + 1 < len(siblings):
                data += f" /Next {numbers[siblings[at + 1]]} 0 R"
            kids = [i for i, parent_ in enumerate(parents) if parent_ == index]
            if kids:
                data += f" /First {numbers[kids[0]]} 0 R /Last {numbers[kids[-1]]} 0 R /Count {len(kids)}"
            self.file.put(numbers[index], f"{data}>>")
        top = [i for i, parent_ in enumerate(parents) if parent_ < 0]
        self.file.put(
            root,
            f"<</Type /Outlines /First {numbers[top[0]]} 0 R /Last {numbers[top[-1]]} 0 R "
            f"/Count {len(top)}>>",
        )
        return (
            f" /Outlines {root} 0 R /PageMode /UseOutlines"
            if len(self.press.sheets) > 3
            else f" /Outlines {root} 0 R"
        )


def _uri(target: str) -> str:
    """A link target in ASCII, everything else percent-encoded."""
    return "".join(chr(byte) if 0x21 <= byte < 0x7F else f"%{byte:02X}" for byte in target.encode())
