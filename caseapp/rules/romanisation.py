"""How documents write Cyrillic, Georgian and Armenian names in Latin letters, rule by rule.

A person meets several of these rules in one life: a Soviet passport in the French manner, one of 1997, one
of 2010 and one after 2013, a driving licence, a residence card. Each table names its source. Marks that
documents leave out (apostrophes for soft and hard signs) are left out here as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from db.errors import N_

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*", re.UNICODE)
_ONE_APOSTROPHE = str.maketrans("'ʼ`", "’’’")


@dataclass(frozen=True)
class Rule:
    """One way of writing: letters one by one, and `contexts`, patterns over lower-case words that win over
    letters.

    `label` is marked text for the screen. `languages` are ISO 639 codes of the names it is meant for. `since`
    and `until` are the years in which documents were made by it, None where there is no such year or nobody
    knows it.
    """

    code: str
    label: str
    languages: tuple[str, ...]
    letters: Mapping[str, str]
    contexts: tuple[tuple[str, str], ...] = ()
    source: str = ""
    since: int | None = None
    until: int | None = None
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = [f"(?P<c{number}>{pattern})" for number, (pattern, _) in enumerate(self.contexts)]
        object.__setattr__(self, "_pattern", re.compile("|".join([*parts, "."]), re.IGNORECASE | re.DOTALL))

    def apply(self, text: str) -> str:
        """The text in Latin letters; what the rule does not know stays as it is.

        A capital stays a capital ("Щукина" Shchukina), a word in capitals stays in capitals ("ЩУКИНА"
        SHCHUKINA), and a script without capitals gets one at the start of each word.
        """
        return _WORD.sub(lambda word: self._word(word.group()), unicodedata.normalize("NFC", text))

    def _word(self, word: str) -> str:
        if not any(char in self.letters for char in word.lower()):
            return word
        shouted = len(word) > 1 and word.isupper()
        caseless = "\u10d0" <= word[0] <= "\u10ff"
        pieces = []
        for match in self._pattern.finditer(word.translate(_ONE_APOSTROPHE)):
            source = match.group()
            if match.lastgroup:
                piece = self.contexts[int(match.lastgroup[1:])][1]
            else:
                piece = "" if source == "’" else self.letters.get(source.lower(), source)
            if source.isupper() or source[0].isupper():
                piece = piece.upper() if shouted else piece[:1].upper() + piece[1:]
            pieces.append(piece)
        made = "".join(pieces)
        return made[:1].upper() + made[1:] if caseless else made


def _table(cyrillic: str, latin: str) -> dict[str, str]:
    """Letters and their equivalents in the same order; "-" stands for nothing."""
    return {
        letter: "" if written == "-" else written
        for letter, written in zip(cyrillic.split(), latin.split(), strict=True)
    }


_RUSSIAN = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"
_VOWELS = "аеёиоуыэюя"

_ICAO = _table(_RUSSIAN, "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia")
_GOST_2010 = _ICAO | {"ц": "tc", "ъ": ""}
_ORDER_1997 = _table(_RUSSIAN, "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya")
_FRENCH = _table(_RUSSIAN, "a b v g d e e j z i i k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia")
_ISO_9 = _table(
    _RUSSIAN + " і ї є ґ ў ѳ ѵ ѣ",
    "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ - y - è û â ì ï ê g̀ ŭ f̀ ỳ ě",
)
_BELARUSIAN = _table(
    "а б в г ґ д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш щ и ы ь э ю я",
    "a b v h g d e io zh z i i k l m n o p r s t u u f kh ts ch sh shch i y - e iu ia",
)
_KAZAKH = _table(
    "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "a a b v g g d e yo zh z i i k k l m n n o o p r s t u u u f kh h ts ch sh shch - y i - e yu ya",
)


def _iotated(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Belarusian е, ё, ю, я at the start of a word, after a vowel, ў, ь or an apostrophe."""
    return tuple((f"^{letter}|’{letter}|(?<=[аеёіоуыэюяьў]){letter}", written) for letter, written in pairs)


RULES: tuple[Rule, ...] = (
    Rule(
        "ru-2013",
        N_("Russian passport since 2013 (ICAO)"),
        ("ru",),
        _ICAO,
        source="ICAO Doc 9303 part 3, table for Cyrillic; in Russian passports since 2013",
        since=2013,
    ),
    Rule(
        "ru-2010",
        N_("Russian passport 2010–2013 (GOST)"),
        ("ru",),
        _GOST_2010,
        source="GOST R 52535.1-2006, annex A",
        since=2010,
        until=2013,
    ),
    Rule(
        "ru-1997",
        N_("Russian passport 1997–2010"),
        ("ru",),
        _ORDER_1997,
        (("[ьъ]е", "ye"), ("[ьъ]ё", "ye")),
        source="Order 310 of the Ministry of the Interior, 26.05.1997; apostrophes left out",
        since=1997,
        until=2010,
    ),
    Rule(
        "ru-french",
        N_("Russian or Soviet passport before 1997 (French manner)"),
        ("ru",),
        _FRENCH,
        (
            ("г(?=[еиыёэ])", "gu"),
            ("кс", "x"),
            (f"(?<=[{_VOWELS}])с(?=[{_VOWELS}])", "ss"),
            ("ь(?=[её])", "i"),
            ("(?<=..)ин$", "ine"),
        ),
        source="The French column of order 310, as in passports before it",
        until=1997,
    ),
    Rule(
        "ru-licence",
        N_("Russian driving licence 2000–2015"),
        ("ru",),
        _ORDER_1997,
        (
            ("[ьъ]е", "ye"),
            ("[ьъ]ё", "yo"),
            ("ьи", "yi"),
            ("^е", "ye"),
            (f"(?<=[{_VOWELS}])е", "ye"),
            (f"^ё|(?<=[{_VOWELS}й])ё", "yo"),
            ("(?<=[жчшщ])ё", "e"),
            ("ё", "ye"),
        ),
        source="Order 782 of the Ministry of the Interior, 20.07.2000",
        since=2000,
        until=2015,
    ),
    Rule(
        "ru-press",
        N_("English-language press"),
        ("ru",),
        _ORDER_1997,
        (("[иы]й$", "y"), ("[ьъ][её]", "ye"), ("ьи", "yi"), ("ё", "yo"), ("кс", "x")),
        source="Common practice of the English-language press",
    ),
    Rule(
        "ru-bgn",
        N_("British and US authorities (BGN/PCGN)"),
        ("ru",),
        _ORDER_1997,
        (
            ("[ьъ]е", "ye"),
            ("[ьъ]ё", "yo"),
            ("^е", "ye"),
            (f"(?<=[{_VOWELS}й])е", "ye"),
            ("ё", "yo"),
        ),
        source="BGN/PCGN 1947 system in its simplified form: no marks, ё as yo",
    ),
    Rule(
        "ru-gost-7.79",
        N_("Letters without marks (GOST 7.79 system B)"),
        ("ru",),
        _table(
            _RUSSIAN,
            "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh - y - e yu ya",
        ),
        # "c" before what begins with i, e, y or j in Latin letters.
        (("ц(?=[иеыйёэюя])", "c"),),
        source="GOST 7.79-2000, system B; marks for ъ, ы, ь and э left out",
        since=2002,
    ),
    Rule(
        "uk-2010",
        N_("Ukrainian passport since 2010"),
        ("uk",),
        _table(
            "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
            "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia",
        ),
        (("зг", "zgh"), ("^є", "ye"), ("^ї", "yi"), ("^й", "y"), ("^ю", "yu"), ("^я", "ya")),
        source="Resolution 55 of the Cabinet of Ministers of Ukraine, 27.01.2010",
        since=2010,
    ),
    Rule(
        "be-passport",
        N_("Belarusian passport"),
        ("be",),
        _BELARUSIAN,
        (
            ("ый$", "y"),
            ("ій$", "i"),
            ("^е|’е|(?<=[аеёіоуыэюяў])е", "ye"),
            ("^ё|’ё|(?<=[аеёіоуыэюяў])ё", "yo"),
            ("^ю|’ю", "yu"),
            ("^я|’я", "ya"),
        ),
        source="Practice under order 200 of the Ministry of the Interior, 28.06.2010: ICAO letters, Г as H",
        since=2010,
    ),
    Rule(
        "be-press",
        N_("English-language press"),
        ("be",),
        _BELARUSIAN,
        (
            ("ый$", "y"),
            ("ій$", "i"),
            *_iotated(("е", "ye"), ("ё", "yo"), ("ю", "yu"), ("я", "ya")),
        ),
        source="Common practice of the English-language press",
    ),
    Rule(
        "be-2008",
        N_("Belarusian population register"),
        ("be",),
        _BELARUSIAN | {"е": "ie", "й": "j", "ў": "w"},
        _iotated(("е", "je"), ("ё", "jo"), ("ю", "ju"), ("я", "ja")),
        source="Order 288 of the Ministry of the Interior, 09.10.2008",
        since=2008,
    ),
    Rule(
        "be-2007",
        N_("Belarusian geographical names"),
        ("be",),
        _table(
            "а б в г ґ д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
            "a b v h g d ie io ž z i j k l m n o p r s t u ŭ f ch c č š y - e iu ia",
        ),
        (
            ("ль", "ĺ"),
            ("нь", "ń"),
            ("сь", "ś"),
            ("зь", "ź"),
            ("ць", "ć"),
            *_iotated(("е", "je"), ("ё", "jo"), ("ю", "ju"), ("я", "ja")),
        ),
        source="Instruction on geographical names of 23.11.2000 as amended 11.06.2007",
        since=2007,
    ),
    Rule(
        "kk-passport",
        N_("Kazakh passport"),
        ("kk",),
        _KAZAKH,
        (("^е|(?<=[аәеёиоөуұүыіэюяьъ])е", "ye"), ("[еи]й$", "ey"), ("й$", "y")),
        source="Practice of passports and identity cards of Kazakhstan; no published table",
    ),
    Rule(
        "kk-passport-ss",
        N_("Kazakh passport, double s"),
        ("kk",),
        _KAZAKH,
        (
            ("(?<=[аәеёиоөуұүыіэюя])с(?=[аәеёиоөуұүыіэюя])", "ss"),
            ("^е|(?<=[аәеёиоөуұүыіэюяьъ])е", "ye"),
            ("й$", "y"),
        ),
        source="The same practice where s between vowels is doubled",
    ),
    Rule(
        "ka-2002",
        N_("Georgian passport"),
        ("ka",),
        _table(
            "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ ჱ ჲ ჳ ჴ ჵ",
            "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h ey y w q o",
        ),
        source="National system of Georgia, 2002; apostrophes of the ejectives left out, as passports do",
        since=2002,
    ),
    Rule(
        "hy-passport",
        N_("Armenian passport"),
        ("hy",),
        _table(
            "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք և օ ֆ",
            "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k ev o f",
        ),
        (("ու", "u"), ("^ով", "ov"), ("^ո", "vo"), ("^ե", "ye"), ("^և", "yev")),
        source="Common practice near BGN/PCGN 1981; marks of the aspirates left out",
    ),
    Rule(
        "iso-9",
        N_("Scholarly (ISO 9, GOST 7.79)"),
        ("ru", "uk", "be"),
        _ISO_9,
        source="ISO 9:1995 = GOST 7.79-2000 system A; marks for ь and ъ left out",
        since=1995,
    ),
)

BY_CODE = {rule.code: rule for rule in RULES}


def rules_for(language: str) -> tuple[Rule, ...]:
    """The rules for names of this language (ISO 639), the one in force first."""
    return tuple(rule for rule in RULES if language in rule.languages)


def romanise(text: str, rule: str) -> str:
    """The text in Latin letters by the rule with this code. Raises KeyError for an unknown rule."""
    return BY_CODE[rule].apply(text)
