"""The bidirectional algorithm on hand-picked cases, written with capitals for right-to-left letters."""

from __future__ import annotations

import pytest

from caseapp.letters.pdf.bidi import first_strong, has_rtl, levels, reorder

# In the cases capitals stand for Hebrew letters; < > for an isolate of first strong direction (FSI … PDI),
# { } for a left-to-right isolate, and ^ for Arabic ALEF, which changes the digits after it.
_LETTERS = {chr(65 + n): chr(0x05D0 + n) for n in range(26)}
_SIGNS = {"<": "\u2068", ">": "\u2069", "{": "\u2066", "}": "\u2069", "^": "\u0627"}
_HIDDEN = set("\u2066\u2067\u2068\u2069")
_BACK = {v: k for k, v in (_LETTERS | {"^": "\u0627"}).items()}
_MIRROR = str.maketrans("()[]", ")(][")

CASES = [
    # base, as written, as seen
    (0, "car is THE CAR in arabic", "car is RAC EHT in arabic"),
    (1, "CAR IS the car IN ENGLISH", "HSILGNE NI the car SI RAC"),
    (0, "he said THE VALUES ARE 123, 456, 789, OK", "he said KO ,789 ,456 ,123 ERA SEULAV EHT"),
    (1, "NUMBER 12.03.2024 END", "DNE 12.03.2024 REBMUN"),
    (1, "CALL +371 6000 0000 NOW", "WON 0000 6000 371+ LLAC"),
    (1, "CALL {+371 6000 0000} NOW", "WON +371 6000 0000 LLAC"),
    (1, "AT 10117 berlin HERE", "EREH berlin 10117 TA"),
    (1, "AT {10117 berlin} HERE", "EREH 10117 berlin TA"),
    (0, "name (ABC DEF) end", "name (FED CBA) end"),
    (1, "ABC (leila hassan) DEF", "FED (leila hassan) CBA"),
    (1, "ABC (DEF)", "(FED) CBA"),
    (0, "a ABC, DEF b", "a FED ,CBA b"),
    (0, "a <ABC>, <DEF> b", "a CBA, FED b"),
    (0, "a <ABC 12>: 3 b", "a 12 CBA: 3 b"),
    (0, "a ABC: 3 b", "a 3 :CBA b"),
    (1, "ABC-12 DEF", "FED 12-CBA"),
    (1, "^^^ 12-34", "34-12 ^^^"),
    (0, "ab(CD[ef]GH)ij", "ab(DC[ef]HG)ij"),
    (1, "A [b) C", "C (b] A"),
    (0, "50% ABC 20%", "50% 20% CBA"),
    (1, "ABC $20 50%", "50% $20 CBA"),
    (0, "", ""),
    (1, "only latin.", ".only latin"),
    (0, "<> x", " x"),
    (0, "a {b {c D} E} f", "a b c D E f"),
]


def seen(written: str, base: int) -> str:
    text = "".join(_SIGNS.get(char, _LETTERS.get(char, char)) for char in written)
    found = levels(text, base)
    pairs = [
        (char.translate(_MIRROR) if level & 1 else char, level)
        for char, level in zip(text, found, strict=True)
    ]
    kept = [pair for pair in pairs if pair[0] not in _HIDDEN]
    ordered = reorder([char for char, _ in kept], [level for _, level in kept])
    return "".join(_BACK.get(char, char) for char in ordered)


@pytest.mark.parametrize(("base", "written", "expected"), CASES)
def test_the_order_on_the_page(base: int, written: str, expected: str) -> None:
    assert seen(written, base) == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        # overrides and embeddings, marks, deep nesting (levels worked out by hand from UAX #9)
        ("\u202eab\u202c c", 0, [0, 1, 1, 1, 0, 0]),
        ("a\u05d0\u0301b", 0, [0, 1, 1, 0]),
        ("\u0627 1,2", 1, [1, 1, 2, 2, 2]),
        ("\u05d0 1,2", 1, [1, 1, 2, 2, 2]),
        ("1\u20ac \u05d0", 0, [0, 0, 0, 1]),
        ("\u05d0 1\u20ac", 0, [1, 1, 2, 2]),
        ("\u2067" * 130 + "a", 0, None),
        ("\u2069\u202c\u05d0", 0, [0, 0, 1]),
    ],
)
def test_levels(text: str, base: int, expected: list[int] | None) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    if expected is None:
        assert max(found) <= 126
    else:
        assert found == expected


def test_first_strong_skips_isolates() -> None:
    assert first_strong("12 (\u2067\u05d0\u2069) a") == 0
    assert first_strong("12 \u05d0 a") == 1
    assert first_strong("12 …") is None


def test_only_right_to_left_letters_need_levels() -> None:
    assert has_rtl("a ליילה b")
    assert has_rtl("ليلى")
    assert not has_rtl("Елена 12 (ელენა) «é»")
