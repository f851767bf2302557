"""What a kind of letter declares, and the pages it makes of what was gathered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from caseapp.i18n import N_
from caseapp.letters import merge, texts
from caseapp.letters.document import Document
from caseapp.letters.findings import Finding
from caseapp.letters.material import Material
from caseapp.letters.phrases import Values
from caseapp.letters.texts import Texts
from caseapp.records.fields import Field, Kind


def option(kind: str, label: str, help: str = "", **facts: Any) -> Field:  # noqa: A002 - the name that Field has
    """Declares an option of a kind of letter, in the same words as a column of a record."""
    return Field(label=label, kind=Kind(kind), help=help, **facts)


#: What every kind asks for; a kind adds its own.
COMMON: dict[str, Field] = {
    "annexes": option(
        "long",
        N_("Annexes"),
        N_(
            "One per line: title; number of pages; number of the fact it supports."
            " For example: Court decision; 3; 2"
        ),
        group=N_("Annexes"),
    ),
    "represents": option(
        "flag",
        N_("We are the client's legal representative"),
        N_("Otherwise the letter says that we are not."),
        group=N_("Closing statements"),
        rare=True,
    ),
    "testify": option(
        "flag", N_("The signatory is ready to give evidence"), group=N_("Closing statements"), rare=True
    ),
    "free": option(
        "flag", N_("Say that our help is free of charge"), group=N_("Closing statements"), rare=True
    ),
}


class LetterKind(ABC):
    """A kind of letter: stateless, one object for the whole app.

    `code` names its folder of texts; `label` is its marked English name. `options` are the fields that only
    this kind asks for, kept in Letter.options, in the order of its form. `needs` are the groups of domain
    fields without which it is not complete (domain: matrix of kinds). `customary_pages` is the length that
    readers expect, None for any. `special_option` names the flag that lets fields of special categories in.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str] = ""
    own_options: ClassVar[dict[str, Field]] = {}
    needs: ClassVar[frozenset[str]] = frozenset()
    customary_pages: ClassVar[int | None] = 2
    special_option: ClassVar[str] = ""
    #: Whether all incidents of the case are proposed, or those that can be printed in the letter's language.
    takes_every_incident: ClassVar[bool] = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages with texts for this kind (ISO 639)."""
        return texts.languages(self.code)

    @property
    def options(self) -> dict[str, Field]:
        """The fields that this kind asks for, by their name in Letter.options."""
        declared = {**self.own_options, **COMMON}
        return {name: replace(field, name=name) for name, field in declared.items()}

    def defaults(self, material: Material) -> dict[str, Any]:
        """What the options of a new letter start with."""
        return {}

    def texts(self, language: str) -> Texts:
        """The sentences of this kind in a language. Raises KeyError for one without texts."""
        if language not in self.languages:
            raise KeyError(language)
        return texts.load(self.code, language)

    def values(self, material: Material, phrases: Texts) -> Values:
        """The merge fields of this letter."""
        return merge.values(material, self.options, phrases)

    @abstractmethod
    def compose(self, material: Material, texts: Texts) -> Document:
        """The letter. Pure: the same material and texts give the same document."""

    def check(self, material: Material) -> Iterator[Finding]:
        """What only this kind looks for before issue."""
        yield from ()

    def own_texts(self, material: Material) -> Iterator[tuple[str, str, str, str]]:
        """The free texts that this kind prints beside the facts: (kind, id, field, text) for each."""
        for name, field in self.own_options.items():
            if field.kind in (Kind.LONG, Kind.TEXT):
                yield (
                    "letter",
                    material.letter.id,
                    f"options.{name}",
                    str(material.letter.options.get(name) or ""),
                )
