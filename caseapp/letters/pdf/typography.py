"""Where a line must not break, language by language.

Only breakable spaces become non-breaking ones, so a text keeps its length and its spans. Quotation marks,
dashes and the order of words are the author's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from caseapp.letters.pdf.clean import NBSP

_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "uk": "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    "be": "студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня",
    "kk": "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "tr": "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    "ka": "იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|"
    "ოქტომბერი|ნოემბერი|დეკემბერი",
    "hy": "հունվարի|փետրվարի|մարտի|ապրիլի|մայիսի|հունիսի|հուլիսի|"
    "օգոստոսի|սեպտեմբերի|հոկտեմբերի|նոյեմբերի|դեկտեմբերի",
}
_UNITS = (
    "%|‰|°C|°|km|m|cm|mm|kg|g|h|min|EUR|USD|GBP|RUB|GEL|AMD|KZT|UAH|TRY|€|\\$|£|₽|₾|₸|₴|₺|"
    "years?|months?|weeks?|days?|hours?|minutes?|pages?|"
    "км|м|см|мм|кг|г|гг|в|вв|р|рр|ч|мин|с|руб|коп|тыс|млн|млрд|лет|года?|месяц(?:а|ев)?|"
    "дн(?:я|ей)|день|час(?:а|ов)?|стр"
)
# Before a number: "Art. 280", "Annex A-3", "ст. 280", "п. 2".
_COUNTED = (
    "[Aa]rts?|[Nn]os?|Nr|Sec|Ch|Fig|pp?|paras?|vol|[Aa]nnex(?:e|es)?|[Aa]rticles?|[Ss]ections?|[Cc]hapters?|"
    "[Pp]ages?|[Pp]aragraphs?|Abs|Artikel|Anlage|Anhang|"
    "Seite|S|ст|ч|пп?|гл|рис|с|стр|[Пп]рил|род|д|кв|корп|т|стат(?:ьи|ья|ье|ьёй|ью|тя|ті)|част[иь]|пункт[ау]?|[Пп]риложени[еяю]|"
    "Статья"
)
# Before a name: "Ms Petrova", "г. Москва", "ул. Лесная".
_TITLED = "Mr|Mrs|Ms|Dr|Prof|Rev|Hr|Herrn?|Frau|Mme|г-жа|г-н|гр|ул|пер|просп|пос|обл|им|тов|д-р|проф"
# "г. Москва" is a town, but «2024 г. Москва» a year and the sentence after it.
_TOWN = f"(?<!\\d[ {NBSP}])г"
_SHORT_RU = "а|в|во|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у|я"
_SHORT = {
    "ru": _SHORT_RU,
    "bg": _SHORT_RU,
    "be": f"{_SHORT_RU}|ад|з|і|пра|пры|ў",
    "uk": "а|в|до|з|за|зі|із|й|і|на|не|ні|о|об|по|та|у",
}
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀČĒĢĪĶĻŅŠŪŽŁŚŹŻĆА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]"


@lru_cache(maxsize=32)
def _spaces(lang: str) -> re.Pattern[str]:
    """Spaces that hold what is on both sides: after a number, after a number sign, before a dash."""
    month = _MONTHS.get(lang, _MONTHS["en"])
    rules = (
        f"(?<=\\d) (?=(?:{month}|{_UNITS})(?!\\w)|\\d{{3}}(?!\\d))",
        f"(?<=\\d\\.) (?=(?:{month})\\b)",
        "(?<=[№§º]) (?=\\w)",
        "(?<=\\S) (?=[—–] )",
    )
    return re.compile("|".join(rules))


@lru_cache(maxsize=32)
def _words(lang: str) -> re.Pattern[str]:
    """Words that hold on to the next one, each with the space after it."""
    rules = [
        f"(?:{_COUNTED})\\.? (?=[\\dIVX№]|[A-ZА-Я]-?\\d)",
        f"(?:{_TITLED}|{_TOWN})\\.? (?={_CAPITAL})",
        "(?:УК|УПК|КоАП|ГК) (?=РФ)",
        f"{_CAPITAL}\\. (?={_CAPITAL})",
    ]
    if lang == "en":
        rules += ["I (?=\\w)", "No (?=one\\b)"]
    if lang in _SHORT:
        rules.append(f'(?i:{_SHORT[lang]}) (?=[\\w«„“"(№])')
    return re.compile(f"(?<![\\w.-])(?:{'|'.join(rules)})")


@lru_cache(maxsize=32)
def _years(lang: str) -> re.Pattern[str]:
    return re.compile(f"\\b(?:{_MONTHS.get(lang, _MONTHS['en'])}) (?=\\d{{4}}\\b)")


@lru_cache(maxsize=4096)
def glue(text: str, lang: str, *, whole_dates: bool = False) -> str:
    """The text with non-breaking spaces where a line must not break; its length stays the same.

    `whole_dates` holds the year to the month as well, for headings.
    """
    if " " not in text:
        return text
    code = lang.replace("_", "-").split("-", 1)[0].lower()
    text = _spaces(code).sub(NBSP, text)
    if whole_dates:
        text = _years(code).sub(lambda match: match[0][:-1] + NBSP, text)
    return _words(code).sub(lambda match: match[0][:-1] + NBSP, text)
