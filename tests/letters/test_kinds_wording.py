"""How letters put single things: the client's sex and name, relatives in Russia, suspicion, basis, dates."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from caseapp.letters import kinds
from tests import factory
from tests.letters.materials import OLD_PASSPORT, OPTIONS, composed, material, read

PAIRS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]
ONE: dict[str, Any] = factory.INCIDENT


def one(**values: Any) -> list[dict[str, Any]]:
    """A single incident with these values."""
    return [{**ONE, **values}]


#: The words for the client by language and sex in the document: "" is everything but male and female.
WORDS = {
    ("en", "1"): "Mr Shchukina",
    ("en", "2"): "Ms Shchukina",
    ("en", ""): "the client",
    ("ru", "1"): "-н Щукина",
    ("ru", "2"): "-жа Щукина",
    ("ru", ""): "лиент",
}


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
@pytest.mark.parametrize("sex", ["", "0", "1", "2", "9"])
def test_words_agree_with_the_client(kind: str, lang: str, sex: str) -> None:
    typed = {
        name: {"en": "Text.", "ru": "Текст."} for name in ("activity", "assessment", "relation", "verified")
    }
    options = {"pattern": "", "danger": "", "summary": ""}
    text = read(material(kind, lang, client={"sex": sex}, case=typed, options=options))
    expected = WORDS[lang, sex if sex in ("1", "2") else ""]
    assert expected in text
    for other in {each for (its, _), each in WORDS.items() if its == lang} - {expected}:
        assert other not in text


def test_a_russian_letter_never_declines_the_name() -> None:
    for kind in kinds.BY_CODE:
        text = read(material(kind, "ru"))
        assert "Щукина Евгения Андреевна (Evgeniia Shchukina)" in text
        for declined in ("Щукиной", "Щукину", "Евгении", "Евгению", "Евгенией"):
            assert declined not in text


@pytest.mark.parametrize(
    ("spelling", "en", "ru"),
    [
        (
            {"use": "RES", "document": ""},
            "Name (in a residence card or visa):",
            "Имя (в виде на жительство или визе):",
        ),
        ({"use": "", "document": ""}, "Name: Evgueniia", "Имя: Evgueniia"),
    ],
)
def test_a_chosen_spelling_is_never_called_the_passports(spelling: dict[str, str], en: str, ru: str) -> None:
    for lang, label in (("en", en), ("ru", ru)):
        made = material("asylum_support", lang, spellings=[{**OLD_PASSPORT, **spelling}])
        text = read(replace(made, spelling=made.spellings[0]))
        assert f"\n{label}" in text
        assert {"en": "Name as in the passport", "ru": "Имя по паспорту"}[lang] not in text


def test_a_name_in_another_script_than_cyrillic_is_told_as_the_passport_has_it() -> None:
    client = {
        "family": "ვაშაძე",
        "given": "ელენე",
        "patronymic": "",
        "latin_family": "Vashadze",
        "latin_given": "Elene",
    }
    text = read(material("asylum_support", "ru", client=client, spellings=[]))
    assert "о международной защите: Elene Vashadze, род." in text
    assert "г-жа Vashadze" in text
    assert "Имя в оригинале: ელენე ვაშაძე" in text


def test_a_single_name_serves_as_a_whole_name() -> None:
    client = {
        "family": "",
        "given": "Сулейман",
        "patronymic": "",
        "latin_family": "",
        "latin_given": "Suleiman",
        "sex": "1",
    }
    text = read(material(client=client, spellings=[], people=[]))
    assert "international protection of Suleiman, born" in text
    assert "Mr Suleiman" in text


def test_a_mother_in_russia_is_named_by_role_and_a_daughter_abroad_by_name() -> None:
    text = read(material("dossier"))
    assert "Maria Shchukina | Child | 2012" in text
    assert "Name withheld for safety | Parent" in text
    assert "Peskova" not in text
    assert "Olga" not in text


@pytest.mark.parametrize("answer", ["", "yes", "unknown", "refused"])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_whoever_may_live_in_russia_is_not_named(answer: str, lang: str) -> None:
    brother = {
        "id": "b" * 32, "relation": "SIB", "in_russia": answer, "family": "Тайнов", "given": "Иван",
        "latin_family": "Taynov", "latin_given": "Ivan", "birth": "1990-02-03",
    }  # fmt: skip
    text = read(material("dossier", lang, people=[brother], incidents=one(kind="P02", person_id="b" * 32)))
    for name in ("Taynov", "Тайнов", "Ivan", "Иван", "1990"):
        assert name not in text
    assert {"en": "Affected: Brother or sister (name", "ru": "Кого затронуло: Брат или сестра (имя"}[
        lang
    ] in text


def test_the_name_follows_the_chosen_document() -> None:
    text = read(material(letter={"spelling_id": OLD_PASSPORT["document"]}))
    assert "international protection of Evgueniia Chtchoukina, born 14 May 1987" in text
    assert "Name (passport of 1996): Evgueniia Chtchoukina" in text
    assert "Other spellings: Evgeniia Shchukina (passport)" in text
    assert "Ms Chtchoukina" in text


@pytest.mark.parametrize(
    ("attribution", "said"),
    [
        (
            "AT1",
            "by a court or an official body for ordering it: hired or criminal proxy, Petr Example.",
        ),
        ("AT2", "Officially accused of ordering it: hired or criminal proxy, Petr Example."),
        (
            "AT3",
            "Suspected of ordering it, according to an investigation by news media or a non-governmental",
        ),
        ("AT4", "Suspected of ordering it, according to Ms Shchukina: hired or criminal proxy."),
    ],
)
@pytest.mark.parametrize("kind", ["asylum_support", "protection", "dossier"])
def test_attribution_decides_what_is_said_of_the_actor(kind: str, attribution: str, said: str) -> None:
    actor = {"actor_kind": "PROXY", "actor_name": "Petr Example", "actor_role": "ORD"}
    text = read(material(kind, incidents=one(**actor, kind="D04", attribution=attribution)))
    assert said in text
    assert "criminal proxy" in text
    assert ("Petr Example" in text) == (attribution in ("AT1", "AT2"))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_attribution_prints_a_deed_as_done_by_somebody(lang: str) -> None:
    """Every wording for a suspicion holds a word of suspicion, whatever the actor and the part they had."""
    marks = {"en": ["Suspected"], "ru": ["Предполагаемая причастность", "считает возможной причастность"]}[
        lang
    ]
    for role in ("DID", "ORD", "PLAN", "AID", "PRES", "SUSP", "OMIT", "UU", ""):
        for attribution in ("AT3", "AT4"):
            incident = one(actor_kind="FSB", actor_role=role, attribution=attribution)
            text = read(material("asylum_support", lang, incidents=incident))
            line = next(line for line in text.splitlines() if "ФСБ" in line or "FSB" in line)
            assert any(mark in line for mark in marks)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("attribution", ["AT5", ""])
def test_whom_nobody_is_known_to_suspect_is_not_named(attribution: str, lang: str) -> None:
    incident = one(kind="D04", actor_kind="FSB", actor_role="ORD", attribution=attribution)
    text = read(material("asylum_support", lang, incidents=incident))
    assert "ФСБ" not in text
    assert "FSB" not in text


def test_nobody_is_named_when_nobody_is_known() -> None:
    unknown = "No one has been identified as responsible."
    assert unknown in read(material(incidents=one(kind="D04", attribution="AT5")))
    for kind in ("T07", "J01", "H01", "M02", "R01"):  # a warning is no deed, and an authority signs its acts
        assert unknown not in read(material(incidents=one(kind=kind, attribution="AT5")))
    text = read(material(incidents=one(attribution="AT4", actor_kind="UU", actor_name="Petr Example")))
    assert "uspected" not in text
    assert "Petr" not in text


def test_an_official_act_shown_by_a_paper_needs_no_attribution() -> None:
    assert "Criminal Code of Russia.\n" in read(material())
    assert "Prosecutors" not in read(material())


@pytest.mark.parametrize(
    ("values", "source"),
    [
        ({"basis": "K1", "told_on": None}, "Basis: we witnessed this ourselves."),
        ({"basis": "K1"}, "Basis: we witnessed this ourselves on 4 November 2025."),
        ({"basis": "K2", "source_note": {"en": "copy of the summons."}},
         "Basis: we examined the document (copy of the summons) on 4 November 2025."),
        ({"basis": "K2", "source_note": {"ru": "х"}}, "Basis: we examined a document on 4 November 2025."),
        ({"basis": "K3"}, "Basis: Ms Shchukina told us on 4 November 2025."),
        ({"basis": "K4", "source_note": {"en": "Vera"}}, "Basis: a third person told us on 4 November 2025."),
        ({"basis": "K5", "source_note": {"en": "Example Daily, 3 November 2025"}, "told_on": None},
         "Basis: public source (Example Daily, 3 November 2025)."),
        ({"basis": "K6"}, "Basis: our own inference from the facts known to us."),
        ({"basis": ""}, ""),
    ],
)  # fmt: skip
def test_the_basis_stands_below_each_fact(values: dict[str, Any], source: str) -> None:
    text = read(material(incidents=one(**values), options={"annexes": ""}))
    assert f"   [{source}]\n" in text


@pytest.mark.parametrize(
    ("known", "lang", "said"),
    [
        ("2024-05-03", "en", "since 3 May 2024, through our casework"),
        ("2024-22", "en", "since summer 2024, through our casework"),
        ("2024~", "en", "since about 2024, through our casework"),
        ("2024-05/2024-07", "en", "(first contact: between May and July 2024), through our casework"),
        ("2024-05-03", "ru", "нам с 3 мая 2024 г. Характер"),
        ("2024-05", "ru", "нам с мая 2024 г. Характер"),
        ("2024-22", "ru", "нам с лета 2024 г. Характер"),
        ("2024", "ru", "нам с 2024 г. Характер"),
        ("2024-05~", "ru", "нам (начало знакомства: около мая 2024 г.). Характер"),
    ],
)
def test_since_when_we_know_the_client_is_said_in_the_right_form(known: str, lang: str, said: str) -> None:
    assert said in read(material("asylum_support", lang, case={"known_since": known}))


def test_a_fact_without_date_or_place_says_so() -> None:
    text = read(material(incidents=one(happened="", place="", country="", place_print={})))
    assert "1. Date unknown. An officer" in text


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"place": "Рига, вокзал", "place_print": {}}, "3 November 2025, Latvia. An"),
        (
            {"place": "Рига, вокзал", "place_print": {"en": "Riga station"}},
            "3 November 2025, Riga station. An",
        ),
        ({"place": "Riga, Latvia", "place_print": {}}, "3 November 2025, Riga, Latvia. An"),
    ],
)
def test_a_place_is_printed_in_the_letters_own_script(values: dict[str, Any], printed: str) -> None:
    assert printed in read(material(incidents=one(**values)))


@pytest.mark.parametrize(
    ("time", "lang", "said"),
    [
        ("20:40", "en", "3 November 2025, at 20:40"),
        ("~9:05", "ru", "3 ноября 2025 г., около 9:05"),
        ("evening", "ru", "3 ноября 2025 г., вечером"),
        ("after work", "en", "3 November 2025, after work"),
        ("after work", "ru", "3 ноября 2025 г. |"),
        ("", "en", "3 November 2025 |"),
    ],
)
def test_the_time_of_day_is_put_into_words(time: str, lang: str, said: str) -> None:
    assert said in read(material("protection", lang, incidents=one(time_of_day=time)))


def test_a_salutation_that_names_somebody_closes_sincerely() -> None:
    assert "Dear Sir or Madam,\n" in read(material())
    assert "Yours faithfully," in read(material())
    named = read(material(letter={"salutation": "Dear Ms Example,"}))
    assert "Dear Ms Example,\n" in named
    assert "Yours sincerely," in named
    contact = {**factory.CONTACT, "salutation": {"en": "Dear Dr Sample,"}}
    assert "Dear Dr Sample,\n" in read(material(contact=contact))


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_the_only_way_to_the_client_is_the_organisation(kind: str, lang: str) -> None:
    text = read(material(kind, lang))
    assert "+371 6000 0000, protection@example.org" in text
    assert factory.CLIENT["phone"] not in text
    assert factory.CLIENT["mail"] not in text


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_whether_we_represent_the_client_is_always_said(kind: str, lang: str) -> None:
    no = {"en": "We are not the legal representative", "ru": "не являемся представителем в деле"}[lang]
    yes = {"en": "We are also the legal representative", "ru": "уполномочила нас представлять её интересы"}[
        lang
    ]
    assert no in read(material(kind, lang, options={"represents": False}))
    assert yes in read(material(kind, lang, options={"represents": True}))


def test_annexes_point_to_their_facts_and_facts_to_their_annexes() -> None:
    text = read(material())
    assert "decision to open the case) on 20 July 2024. Annex 2.]" in text
    assert "2 Decision to open a criminal case, with translation, for fact 1 (3)" in text
    assert "its annexes" in text
    assert "annex" not in read(material(options={"annexes": ""})).lower()


def test_a_file_number_stands_once() -> None:
    number = factory.CASE["claim_no"]
    assert read(material(letter={"their_reference": number})).count(number) == 1


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_marks_of_the_keyboard_become_those_of_print(kind: str, lang: str) -> None:
    """Wherever somebody typed a text that a letter prints, except in names, numbers and addresses."""
    quoted = {"en": "Ms Mar'ina's \"Open city\" - so", "ru": 'Её канал "Открытый город" - так'}
    printed = {"en": "Ms Mar'ina’s “Open city” – so", "ru": "Её канал «Открытый город» — так"}[lang]
    case = dict.fromkeys(("activity", "assessment", "relation", "verified"), quoted)
    own = {name: quoted[lang] for name in OPTIONS[kind][lang] if isinstance(OPTIONS[kind][lang][name], str)}
    client = {"latin_family": "Mar'ina", "occupation": quoted}
    incidents = one(statement=quoted, source_note=quoted, basis="K2", reported_to=quoted[lang])
    options = {**own, "reply_by": "", "annexes": f"{quoted[lang]}; 2"}
    text = read(material(kind, lang, client=client, case=case, options=options, incidents=incidents))
    assert printed in text
    assert '"' not in text
    assert " - " not in text.replace("\n- ", "\n")


def test_the_police_are_not_told_the_file_of_the_asylum_authority() -> None:
    assert factory.CASE["claim_no"] in read(material("asylum_support"))
    assert factory.CASE["claim_no"] not in read(material("protection"))


def test_measures_close_as_a_list_of_one_sentence() -> None:
    text = read(material("protection"))
    assert "- disclose the address and whereabouts of Ms Shchukina to nobody;\n" in text
    assert "- tell the school whom to call in an emergency.\nPlease tell us by 1 April 2026" in text
    single = read(material("protection", options={"measures": ["ASSESS"], "own_measures": "", "norms": []}))
    assert "We ask you to take the following measure:\n- carry out a threat assessment.\n" in single


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_what_nobody_typed_leaves_no_empty_heading(kind: str, lang: str) -> None:
    options = dict.fromkeys(OPTIONS[kind][lang], "") | {"measures": [], "norms": [], "no_people": True}
    case = {"activity": {}, "assessment": {}, "relation": {}, "verified": {}, "known_since": ""}
    made = material(kind, lang, incidents=[], options=options, case=case, spellings=[], people=[])
    lines = read(made).splitlines()
    for line, following in pairwise(lines):
        assert not (
            line.startswith("##") and following.startswith("##") and not following.startswith("###")
        ), line


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_nothing_personal_stands_in_the_files_own_data(kind: str, lang: str) -> None:
    document = composed(material(kind, lang))
    for text in (document.title, document.author_org, document.reference):
        for name in ("Shchukina", "Щукина", "Evgeniia", "Chtchoukina"):
            assert name not in text


def test_special_categories_are_printed_only_when_asked_for() -> None:
    case = {"profiles": ["JOUR", "LGB"], "grounds": ["POL"], "imputed": True}
    plain = read(material("dossier", case=case))
    assert "Profile: Journalist, media worker\n" in plain
    assert "Convention grounds" not in plain
    asked = read(material("dossier", case=case, options={"special": True}))
    assert "LGBTQ+ person" in asked
    assert "(ascribed by the persecutor)" in asked


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (["T03", "T02"], ["Kind: Physical surveillance; other threat of harm"]),
        (["T02", "T03", "T02"], ["Kind: Physical surveillance; other threat of harm"]),
        (["T03"], []),
        ([], []),
    ],
)
def test_a_dossier_names_each_kind_of_an_incident_once(others: list[str], told: list[str]) -> None:
    text = read(material("dossier", incidents=one(kind="T03", other_kinds=others)))
    assert [line for line in text.splitlines() if line.startswith("Kind: ")] == told
    (row,) = [line for line in text.splitlines() if line.startswith("| 1 |")]
    assert row.lower().count("physical surveillance") == 1
