"""Coded lists, countries and languages: complete in both languages, codes stable and unique."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from caseapp import lists
from caseapp.lists import countries, languages
from caseapp.records import BY_KIND

NEEDED = [
    "incident_kinds", "incident_groups", "actor_kinds", "actor_roles", "attribution",
    "target_profiles", "grounds", "source_kinds", "source_reliability", "information_credibility",
    "knowledge_basis", "host_conduct", "outcomes", "investigation", "protection_status",
    "case_status", "risk", "relations", "contact_kinds", "channels", "sexes", "name_kinds",
    "answers", "charges", "actions",
]  # fmt: skip
#: Lists to which nothing can be added, each with the reason; all others have Other and Unknown.
CLOSED = {
    "answers": "has its own words for unknown and for refused",
    "attribution": "a scale of who says so, down to unknown",
    "case_status": "the states through which the program leads a case",
    "consents": "the states of asking, from not asked yet",
    "custody_acts": "what the program itself writes down, each by its own act",
    "disclosure": "circles, each within the next; letters are checked against them",
    "incident_groups": "the groups of the kinds; other and unknown kinds stand outside them",
    "information_credibility": "a scale that ends with what can't be judged",
    "knowledge_basis": "every way of knowing, each with its words for letters",
    "letter_asylum_norms": "what a letter can cite",
    "letter_measures": "what a letter can ask for",
    "letter_protection_norms": "what a letter can cite",
    "risk": "a scale; no level says that nobody has assessed it",
    "sexes": "ISO 5218, with its own codes for not known and not applicable",
    "source_reliability": "a scale that ends with what can't be judged",
}
HOSTS = [
    "GE", "AM", "KZ", "KG", "UZ", "TJ", "MN", "TR", "RS", "ME", "MD", "IL", "AE", "TH", "LV", "LT",
    "EE", "FI", "PL", "DE", "CZ", "FR", "ES", "NL", "GB", "US", "AR",
]  # fmt: skip
CYRILLIC = re.compile("[А-Яа-яЁё]")


def test_every_list_that_the_records_name_is_there() -> None:
    named = {
        field.choices for record in BY_KIND.values() for field in record.fields().values() if field.choices
    }
    assert named | set(NEEDED) <= set(lists.names())


@pytest.mark.parametrize("name", NEEDED)
def test_a_list_is_complete_in_both_languages(name: str) -> None:
    listed = lists.get(name)
    assert listed.codes
    assert listed.title["en"]
    assert CYRILLIC.search(listed.title["ru"])
    for code in listed.codes:
        assert listed.label(code, "en").strip() == listed.label(code, "en") != ""
        assert CYRILLIC.search(listed.label(code, "ru"))
        assert not CYRILLIC.search(listed.label(code, "en"))
        assert bool(listed.definition(code, "en")) == bool(listed.definition(code, "ru"))
        assert not listed.label(code, "en").endswith(".")
        assert listed.label(code, "en")[0].isupper() or not listed.label(code, "en")[0].isalpha()
        assert "!" not in listed.label(code, "en") + listed.definition(code, "en") + listed.definition(
            code, "ru"
        )
        assert code in listed


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_labels_tell_the_codes_of_a_list_apart(name: str, lang: str) -> None:
    listed = lists.get(name)
    labels = [listed.label(code, lang) for code in listed.codes]
    assert len(labels) == len(set(labels))


def test_no_code_stands_twice_in_the_files(source_root: Path) -> None:
    for path in (source_root / "resources" / "lists").glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        codes = [item["code"] for item in data["items"]]
        assert len(codes) == len(set(codes)), path.name
        assert data["name"] == path.stem


def test_incident_kinds_belong_to_the_group_of_their_letter() -> None:
    kinds, groups = lists.get("incident_kinds"), lists.get("incident_groups")
    assert groups.codes == tuple("DHMJPTER")
    assert len(kinds.codes) == 69 + 2
    for code in kinds.codes:
        if code in ("XX", "UU"):
            assert kinds.group(code) == ""
        else:
            assert kinds.group(code) == code[0] in groups
            assert kinds.definition(code, "en")
            assert kinds.definition(code, "ru")
    assert kinds.in_group("M") == ("M01", "M02", "M03", "M04", "M05", "M06")


@pytest.mark.parametrize("name", sorted(set(lists.names()) - set(CLOSED)))
def test_open_lists_end_with_other_and_unknown(name: str) -> None:
    listed = lists.get(name)
    assert listed.codes[-2:] == ("XX", "UU")
    assert (listed.label("XX", "ru"), listed.label("UU", "ru")) == ("Другое", "Неизвестно")


def test_a_closed_list_has_no_code_for_what_it_does_not_name() -> None:
    assert set(CLOSED) <= set(lists.names())
    for name in CLOSED:
        assert not {"XX", "UU"} & set(lists.get(name).codes), name


def test_the_basis_of_knowledge_has_words_for_letters() -> None:
    basis = lists.get("knowledge_basis")
    assert basis.codes == ("K1", "K2", "K3", "K4", "K5", "K6")
    assert basis.phrase("K3", "en", date="12 March 2024") == "the client told us on 12 March 2024"
    assert basis.phrase("K3", "ru", date="12 марта 2024 г.") == "со слов доверителя, 12 марта 2024 г."
    for code in basis.codes:
        for lang in ("en", "ru"):
            assert basis.phrase(code, lang)
            assert "{" not in basis.phrase(code, lang)
            assert "12 мая" in basis.phrase(code, lang, date="12 мая")


def test_attribution_short_of_an_official_finding_is_worded_as_a_suspicion() -> None:
    attribution = lists.get("attribution")
    for code in ("AT3", "AT4"):
        assert "suspected" in attribution.phrase(code, "en")
        assert "подозревается" in attribution.phrase(code, "ru")


def test_a_code_of_a_later_version_is_shown_as_it_is() -> None:
    kinds = lists.get("incident_kinds")
    assert kinds.label("Z99", "en") == "Z99"
    assert (kinds.definition("Z99", "en"), kinds.group("Z99"), kinds.phrase("Z99", "ru")) == ("", "", "")
    assert "Z99" not in kinds


def test_a_language_without_labels_falls_back_to_english() -> None:
    assert lists.get("risk").label("4", "ka") == lists.get("risk").label("4", "en") == "Critical"


def test_a_list_that_does_not_exist_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        lists.get("../secrets")


def test_profiles_that_tell_of_orientation_ethnicity_or_faith_are_a_special_category() -> None:
    assert lists.get("target_profiles").special == {"LGB", "ETH", "NCA", "OCC", "RLG"}


def test_scales_keep_their_order() -> None:
    risk = lists.get("risk")
    assert risk.codes == ("1", "2", "3", "4")
    assert [risk.label(code, "en") for code in risk.codes] == ["Low", "Moderate", "High", "Critical"]
    assert [risk.label(code, "ru") for code in risk.codes] == [
        "Низкий", "Умеренный", "Высокий", "Критический",
    ]  # fmt: skip
    assert lists.get("source_reliability").codes == tuple("ABCDEF")
    assert lists.get("information_credibility").codes == tuple("123456")
    assert lists.get("sexes").codes == ("0", "1", "2", "9")
    assert lists.get("answers").codes == ("yes", "no", "unknown", "refused")


def test_countries_have_names_in_both_languages() -> None:
    assert len(countries.codes()) == 250
    for code in countries.codes():
        assert re.fullmatch("[A-Z]{2}", code)
        assert countries.name(code, "en")
        assert CYRILLIC.search(countries.name(code, "ru"))
        assert not CYRILLIC.search(countries.name(code, "en"))
    for lang in ("en", "ru"):
        assert len({countries.name(code, lang) for code in countries.codes()}) == 250


def test_host_countries_stand_in_sentences() -> None:
    for code in [*HOSTS, "RU", "BY", "UA"]:
        assert countries.in_country(code, "ru")[:2] in ("в ", "во", "на")
        assert "«" not in countries.in_country(code, "ru") + countries.of_country(code, "ru")
    assert [countries.in_country(code, "ru") for code in ("GE", "FR", "CY", "US")] == [
        "в Грузии",
        "во Франции",
        "на Кипре",
        "в США",
    ]
    assert countries.to_country("LV", "ru") == "в Латвию"
    assert countries.of_country("GE", "ru") == "Грузии"
    assert [countries.in_country(code, "en") for code in ("GE", "NL", "US")] == [
        "in Georgia",
        "in the Netherlands",
        "in the United States",
    ]


def test_a_country_without_kept_forms_is_named_undeclined() -> None:
    assert countries.in_country("MG", "ru") == "в стране «Мадагаскар»"


def test_an_unknown_country_shows_its_code() -> None:
    assert not countries.known("ZZ")
    assert countries.name("ZZ", "en") == "ZZ"


def test_languages_have_names_in_both_languages() -> None:
    assert len(languages.codes()) >= 40
    for code in languages.codes():
        assert languages.known(code)
        assert languages.name(code, "en")[0].isupper()
        assert CYRILLIC.search(languages.name(code, "ru"))
    assert (languages.name("ka", "en"), languages.name("ka", "ru")) == ("Georgian", "грузинский")
    assert languages.name("qq", "ru") == "qq"
    assert not languages.known("qq")
