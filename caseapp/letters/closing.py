"""How a letter ends: confidentiality, declaration, signature, annexes, and the code to check it by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseapp.letters import wording
from caseapp.letters.composer import Composer
from caseapp.letters.document import Annex, AnnexList, Block, CheckCode, Signature
from caseapp.letters.lines import annex_lines
from caseapp.letters.material import anchor
from caseapp.letters.opening import salutation

#: Stands in a draft where the issued letter has its check code, so that both have the same pages.
BLANK_CODE = "00000-00000"


def confidence(c: Composer) -> Iterator[Block]:
    """What the reader must not do with the letter, and the only safe way to the client: through us."""
    yield c.heading("confidence.heading")
    at = anchor("organisation", c.material.organisation.id, "phone")
    yield from c.paragraph(c.say("confidence.text"), c.say("confidence.reach"), at=at)


def sign_off(c: Composer) -> Iterator[Block]:
    """Declaration, signature, the check code, and beside it the annexes."""
    yield from c.paragraph(c.say("declaration.text"))
    yield signature(c)
    yield check_code(c)
    yield from annexes(c)


def signature(c: Composer) -> Signature:
    """Closing formula and who signs. English closes otherwise when the salutation names somebody."""
    unnamed = c.plain("salutation_unnamed").split()
    words = re.findall(r"\w+", salutation(c).lower())
    sign = c.material.signatory
    return Signature(
        c.say("closing" if any(word in words for word in unnamed) else "closing_named"),
        name=str(c.values["sign.name"]),
        title=wording.capital(wording.localized(sign.title, c.lang)) if sign else "",
        org=str(c.values["org.name"]),
        anchor=anchor("letter", c.material.letter.id, "signatory_id"),
    )


def annexes(c: Composer) -> Iterator[Block]:
    """The enclosed documents, numbered, each with the fact it supports."""
    lines = annex_lines(c.option("annexes"))
    if lines:
        items = (
            Annex(
                str(n),
                c.say("annexes.item", title=c.typed(line.title), fact=str(line.fact or "")),
                line.pages,
            )
            for n, line in enumerate(lines, 1)
        )
        yield AnnexList(c.plain("annexes.heading"), tuple(items), anchor=c.option_at("annexes"))


def check_code(c: Composer) -> CheckCode:
    """How the reader has the letter confirmed. The QR code holds the reference and the code, nothing
    personal.
    """
    letter, org = c.material.letter, c.material.organisation
    code = letter.check_code or BLANK_CODE
    line = "code.line" if org.mail else "code.line_phone" if org.phone else ""
    return CheckCode(
        label=c.plain("code.label"),
        code=code,
        line=c.say(line) if line else "",
        payload=f"{letter.number} {code}".strip(),
        alt=c.plain("code.alt"),
    )
