"""One letter in the making: its material, its texts and values, and the blocks made of single texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseapp.letters import wording
from caseapp.letters.document import (
    Block,
    Document,
    Footer,
    Heading,
    Letterhead,
    Paragraph,
    Rich,
    Span,
    Text,
    rich,
    value,
)
from caseapp.letters.material import Material, anchor
from caseapp.letters.merge import labels
from caseapp.letters.phrases import Values
from caseapp.letters.texts import Texts
from caseapp.letters.typesetting import typeset


@dataclass(frozen=True)
class Composer:
    """Material, texts and values of one letter. The parts of letters (opening, telling, closing) work with
    it.
    """

    material: Material
    texts: Texts
    values: Values

    @property
    def lang(self) -> str:
        """The letter's language (ISO 639)."""
        return self.texts.lang

    def say(self, name: str, /, **more: Any) -> Rich:
        """A sentence of the texts; empty fields show as marks with the label of the field."""
        return self.texts.phrases[name].fill({**self.values, **more}, labels())

    def plain(self, name: str, /, **more: Any) -> str:
        """The bare characters of a sentence."""
        return self.texts.plain(name, self.values, **more)

    def field(self, path: str) -> Rich:
        """A field by itself; an empty one shows as a mark with the label of the field."""
        return self.optional(path) or (Span(labels()[path], missing=True),)

    def optional(self, path: str) -> Rich:
        """A field by itself; nothing when it is empty."""
        found = self.values[path]
        if isinstance(found, tuple):
            return found
        return (value(str(found)),) if found else ()

    def heading(self, name: str, level: int = 1) -> Heading:
        """A heading of the texts."""
        return Heading(self.say(name), level)

    def paragraph(self, *parts: Rich, at: str | None = None, keep: bool = False) -> Iterator[Paragraph]:
        """The sentences in one paragraph; none when all are empty."""
        if joined := spaced(*parts):
            yield Paragraph(joined, keep_with_next=keep, anchor=at)

    def typed(self, text: str) -> str:
        """A text that somebody typed, with the marks of print."""
        return typeset(text, self.lang, self.material.names)

    def free(self, text: str, at: str | None = None, *, close: Rich = ()) -> Iterator[Paragraph]:
        """Paragraphs typed by a caseworker, with a sentence of the texts at the end of the last."""
        parts = wording.paragraphs(text)
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            told = wording.sentence(self.typed(part))
            yield from self.paragraph((value(told),), close if last else (), at=at)

    def section(self, heading: str, *body: Iterator[Block]) -> Iterator[Block]:
        """A heading and its blocks; nothing at all when there are none."""
        blocks = [block for part in body for block in part]
        if blocks:
            yield self.heading(heading)
            yield from blocks

    @property
    def options(self) -> dict[str, Any]:
        """The options of this letter as typed."""
        return self.material.letter.options

    def option(self, name: str) -> str:
        """An option that is a text."""
        content = self.options.get(name)
        return content if isinstance(content, str) else ""

    def option_at(self, name: str) -> str:
        """The anchor of an option."""
        return anchor("letter", self.material.letter.id, f"options.{name}")

    def of_case(self, field: str) -> str:
        """A text of the case in the letter's language."""
        return wording.localized(getattr(self.material.case, field), self.lang)

    def case_at(self, field: str) -> str:
        """The anchor of a field of the case."""
        return anchor("case", self.material.case.id, field)

    def norms(self) -> Rich:
        """The chosen norms in a row, as the request names them."""
        chosen = self.options.get("norms") or []
        phrases = [self.say(f"norm.{code}") for code in chosen if f"norm.{code}" in self.texts]
        return wording.join(phrases, self.plain("and"))

    def document(self, blocks: Iterator[Block], *, fold_marks: bool = True) -> Document:
        """The whole letter. Its title holds the kind and the number and no name: it stands in the file's
        own data.
        """
        org, letter = self.material.organisation, self.material.letter
        name = str(self.values["org.name"])
        return Document(
            lang=self.texts.tag,
            title=f"{self.plain('title')} {letter.number}".strip(),
            author_org=name,
            blocks=tuple(blocks),
            letterhead=Letterhead(name, self.typed(wording.localized(org.tagline, self.lang))),
            created=self.material.created,
            footer=Footer(self.plain("footer.text")),
            reference=letter.number or self.material.case.number,
            marking=self.plain("marking"),
            draft=letter.issued_at is None,
            fold_marks=fold_marks,
        )


def spaced(*parts: Rich) -> Rich:
    """Sentences with a space between them; empty ones vanish."""
    spans: list[Text] = []
    for part in parts:
        if part:
            spans += [" ", part] if spans else [part]
    return rich(*spans)
