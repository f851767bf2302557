"""When two traces are the same: plates, numbers, accounts, addresses and names, however they were written.

A key is made to be compared and for nothing else; what the caseworker typed is kept as it stands. It may
find two things alike that are not (a hint to look), but the same thing noted in two ways should meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from caseapp.rules.folding import fold, latin_key, whole_key

#: Longer values are no plate, number or name; a key is made of their beginning.
LONGEST: Final = 400

#: Kinds whose keys are the same thing when they are telephone numbers with their country (+79000000001).
NUMBERED: Final = ("ACC", "TEL")
#: Letters of plates that look the same in the Latin alphabet: people note down either, and 0 for O.
#: GOST R 50577 uses only letters that both alphabets have.
_LOOK_ALIKE: Final = str.maketrans("АВЕЁКМНОРСТУХІЅЈΑΒΕΗΙΚΜΝΟΡΤΥΧΖO", "ABEEKMH0PCTYXISJABEHIKMN0PTYXZ0")
#: Marks that people write for a sign they could not read.
_UNREAD: Final = str.maketrans("*_…□", "????")
#: Letters of a state beside the plate's own signs.
_PLATE_OF_STATE: Final = (
    re.compile(r"^([ABEKMH0PCTYX]\d{3}[ABEKMH0PCTYX]{2}\d{2,3})RUS$"),
    re.compile(r"^KZ(\d{3}[A-Z0]{2,3}\d{2})$"),
    re.compile(r"^(\d{3}[A-Z0]{2,3}\d{2})KZ$"),
)
#: Letters and digits, in any order.
_LOOKS_LIKE_PLATE: Final = re.compile(r"(?=.*[^\W\d_])(?=.*\d)(?:\W*\w){4}")
#: Signs by which cars tell their state abroad, written before a plate with a blank between.
_SIGNS: Final = frozenset({
    "BY", "CH", "CZ", "DK", "EST", "FIN", "GB", "IL", "KZ", "LT", "LV", "MNE", "NL", "PL", "RUS", "SLO",
    "SRB", "TJ", "UA", "UK", "UZ",
})  # fmt: skip
#: The same of states whose sign begins German plates too (GE is Gelsenkirchen, D Düsseldorf): they count for
#: a plate of that state alone.
_SIGNS_OR_TOWNS: Final = {
    "A": "AT", "AM": "AM", "AZ": "AZ", "B": "BE", "BG": "BG", "D": "DE", "E": "ES", "F": "FR", "GE": "GE",
    "GR": "GR", "H": "HU", "HR": "HR", "I": "IT", "KG": "KG", "MD": "MD", "N": "NO", "P": "PT", "RO": "RO",
    "S": "SE", "SK": "SK", "TR": "TR",
}  # fmt: skip
#: Addresses of profiles: what stands before the account's own name.
_SITES: Final = re.compile(
    r"^(?:https?://)?(?:www\.|m\.|web\.)?"
    r"(?:t\.me|telegram\.me|telegram\.dog|vk\.com|vk\.ru|ok\.ru|instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|"
    r"tiktok\.com|youtube\.com|wa\.me|threads\.net|linkedin\.com)/+",
    re.IGNORECASE,
)
_TELEGRAM: Final = re.compile(r"^tg://resolve\?(?:.*&)?domain=", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^(?:profile\.php|profile)\b.*?[?&/]?(?:id=)?(\d{4,})", re.IGNORECASE)
#: Parts of such addresses that say what kind of account follows.
_STEPS: Final = frozenset({"s", "channel", "c", "user", "in", "profile", "public", "people", "company"})
_PHONE_SIGNS: Final = re.compile(r"\+[\d ()./\-–]{7,}\Z")
_SHORTEST: Final = {"PLA": 4, "TEL": 5, "ACC": 3, "MAI": 5, "ADR": 6, "OFF": 3, "WAL": 6, "WEB": 4}
#: Words of addresses that people write or leave out, in the scripts we meet.
_ADDRESS_WORDS: Final = frozenset(
    fold(
        "улица ул проспект пр просп переулок пер дом д квартира кв корпус корп строение стр город г площадь"
        " пл бульвар бул набережная наб шоссе подъезд этаж обл область район"
        " ulitsa ul prospekt pr pereulok per dom d kv kvartira korpus korp stroenie gorod g"
        " street str st avenue ave road rd square sq flat apartment apt house building no nr unit floor"
        " iela prospekts bulvaris laukums dz dzīvoklis gatvė g straße strasse platz"
        " ქუჩა ქ გამზირი ბინა көшесі даңғылы үй пәтер"
    ).split()
)
_POSTCODE: Final = re.compile(r"\b(?:[a-z]{2}[- ]?)?\d{4,6}\b(?=\s|,|$)")
_HOUSE: Final = re.compile(r"\d+|[^\W\d_]+")
_HOUSE_PARTS: Final = frozenset("кk")
#: What stands before an officer's name.
_RANKS: Final = frozenset(
    fold(
        "офицер сотрудник сотрудница следователь дознаватель участковый оперуполномоченный оперативник"
        " рядовой сержант старшина прапорщик лейтенант капитан майор подполковник полковник генерал инспектор"
        " комиссар прокурор судья младший старший мл ст лейт подполк полк господин госпожа"
        " officer agent detective inspector investigator sergeant sgt lieutenant lt captain capt major maj"
        " colonel col general gen commissioner constable prosecutor judge mr mrs ms herr frau junior senior"
    ).split()
)


def key(kind: str, value: str, country: str = "") -> str:
    """What equal traces of a kind have in common; "" when too little is left to compare.

    `kind` is a code of the list trace_kinds; `country` (ISO 3166) completes a telephone number that was
    noted without its country code.
    """
    made = _KEYS.get(kind, _plain)(_visible(value), country)
    return made if len(made) >= _SHORTEST.get(kind, 3) else ""


def keys(text: str, countries: tuple[str, ...] = ("",)) -> set[tuple[str, str]]:
    """Kind and key of every kind of trace that a searched text may be; telephone numbers are read as those of
    each of the countries.
    """
    found = {
        (kind, key(kind, text, country))
        for kind in _KEYS
        for country in (countries if kind == "TEL" else countries[:1])
    }
    return {(alike, made) for kind, made in found if made for alike in kinds_alike(kind, made)}


def kinds_alike(kind: str, key: str) -> tuple[str, ...]:
    """The kinds in which a key means the same: an account told by its telephone number is that number."""
    return NUMBERED if kind in NUMBERED and key.startswith("+") else (kind,)


def _visible(value: str) -> str:
    """The beginning of a value in one form for each sign, without marks that nobody sees."""
    signs = unicodedata.normalize("NFKC", value[:LONGEST])
    seen = "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign
        for sign in signs
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(seen.split())


def _plain(value: str, country: str) -> str:
    return " ".join(fold(value).split())


def _plate(value: str, country: str) -> str:
    sign, _, rest = value.partition(" ")
    if _tells_state(sign.strip("()[]:,.").upper(), country) and _LOOKS_LIKE_PLATE.search(rest):
        value = rest
    letters = value.upper().translate(_LOOK_ALIKE).translate(_UNREAD)
    plate = "".join(char for char in letters if char.isalnum() or char == "?")
    for pattern in _PLATE_OF_STATE:
        if match := pattern.match(plate):
            return match.group(1)
    return plate


def _tells_state(sign: str, country: str) -> bool:
    return sign in _SIGNS or (country != "" and _SIGNS_OR_TOWNS.get(sign) == country)


def _phone(value: str, country: str) -> str:
    import phonenumbers  # half a megabyte of tables; nobody waits for it who notes no number

    digits = "".join(char for char in value if char.isdigit())
    if value.lstrip("( ").startswith("00") and len(digits) > 9:
        value = f"+{digits[2:]}"
    try:
        number = phonenumbers.parse(value, country or None)
        fits = phonenumbers.is_valid_number(number)
    except phonenumbers.NumberParseException:
        number, fits = None, False
    if not fits and not value.startswith("+") and re.fullmatch(r"[78]\d{10}", digits):
        # Russian habit: 8 before the area, whatever country the telephone is in.
        return f"+7{digits[1:]}"
    if number is None:
        return digits
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _account(value: str, country: str) -> str:
    bare = _TELEGRAM.sub("", _SITES.sub("", value))
    if _PHONE_SIGNS.match(bare) or (bare.isdigit() and "wa.me" in value.casefold()):
        return f"+{''.join(filter(str.isdigit, bare))}"
    if match := _NUMBERED.match(bare):
        return f"id{match.group(1)}"
    parts = [part for part in re.split(r"[/?#&]", bare) if part.strip()]
    if parts[:1] == ["joinchat"] and len(parts) > 1:
        return f"+{parts[1]}".casefold()
    while len(parts) > 1 and parts[0].casefold() in _STEPS:
        parts = parts[1:]
    return parts[0].strip(" @").casefold() if parts else ""


def _mail(value: str, country: str) -> str:
    return "".join(value.casefold().removeprefix("mailto:").split()).strip("<>.,;")


def _address(value: str, country: str) -> str:
    """The words that name a place in any order, then the numbers in theirs: house before flat."""
    names: set[str] = set()
    numbers: list[str] = []
    for word, after_number in _address_words(fold(value)):
        if word.isdigit():
            numbers.append(word.lstrip("0") or "0")
        elif after_number and len(word) == 1:
            if word not in _HOUSE_PARTS:
                numbers[-1] += latin_key(word) or word
        elif word not in _ADDRESS_WORDS:
            names.add(latin_key(word) or word)
    return " ".join([*sorted(names), *numbers]) if names else ""


def _address_words(folded: str) -> Iterator[tuple[str, bool]]:
    """Words and numbers, each with whether it follows a number directly."""
    before = False
    for match in _HOUSE.finditer(_POSTCODE.sub(" ", folded)):
        word = match.group()
        yield word, before
        before = word.isdigit()


def _officer(value: str, country: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", value) if fold(word) not in _RANKS and len(word) > 1]
    return whole_key(_unmarked(" ".join(words)))


def _unmarked(text: str) -> str:
    """Latin letters without their marks, which many leave out; those of other scripts (й, ё) keep them."""
    bare: list[str] = []
    for sign in unicodedata.normalize("NFKD", text):
        base = next((each for each in reversed(bare) if not unicodedata.combining(each)), "")
        if not (unicodedata.combining(sign) and base.isascii()):
            bare.append(sign)
    return unicodedata.normalize("NFC", "".join(bare))


def _site(value: str, country: str) -> str:
    plain = re.sub(r"\s*[\[(]\s*(?:\.|dot)\s*[\])]\s*", ".", value.casefold())
    bare = re.sub(r"^(?:h(?:tt|xx)ps?://)?(?:www\.|m\.)?", "", plain)
    return re.split(r"[?#]", bare, maxsplit=1)[0].rstrip("/. ")


def _wallet(value: str, country: str) -> str:
    signs = "".join(char for char in value if char.isalnum())
    # Numbers of bank accounts are written in any case; in the name of a wallet the case counts.
    return signs.upper() if re.match(r"[A-Za-z]{2}\d{2}", signs) and len(signs) <= 34 else signs


def _device(value: str, country: str) -> str:
    return "".join(char for char in value if char.isalnum()).upper()


_KEYS: Final = {
    "PLA": _plate,
    "TEL": _phone,
    "ACC": _account,
    "MAI": _mail,
    "ADR": _address,
    "OFF": _officer,
    "WEB": _site,
    "WAL": _wallet,
    "DEV": _device,
}
