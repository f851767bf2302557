"""What the check before issue reports, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from caseapp.i18n import N_, tr

Severity = Literal["block", "warn"]


@dataclass(frozen=True)
class Finding:
    """One thing to settle before a letter goes out, in the language of the screen.

    `code` is stable, for tests and programs. `text` says what is wrong, `why` why it matters or what to do.
    `kind`, `id` and `field` name the record and field to jump to; an option of the letter is
    "options.NAME".
    """

    severity: Severity
    code: str
    text: str
    why: str
    kind: str
    id: str
    field: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the letter can't be issued before this is settled."""
        return self.severity == "block"


#: code: how severe, what is wrong, why it matters or what to do.
_SENTENCES: dict[str, tuple[Severity, str, str]] = {
    "no-recipient": (
        "block",
        N_("The letter has no recipient."),
        N_("Choose a contact or type the address."),
    ),
    "address-long": (
        "warn",
        N_("The address has more lines than a window envelope shows."),
        N_("Seven lines of up to 45 characters fit; a longer address is printed smaller."),
    ),
    "no-date": ("block", N_("The letter has no date."), N_("Enter the day of issue.")),
    "date-ahead": (
        "warn",
        N_("The letter is dated in the future."),
        N_("Check the date before you issue it."),
    ),
    "date-stale": (
        "warn",
        N_("The date of the letter is more than two weeks old."),
        N_("Facts and law may have changed since; a letter carries the day on which it is issued."),
    ),
    "no-facts": (
        "warn",
        N_("No facts are chosen for this letter."),
        N_("Choose the threats and incidents that it shall tell of."),
    ),
    "no-signatory": (
        "block",
        N_("Nobody signs this letter."),
        N_("Choose who signs: readers must be able to ask a named person."),
    ),
    "may-not-sign": (
        "block",
        N_("This person may not sign letters."),
        N_("Choose another, or allow it with the caseworker's record."),
    ),
    "no-title": (
        "block",
        N_("The signatory has no function in the language of the letter."),
        N_("It stands below the signature and says why they can know."),
    ),
    "signatory-name-language": (
        "warn",
        N_("The signatory's name is not written in the language of the letter."),
        N_("Another spelling is printed."),
    ),
    "no-contact": (
        "block",
        N_("There is no telephone and no e-mail under which readers can ask."),
        N_("A letter that nobody can call back about carries little weight."),
    ),
    "no-safe-contact": (
        "block",
        N_("The organisation has no telephone and no e-mail."),
        N_("Letters name them as the only safe way to reach the client."),
    ),
    "org-mandate": (
        "block",
        N_("What the organisation does is not written in the language of the letter."),
        N_("Enter it with the organisation."),
    ),
    "org-address": (
        "warn",
        N_("The organisation's address is not written in the language of the letter."),
        N_("Enter it with the organisation."),
    ),
    "org-place": (
        "warn",
        N_("The place of issue is not written in the language of the letter."),
        N_("Enter it with the organisation."),
    ),
    "org-name": (
        "warn",
        N_("The organisation's name is not written in the language of the letter."),
        N_("Enter it with the organisation."),
    ),
    "org-registration": (
        "warn",
        N_("The organisation has no registration number."),
        N_("Readers look it up to see that the organisation exists."),
    ),
    "spelling-gone": (
        "block",
        N_("The spelling chosen for this letter no longer exists."),
        N_("Choose the document that the reader holds."),
    ),
    "no-passport-spelling": (
        "block",
        N_("The client's name as in the passport is missing."),
        N_("Enter it letter for letter, or choose another document for this letter."),
    ),
    "name-not-as-printed": (
        "block",
        N_("The letter writes the client's name as “{name}”, the document has it as “{printed}”."),
        N_("Correct one of the two, or choose another document for this letter."),
    ),
    "no-birth": (
        "warn",
        N_("The client's date of birth is missing."),
        N_("Readers find their file by name and date of birth."),
    ),
    "name-differs": (
        "block",
        N_("This text writes the client's name as “{name}”, the letter writes it otherwise."),
        N_("Use the spelling of the chosen document throughout."),
    ),
    "suspicion-as-fact": (
        "block",
        N_("A suspicion is told as a fact: “{said}”"),
        N_("No court or authority has found who did it. Say who suspects it, or leave the actor out."),
    ),
    "suspicion-in-text": (
        "warn",
        N_("This sentence states as a fact who did it: “{said}”"),
        N_("Unless a court found it, say who suspects it."),
    ),
    "poisoning-as-fact": (
        "block",
        N_("A suspected poisoning is told as proven: “{said}”"),
        N_(
            "No laboratory finding is recorded. Say who suspects it, or tell the symptoms alone; or file the"
            " laboratory's result with the fact."
        ),
    ),
    "tone": (
        "warn",
        N_("“{said}” judges instead of reporting."),
        N_("Whom to believe, and what it means in law, is for the reader to decide."),
    ),
    "text-language": (
        "block",
        N_("This text is not written in the language of the letter."),
        N_("Write it in that language, or have it translated by a person; nothing is translated by machine."),
    ),
    "reveals-contact": (
        "warn",
        N_("This text gives away a telephone number or address of the client or their family."),
        N_("Readers reach the client through you alone. Take it out unless the letter needs it."),
    ),
    "names-person-in-russia": (
        "warn",
        N_("This text names somebody who lives in Russia, or may live there."),
        N_("Contact with an organisation like yours can endanger them: write the role instead."),
    ),
    "names-person-without-consent": (
        "warn",
        N_("This text names somebody who has not agreed to be named."),
        N_("Their own consent is missing, refused or withdrawn: write the role instead."),
    ),
    "person-unasked": (
        "warn",
        N_("{name} is given by role only: nobody noted that they agree to be named."),
        N_("Ask where that is safe, and note the answer. A parent or guardian answers for a child."),
    ),
    "person-limits": (
        "warn",
        N_("{name} agreed with limits, and is named."),
        N_("See what they agreed to: does it cover this reader?"),
    ),
    "told-nobody": (
        "block",
        N_("A fact is marked: nobody outside the organisation may be told."),
        N_("Take it out of the letter, or ask the client and change who may be told."),
    ),
    "told-lawyer": (
        "block",
        N_("A fact is marked for the client's lawyer, and this letter does not go to a lawyer."),
        N_("Take it out, or choose the lawyer among the contacts as recipient."),
    ),
    "told-others": (
        "block",
        N_("A fact is marked for other readers than the one whom this letter goes to."),
        N_("Take it out of the letter, or ask the client and change who may be told."),
    ),
    "claim-no-basis": (
        "warn",
        N_("A further source has no basis and is left out: how do you know it?"),
        N_("Letters print the basis beside every fact."),
    ),
    "claim-language": (
        "warn",
        N_("A further source is not written in the language of the letter and is left out."),
        N_("Write it, or have it translated by a person; nothing is translated by machine."),
    ),
    "no-basis": (
        "block",
        N_("A fact has no basis: how do you know it?"),
        N_("Letters print the basis beside every fact."),
    ),
    "document-not-named": (
        "warn",
        N_("It is not said which document shows a fact."),
        N_("Letters name it: what it is, its date, its pages."),
    ),
    "investigation-not-named": (
        "warn",
        N_("A suspicion rests on an investigation that is not named."),
        N_("Enter which one: publisher, title, date."),
    ),
    "official-unseen": (
        "warn",
        N_("A fact speaks of an official finding or accusation that you have not seen yourselves."),
        N_("Examine its paper or cite where it was published; else let it be a suspicion."),
    ),
    "source-not-cited": (
        "block",
        N_("A fact rests on a public source that is not named."),
        N_("Enter which one: title, publisher, date."),
    ),
    "source-language": (
        "warn",
        N_("The source of a fact is not written in the language of the letter and is left out."),
        N_("Write it so that the reader can find it."),
    ),
    "inference": ("warn", N_("A fact is only your own inference."), N_("Better say it in the assessment.")),
    "told-when": (
        "warn",
        N_("It is not said when the client told you of a fact."),
        N_("Letters print the day."),
    ),
    "no-statement": (
        "block",
        N_("A fact has no account in the language of the letter."),
        N_("Write it, or have it translated by a person; nothing is translated by machine."),
    ),
    "undated": ("warn", N_("A fact has no date."), N_("Even “spring 2023” helps the reader.")),
    "place-language": (
        "warn",
        N_("The place of a fact is not written in the language of the letter; only the country is printed."),
        N_("Enter the place as letters print it."),
    ),
    "attribution": (
        "warn",
        N_("It is not said who holds the actor of a fact responsible."),
        N_("The letter then names nobody."),
    ),
    "annex-line": (
        "block",
        N_("The annex “{title}” can't be read: title; pages; number of a fact in this letter."),
        N_("The letter must point to the right fact."),
    ),
    "annex-pages": (
        "warn",
        N_("The annex “{title}” has no number of pages."),
        N_("Readers check that nothing is missing."),
    ),
    "source-line": (
        "warn",
        N_("The source “{title}” lacks its publisher or date."),
        N_("Write: title; publisher; date."),
    ),
    "empty-field": ("block", N_("“{label}” is empty."), N_("The letter has a gap where it should stand.")),
    "unprintable": (
        "block",
        N_("Some characters can't be printed: {signs}"),
        N_("Write them in another way."),
    ),
    "known-after-letter": (
        "block",
        N_("You know the client only since a day after the letter."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "left-after-letter": (
        "block",
        N_("The client left Russia only after the date of the letter."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "event-after-letter": (
        "block",
        N_("A fact lies after the date of the letter."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "event-before-birth": (
        "block",
        N_("A fact lies before the client's birth."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "event-after-departure": (
        "block",
        N_("A fact is placed in Russia, after the day on which the client left."),
        N_("Check the date, the country and when the client left; or say to whom it happened."),
    ),
    "event-before-departure": (
        "warn",
        N_("A fact is placed outside Russia, before the day on which the client left."),
        N_("Check the date, the country and when the client left."),
    ),
    "told-after-letter": (
        "block",
        N_("You were told of a fact only after the date of the letter."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "told-before-event": (
        "block",
        N_("You were told of a fact before it happened."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "told-before-known": (
        "warn",
        N_("The client told you of a fact before you knew the client."),
        N_("Check both dates; a contradiction costs the whole letter its weight."),
    ),
    "same-event-twice": (
        "warn",
        N_("Two facts of one kind have the same date: one event told twice?"),
        N_("If they are two, let their accounts show it."),
    ),
}
CODES = frozenset(_SENTENCES)


def finding(
    code: str, kind: str, record_id: str, field: str = "", *, severity: Severity | None = None, **values: str
) -> Finding:
    """A finding of the general check; `severity` when it weighs otherwise than usual."""
    usual, text, why = _SENTENCES[code]
    return Finding(severity or usual, code, tr(text, **values), tr(why), kind, record_id, field)
