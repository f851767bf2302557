"""The few words that the printer adds on its own, in the languages of letters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language. `pages` holds the plural forms of "page": one, few, many."""

    page_of: str
    draft: str
    pages: tuple[str, str, str]


_WORDS = {
    "en": Words("Page {page} of {pages}", "DRAFT", ("{n} page", "{n} pages", "{n} pages")),
    "ru": Words("Страница {page} из {pages}", "ЧЕРНОВИК", ("{n} с.", "{n} с.", "{n} с.")),
    "uk": Words("Сторінка {page} з {pages}", "ЧЕРНЕТКА", ("{n} сторінка", "{n} сторінки", "{n} сторінок")),
    "be": Words("Старонка {page} з {pages}", "ЧАРНАВІК", ("{n} старонка", "{n} старонкі", "{n} старонак")),
    "de": Words("Seite {page} von {pages}", "ENTWURF", ("{n} Seite", "{n} Seiten", "{n} Seiten")),
    "fr": Words("Page {page} sur {pages}", "PROJET", ("{n} page", "{n} pages", "{n} pages")),
    "es": Words("Página {page} de {pages}", "BORRADOR", ("{n} página", "{n} páginas", "{n} páginas")),
    "pl": Words("Strona {page} z {pages}", "PROJEKT", ("{n} strona", "{n} strony", "{n} stron")),
    "tr": Words("Sayfa {page} / {pages}", "TASLAK", ("{n} sayfa", "{n} sayfa", "{n} sayfa")),
    "kk": Words("{pages} беттің {page}-беті", "ЖОБА", ("{n} бет", "{n} бет", "{n} бет")),
    "ka": Words("გვერდი {page} / {pages}", "პროექტი", ("{n} გვერდი", "{n} გვერდი", "{n} გვერდი")),
    "hy": Words("Էջ {page} / {pages}", "ՍԵՎԱԳԻՐ", ("{n} էջ", "{n} էջ", "{n} էջ")),
    "ar": Words("صفحة {page} من {pages}", "مسودة", ("صفحة واحدة", "{n} صفحات", "{n} صفحة")),
    "fa": Words("صفحه {page} از {pages}", "پیش‌نویس", ("{n} صفحه", "{n} صفحه", "{n} صفحه")),
    "he": Words("עמוד {page} מתוך {pages}", "טיוטה", ("עמוד אחד", "{n} עמודים", "{n} עמודים")),
}


def words(lang: str) -> Words:
    """The words of a language, English where there are none."""
    return _WORDS.get(lang.replace("_", "-").split("-", 1)[0].lower(), _WORDS["en"])


def count_pages(lang: str, number: int) -> str:
    """ "2 pages" in a language (CLDR plural rules for whole numbers)."""
    one, few, many = words(lang).pages
    code = lang.replace("_", "-").split("-", 1)[0].lower()
    if code in ("ru", "uk", "be"):
        if number % 10 == 1 and number % 100 != 11:
            form = one
        elif number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
            form = few
        else:
            form = many
    elif code == "pl":
        in_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
        form = one if number == 1 else few if in_few else many
    elif code == "ar":
        form = one if number == 1 else "صفحتان" if number == 2 else few if 3 <= number % 100 <= 10 else many
    else:
        form = one if number == 1 else many
    return form.format(n=number)
