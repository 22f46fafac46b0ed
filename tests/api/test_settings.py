"""What the service may be told through the environment."""

from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import ServiceSettings
from extractor import Settings, SettingsError
from extractor.settings import SERVICE

READ = {
    "a whole number": ("PORT", "9000", "port", 9000),
    "with underscores": ("MAX_UPLOAD_BYTES", "5_000_000", "max_upload_bytes", 5_000_000),
    "true or false": ("URL_INPUT", "yes", "url_input", True),
    "words": ("HOST", " 0.0.0.0 ", "host", "0.0.0.0"),  # noqa: S104 - only read
    "no words": ("WEBHOOK_SECRET", "", "webhook_secret", None),
    "a folder": ("DATA_DIR", "/var/lib/taizhang", "data_dir", Path("/var/lib/taizhang")),
    "an address": ("STORAGE_URL", "s3://b/f", "storage_url", "s3://b/f"),
}


@pytest.mark.parametrize(("name", "words", "field", "value"), READ.values(), ids=READ.keys())
def test_a_setting_is_read(name: str, words: str, field: str, value: object) -> None:
    settings = ServiceSettings.from_environment({f"TAIZHANG_{name}": words, "PATH": "/bin"})
    assert getattr(settings, field) == value


def test_limits_of_the_extraction_go_there() -> None:
    settings = ServiceSettings.from_environment({"TAIZHANG_MAX_PAGES": "7"})
    assert settings.extraction.max_pages == 7


BAD = {
    "no such setting": ("COLOUR", "red", "known are .*TAIZHANG_PORT"),
    "no number": ("PORT", "many", "not a whole number"),
    "below one": ("MAX_UPLOAD_FILES", "0", "above zero"),
    "below zero": ("WORKERS", "-1", "below zero"),
    "neither": ("URL_INPUT", "perhaps", "not true or false"),
    "an extraction limit": ("MAX_PAGES", "-1", "max_pages"),
}


@pytest.mark.parametrize(("name", "words", "message"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_used(name: str, words: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        ServiceSettings.from_environment({f"TAIZHANG_{name}": words})


def test_the_database_is_a_file_in_the_data_folder_unless_one_is_given(tmp_path: Path) -> None:
    assert ServiceSettings(data_dir=tmp_path).database == f"sqlite:///{tmp_path}/taizhang.db"
    given = ServiceSettings(data_dir=tmp_path, database_url="postgresql://db/taizhang")
    assert given.database == "postgresql://db/taizhang"


def test_the_library_leaves_the_settings_of_the_service_alone() -> None:
    own = {field.name.upper() for field in fields(ServiceSettings)} - {"EXTRACTION"}
    assert own == SERVICE
    assert Settings.from_environment(dict.fromkeys((f"TAIZHANG_{name}" for name in own), "x"))
