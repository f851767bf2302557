"""Sound keys: one rough Latin spelling under which all official spellings of a name meet.

Кузьминов, Kuzminov, Kouzminov, Kuz'minov, Kusminow and კუზმინოვი differ on paper and are one man. A key
keeps what all spellings agree on: consonants, and vowels without their glides. Small letters stand for
sounds, some of them freely chosen: c is ч, w is ш and щ, j is ж and дж, z is ц, h is г and х, s is с and з.

Where a spelling is open (French "ch" is ш, German "ch" is х, English "ch" is ч) a word has several keys,
the likeliest first. Names in Cyrillic, Georgian and Armenian nearly always have one.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice, product

from caseapp.rules.characters import fold

__all__ = ["beginning_keys", "latin_key", "name_keys", "token_keys", "whole_key"]

#: At most so many keys for one word; the likeliest come first.
MOST_KEYS = 8

# From here on capitals are sounds that are settled, small letters are Latin letters still to be read. A small
# h is an h of its own (not the second half of kh or gh): Armenian surnames lose it in Russian.
_SETTLED = {
    letter: sound.upper()
    for letters, sounds in (
        ("абвгґдежзийклмнопрстуфхцчшщыэюяіїєўђћџј", "abvhhdejsiiklmnoprstufhzcwwieuaiievjcji"),
        ("әғқңөұүһҳҷѣѳѵѕ", "ahknouuhhcefis"),
        ("აბგდევზთიკლმნოპჟრსტუფქღყშჩცწხჯჰჭ", "abhdevstiklmnopjrstupkhkwczzhjhc"),
        ("աբգդեզէըթժիլխծկղճմյնշոչպջռսվտրցւփքօֆ", "abhdeseitjilhzkhcminwocpjrsvtrzvpkof"),
        # Latin letters whose mark decides the sound; other marks fall away.
        ("šŝșşžżĝđčćçğħŭâêëèéïîìıəûüöź", "wwwwjjjjccchhvaeeeeiiiiauuos"),
    )
    for letter, sound in zip(letters, sounds, strict=True)
} | {
    "ё": "E",
    "љ": "L",
    "њ": "N",
    "ь": "",
    "ъ": "",
    "ӏ": "",
    "ძ": "DS",
    "ձ": "DS",
    "և": "EV",
    "հ": "h",
    "ł": "L",
}
_SETTLE = {ord(letter): sound for letter, sound in _SETTLED.items()} | {
    ord(sign): None for sign in "'’‘ʼʻʹ`´′＇՚ʽʾʿ"
}

_NO_APOSTROPHES = {code: None for code, sound in _SETTLE.items() if sound is None}
_WORD = re.compile(r"[^\W\d_]+")
# Letters that together write one sound, longest first.
_GROUPS = {
    "schtsch": ("W",), "chtch": ("W",), "shtch": ("W",), "shch": ("W",), "szcz": ("W",), "sch": ("W", "J"),
    "tsch": ("C",), "tch": ("C",), "tsh": ("C",), "dsch": ("J",), "dzh": ("J",),
    "sh": ("W",), "sz": ("W",), "zh": ("J",), "kh": ("H",), "gh": ("H",), "ph": ("F",), "th": ("T",),
    "ck": ("K",), "tz": ("Z",), "tc": ("Z",), "cz": ("C", "Z"),
    "iou": ("U",), "you": ("U",), "jou": ("JU", "U"), "ou": ("U",),
    "yo": ("E", "O"), "io": ("O", "E"), "jo": ("E", "O", "JO"),
    "g": ("H",), "q": ("K",), "w": ("V",), "y": ("I",), "z": ("S",), "ß": ("S",),
}  # fmt: skip
_GUE = "gu(?=[eiyé])"
_SCAN = re.compile("|".join([_GUE, *(group for group in _GROUPS if len(group) > 1), "ch", "."]))
_FRENCH = re.compile("ou|tch|gu[ei]|ine$|ss")
_GERMAN = re.compile("sch|w|ij|sz|cz|aj|ej")

# Spellings of one sound that only show once the letters are read.
_CLUSTERS = (
    (re.compile("ie(?=i[aeu])"), "i"),  # ъ before я and ю in passports since 2013
    (re.compile("dj"), "j"),
    (re.compile("wc|sc|sw"), "w"),
    (re.compile("tc|tw"), "c"),
    (re.compile("ts"), "z"),
    (re.compile("ou"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("i(?=[aeou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ENDINGS = (
    (re.compile("(?<=[aeiou])f$"), "v"),
    (re.compile("(?<=..in)e$"), ""),
    (re.compile("(?<=.[dt])(?:er|re)$"), "r"),  # Alexander, Alexandre, Peter
)
_ARMENIAN = ("IAN", "IANS", "IANZ", "IANTS")
# Baltic papers add their own ending to a foreign surname.
_BALTIC = re.compile(
    "(?<=..(?:ov|ev|in|ik|uk|sk|rs|ns|dr))(?:as|is|us)$|(?<=..(?:ov|ev|in|sk|dr|im|il|an|on|en|ei|ai))(?:i?s)$|(?<=..i)s$"
)
_BELARUSIAN = re.compile("(?<=..)(?:ou|eu|au)$")

# What the last letters of a half-typed Latin word may still become.
_UNFINISHED = {
    "chtc": ("W",), "shc": ("W",), "cht": ("W", "CT", "HT"), "gu": ("HU", "H"), "tsc": ("C",),
    "sc": ("W", "SK"), "ts": ("Z", "C"), "tc": ("Z", "C"),
    "cz": ("C", "Z", "W"), "ds": ("DS", "J"), "dz": ("DS", "J"), "s": ("S", "W"), "z": ("S", "J", "Z"),
    "k": ("K", "H"), "t": ("T", "Z", "C"), "d": ("D", "J"), "p": ("P", "F"), "c": ("K", "Z", "C", "W", "H"),
    "yo": ("E", "O", "U"), "io": ("O", "E", "U"), "jo": ("E", "O", "U", "JO"), "o": ("O", "U"),
    "j": ("", "J"), "ii": ("",), "iy": ("",), "ij": ("",), "yi": ("",), "yy": ("",), "i": ("",), "y": ("",),
    "x": ("KS", "H"), "de": ("DE", "D"), "te": ("TE", "T"),
}  # fmt: skip
_UNFINISHED_END = re.compile(f"(?:{'|'.join(_UNFINISHED)})$")


def latin_key(token: str) -> str:
    """The likeliest key of one word; "" when it has no letters."""
    keys = token_keys(token)
    return keys[0] if keys else ""


def token_keys(token: str) -> tuple[str, ...]:
    """All keys of one word, the likeliest first, at most MOST_KEYS."""
    raw = _settled(token)
    if not raw:
        return ()
    found = [_rounded(sounds, ended=True) for sounds in _readings(raw)]
    found += [short for key in found if raw[-1:] == "s" and (short := _BALTIC.sub("", key)) != key]
    if _BELARUSIAN.search(raw):
        found += [
            key[:-1] + "v" if key.endswith(("au", "eu")) else key[:-1] + "ov"
            for key in found
            if key[-1:] == "u"
        ]
    return tuple(dict.fromkeys(key for key in found if key))[:MOST_KEYS]


def name_keys(text: str) -> tuple[str, ...]:
    """All keys of all words of a name, for the index; in the order of the words, each once."""
    return tuple(dict.fromkeys(key for word in _words(text) for key in token_keys(word)))


def whole_key(text: str) -> str:
    """One key for a whole name, whatever the order of its parts: the likeliest keys, sorted, with spaces
    between.

    For the check for double entries: equal or nearly equal whole keys are worth a look.
    """
    return " ".join(sorted(key for word in _words(text) if (key := latin_key(word))))


def beginning_keys(token: str) -> tuple[str, ...]:
    """Beginnings of keys for a word that is still being typed: "Kuzmi" gives "kusm", which begins "kusminov".

    Letters that may still turn into another sound are read every way or left out. Empty for a single
    letter.
    """
    raw = _settled(token)
    unfinished = _UNFINISHED_END.search(raw)
    ends = _UNFINISHED[unfinished.group()] if unfinished else ("",)
    raw = raw[: unfinished.start()] if unfinished else raw.rstrip("I")
    found = [_rounded(sounds + end, ended=False) for sounds in _readings(raw) for end in ends]
    shortest = 1 if len(token) > 2 else 2
    return tuple(dict.fromkeys(key for key in found if len(key) >= shortest))[:MOST_KEYS]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_NO_APOSTROPHES))


def _settled(token: str) -> str:
    """The word with every letter settled that has one sound only."""
    word = unicodedata.normalize("NFC", token).lower()
    if word.isascii() and word.isalpha():
        return word
    if "ո" in word:  # Armenian: an u of two letters, and a vo at the start
        word = re.sub("^ո(?!վ)", "վո", word.replace("ու", "у"))
    settled = word.translate(_SETTLE)
    if settled.isascii():
        return "".join(_WORD.findall(settled))
    # Marks that do not change the sound, and scripts that have no sounds here: those words are their own key.
    return "".join(char if char.isascii() else fold(char) for char in settled if char.isalpha())


def _readings(raw: str) -> list[str]:
    """The ways to read the Latin letters, as strings of settled sounds, the likeliest first."""
    if not any("a" <= char <= "z" for char in raw):
        return [raw]
    french = bool(_FRENCH.search(raw))
    german = not french and bool(_GERMAN.search(raw))
    options = [_sounds(match.group(), match.start(), raw, french, german) for match in _SCAN.finditer(raw)]
    return ["".join(parts) for parts in islice(product(*options), MOST_KEYS)]


def _sounds(group: str, start: int, raw: str, french: bool, german: bool) -> tuple[str, ...]:
    """The sounds that a letter or group of letters may stand for here."""
    following = raw[start + len(group) : start + len(group) + 1]
    if group == "ch":
        return ("W", "C") if french else ("H", "C", "W") if german else ("C", "W", "H")
    if group == "c":
        return ("Z", "S") if following in tuple("eiyEI") else ("K", "Z")
    if group == "j":
        return _j(raw[start - 1 : start] if start else "", following, french)
    if group == "x":
        return ("KS", "H") if start == 0 else ("KS",)
    if group == "z" and german and "sz" not in raw and "cz" not in raw:
        return ("S", "Z")
    if group == "gu":
        return ("H", "HU")
    if group == "h":
        return ("h",)
    return _GROUPS.get(group) or (group.upper() if "a" <= group <= "z" else group,)


def _j(before: str, following: str, french: bool) -> tuple[str, ...]:
    """J is й in German, Polish, Baltic and scholarly spelling, ж in French, дж in Georgian."""
    vowel = following in tuple("aeiouyAEIOU")
    if not following or (vowel and before in tuple("iyI") and not french):
        return ("I",)
    if not before and not vowel:
        return ("J",)
    return ("J", "I") if french else ("I", "J")


def _rounded(sounds: str, *, ended: bool) -> str:
    """The key of one reading: clusters joined, glides and doubles gone, endings made alike."""
    key = sounds
    if "h" in key:
        key = key.replace("h", "" if ended and key.endswith(_ARMENIAN) else "H")
    key = key.lower()
    for pattern, made in _CLUSTERS:
        key = pattern.sub(made, key)
    if ended:
        for pattern, made in _ENDINGS:
            key = pattern.sub(made, key)
    return key
