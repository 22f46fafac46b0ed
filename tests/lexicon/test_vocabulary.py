"""Every code of the model has a Chinese and an English name, and no name is without a code."""

import re
from typing import get_args

import pytest

from extractor.lexicon.load import table
from extractor.lexicon.vocabulary import chinese, english
from extractor.model import vocabulary

# Table of `vocabulary.toml` by the vocabulary of the model that it names.
TABLES = {
    "modality": vocabulary.Modality,
    "topic": vocabulary.Topic,
    "measure": vocabulary.Measure,
    "role": vocabulary.Role,
    "system": vocabulary.System,
    "deadline_kind": vocabulary.DeadlineKind,
    "comparator": vocabulary.Comparator,
    "citation_kind": vocabulary.CitationKind,
    "disclosure": vocabulary.Disclosure,
    "confidence": vocabulary.Confidence,
}
each_table = pytest.mark.parametrize("name", sorted(TABLES))


def test_every_vocabulary_of_the_model_has_its_table() -> None:
    assert set(table("vocabulary")) == set(TABLES)
    literals = {name for name, value in vars(vocabulary).items() if get_args(value)}
    named = {name for name in literals if vars(vocabulary)[name] in TABLES.values()}
    assert named == literals


@each_table
def test_the_codes_are_those_of_the_model(name: str) -> None:
    assert sorted(table("vocabulary")[name]) == sorted(get_args(TABLES[name]))


@each_table
def test_names_are_one_chinese_and_one_english(name: str) -> None:
    for code, names in table("vocabulary")[name].items():
        written, spoken = names
        assert re.fullmatch(r"[一-鿿]+", written), code
        assert spoken.isascii() or spoken in "≤≥", code


@each_table
def test_no_two_codes_share_a_name(name: str) -> None:
    for language in (chinese, english):
        names = [language(name, code) for code in get_args(TABLES[name])]
        assert len(set(names)) == len(names), names


def test_a_code_without_a_name_is_its_own_name() -> None:
    assert chinese("role", "overseer") == "overseer"
    assert english("ministry", "lead") == "lead"
