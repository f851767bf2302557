"""The texts of all kinds in all languages: complete, readable, naming only fields that exist."""

from __future__ import annotations

import re
import tomllib

import pytest

from caseapp import lists
from caseapp.i18n import LANGUAGES
from caseapp.letters import kinds, merge, texts
from caseapp.letters.kinds.kind import LetterKind
from caseapp.letters.phrases import Phrase, PhraseError
from caseapp.paths import resource
from caseapp.records.fields import Kind

PAIRS = [(kind, lang) for kind in kinds.ALL for lang in kind.languages]


def name(pair: object) -> str:
    return pair.code if isinstance(pair, LetterKind) else str(pair)


def test_every_kind_has_texts_in_every_language_of_the_screen() -> None:
    for kind in kinds.ALL:
        assert set(kind.languages) >= set(LANGUAGES), kind.code


def test_codes_and_labels_of_kinds_differ() -> None:
    assert len(kinds.BY_CODE) == len(kinds.ALL) == len({kind.label for kind in kinds.ALL})


@pytest.mark.parametrize(("kind", "lang"), PAIRS, ids=name)
def test_texts_name_only_fields_that_exist(kind: LetterKind, lang: str) -> None:
    found = kind.texts(lang)
    known = merge.known(kind.options, found)
    for key, phrase in found.phrases.items():
        assert phrase.fields() <= known, key


@pytest.mark.parametrize("kind", kinds.ALL, ids=name)
def test_languages_have_the_same_texts(kind: LetterKind) -> None:
    keys = {
        lang: {k for k in kind.texts(lang).phrases if not k.startswith("term.")} for lang in kind.languages
    }
    first = next(iter(keys.values()))
    for lang, found in keys.items():
        assert found == first, lang


@pytest.mark.parametrize(("kind", "lang"), PAIRS, ids=name)
def test_terms_are_made_of_fields_and_not_of_other_terms(kind: LetterKind, lang: str) -> None:
    for _, phrase in kind.texts(lang).under(texts.TERMS):
        assert not any(path.startswith(texts.TERMS) for path in phrase.fields())


@pytest.mark.parametrize(("kind", "lang"), PAIRS, ids=name)
def test_every_choice_of_a_kind_has_its_sentence(kind: LetterKind, lang: str) -> None:
    found = kind.texts(lang)
    for option, heading in (("norms", "norm"), ("measures", "measure")):
        if option in kind.options:
            codes = set(lists.get(kind.options[option].choices).codes)
            assert codes == {code for code, _ in found.under(heading)}


@pytest.mark.parametrize("lang", texts.languages("common"))
def test_every_basis_attribution_and_role_has_its_words(lang: str) -> None:
    found = kinds.ALL[0].texts(lang)
    for name, heading in (
        ("knowledge_basis", "basis"),
        ("attribution", "attribution"),
        ("actor_roles", "role"),
    ):
        codes = set(lists.get(name).codes) - {"XX", "UU"}
        assert codes <= {code for code, _ in found.under(heading)}, name


@pytest.mark.parametrize("kind", kinds.ALL, ids=name)
def test_options_are_declared_like_fields_of_records(kind: LetterKind) -> None:
    for key, field in kind.options.items():
        assert field.name == key
        assert field.label
        assert field.group
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            assert lists.get(field.choices).codes
        if field.kind in (Kind.LINK, Kind.LINKS):
            assert field.target


RUSSIAN = [path for path in resource("letters").glob("*/ru.toml") if path.parent.name != "lint"]
ENGLISH = [path for path in resource("letters").glob("*/en.toml") if path.parent.name != "lint"]


@pytest.mark.parametrize("path", RUSSIAN, ids=lambda path: path.parent.name)
def test_russian_texts_keep_russian_typography(path) -> None:
    for key, source in texts.flatten(tomllib.loads(path.read_text("utf-8"))):
        bare = re.sub(r"\{[^{}]*\}", "", source)
        assert '"' not in bare, key
        assert "“" not in bare, key
        assert " - " not in bare, key


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.parent.name)
def test_english_texts_hold_no_contraction_and_no_straight_apostrophe(path) -> None:
    for key, source in texts.flatten(tomllib.loads(path.read_text("utf-8"))):
        assert not re.search(r"\w['’](?:t|re|ve|ll|d|m)\b", source), key
        assert "'" not in source, key


def test_the_law_is_named_only_where_it_is_settled() -> None:
    """Formulas whose local form nobody has checked (perjury, oath) must not stand in a letter."""
    for path in [*RUSSIAN, *ENGLISH]:
        words = path.read_text("utf-8").lower()
        for formula in ("perjury", "oath", "sworn", "osman", "под присягой", "лжесвидетель"):
            assert formula not in words, path


def test_a_broken_text_file_is_told_with_its_place(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("common", "sample"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "en.toml").write_text('[one]\ntwo = "{broken"\n')
    monkeypatch.setattr(texts, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    texts.load.cache_clear()
    with pytest.raises(PhraseError, match=r"common/en\.toml, one\.two"):
        texts.load("sample", "en")
    texts.load.cache_clear()


def test_only_texts_stand_in_a_text_file() -> None:
    with pytest.raises(PhraseError, match=r"a\.b"):
        list(texts.flatten({"a": {"b": 7}}))
    assert dict(texts.flatten({"a": {"b": "c"}})) == {"a.b": "c"}
    assert isinstance(Phrase.read("c", "en"), Phrase)
