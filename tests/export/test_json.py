"""JSON: what is written can be read again and keeps to the schema that is handed out."""

import json

from extractor.export import EXPORTS
from extractor.export.json import json_schema, to_json
from extractor.model import SCHEMA_VERSION, Notice
from tests.export.notices import full_duty, notice_of, notice_with


def test_a_notice_comes_back_as_it_was() -> None:
    notice = notice_of(full_duty())
    assert Notice.model_validate_json(to_json(notice)) == notice


def test_many_notices_are_one_array_and_none_an_empty_one() -> None:
    notices = [notice_with("报送总结"), notice_with("组织检查")]
    assert [json.loads(to_json(one)) for one in notices] == json.loads(
        "".join(EXPORTS["json"].write(notices))
    )
    assert json.loads("".join(EXPORTS["json"].write([]))) == []


def test_the_schema_names_its_version_where_a_notice_carries_it() -> None:
    schema = json_schema()
    written = json.loads(to_json(notice_of(full_duty())))
    assert schema["version"] == SCHEMA_VERSION
    assert schema["properties"]["schema_version"]["const"] == written["schema_version"]
    assert set(written) == set(schema["properties"])
