"""Settings: what the environment may say, and what it may not."""

from dataclasses import fields
from pathlib import Path

import pytest

from extractor import Settings, SettingsError

GIVEN = {
    "MAX_PAGES=300": ("max_pages", 300),
    "MAX_BYTES=1_000": ("max_bytes", 1000),
    "MAX_SECONDS=2.5": ("max_seconds", 2.5),
    "OFFICE=no": ("office", False),
    "MODULES=one, two.three": ("modules", ("one", "two.three")),
}


@pytest.mark.parametrize("words", GIVEN)
def test_a_setting_from_the_environment(words: str) -> None:
    name, _, value = words.partition("=")
    field, expected = GIVEN[words]
    settings = Settings.from_environment({f"TAIZHANG_{name}": value, "PATH": "/bin"})
    assert getattr(settings, field) == expected


REFUSED = {
    "MAX_PAGES=many": "TAIZHANG_MAX_PAGES is 'many', which is not a whole number",
    "MAX_PAGES=0": "max_pages is 0, and must be greater than zero",
    "MAX_SECONDS=nan": "must be greater than zero",
    "MAX_SECONDS=": "not a number",
    "OFFICE=perhaps": "not true or false",
    "MAX_PAGE=3": "TAIZHANG_MAX_PAGE is no setting; known are TAIZHANG_MAX_BYTES",
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_value_that_cannot_be_used(words: str) -> None:
    name, _, value = words.partition("=")
    with pytest.raises(SettingsError, match=REFUSED[words]):
        Settings.from_environment({f"TAIZHANG_{name}": value})


def test_a_value_of_the_wrong_kind() -> None:
    with pytest.raises(SettingsError, match="max_pages is '3', which is not a whole number"):
        Settings(max_pages="3")


def test_every_setting_is_in_the_docs() -> None:
    docs = Path(__file__).parents[1] / "docs" / "limits.md"
    words = docs.read_text("utf-8")
    assert not [field.name for field in fields(Settings) if f"`{field.name}`" not in words]
