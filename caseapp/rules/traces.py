"""When two traces are the same: plates, numbers, accounts, addresses and names, however they were written.

A key is made to be compared and for nothing else; what the caseworker typed is kept as it stands.
"""

from __future__ import annotations

import re
from typing import Final

from caseapp.rules.folding import fold, latin_key, whole_key

#: Letters of Russian plates, and the Latin ones that look the same: people note down either.
#: GOST R 50577 uses only letters that both alphabets have.
_LOOK_ALIKE: Final = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
#: Addresses of profiles: what stands before the account's own name.
_SITES: Final = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?"
    r"(?:t\.me|telegram\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|twitter\.com|x\.com|tiktok\.com|"
    r"youtube\.com|wa\.me)/(?:@|s/)?",
    re.IGNORECASE,
)
_SHORTEST: Final = {"PLA": 4, "TEL": 5, "ACC": 3, "MAI": 5, "ADR": 6, "OFF": 3, "WAL": 6, "WEB": 4}
#: Words of addresses that people write or leave out, in the scripts we meet.
_ADDRESS_WORDS: Final = frozenset(
    fold(
        "улица ул проспект пр просп переулок пер дом д квартира кв корпус корп строение стр город г"
        " street str st avenue ave flat apartment apt house building iela prospekts"
    ).split()
)


def key(kind: str, value: str, country: str = "") -> str:
    """What equal traces of a kind have in common; "" when too little is left to compare.

    `kind` is a code of the list trace_kinds; `country` (ISO 3166) completes a telephone number that was
    noted without its country code.
    """
    made = _KEYS.get(kind, _plain)(value, country)
    return made if len(made) >= _SHORTEST.get(kind, 3) else ""


def _plain(value: str, country: str) -> str:
    return " ".join(fold(value).split())


def _plate(value: str, country: str) -> str:
    letters = value.upper().translate(_LOOK_ALIKE)
    return "".join(char for char in letters if char.isalnum())


def _phone(value: str, country: str) -> str:
    import phonenumbers  # half a megabyte of tables; nobody waits for it who notes no number

    try:
        number = phonenumbers.parse(value, country or None)
    except phonenumbers.NumberParseException:
        return "".join(char for char in value if char.isdigit())
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _account(value: str, country: str) -> str:
    name = _SITES.sub("", value.strip()).split("?", 1)[0].strip("/ ")
    return name.removeprefix("@").casefold()


def _mail(value: str, country: str) -> str:
    return value.strip().casefold()


def _address(value: str, country: str) -> str:
    words = set(re.findall(r"\w+", fold(value))) - _ADDRESS_WORDS
    return " ".join(sorted(word if any(map(str.isdigit, word)) else latin_key(word) for word in words))


def _officer(value: str, country: str) -> str:
    return whole_key(value)


def _site(value: str, country: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", value.strip().casefold())
    return bare.split("?", 1)[0].rstrip("/")


def _wallet(value: str, country: str) -> str:
    return "".join(char for char in value if char.isalnum())


_KEYS: Final = {
    "PLA": _plate,
    "TEL": _phone,
    "ACC": _account,
    "MAI": _mail,
    "ADR": _address,
    "OFF": _officer,
    "WEB": _site,
    "WAL": _wallet,
    "DEV": _wallet,
}
