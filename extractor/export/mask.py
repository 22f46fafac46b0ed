"""Personal data out of what is taken away: names, telephone numbers, mail, rosters of officials."""

import re
from typing import Any

from extractor.model import Notice

_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-—－\s]?\d{7,8}(?:[-—－转]\d{1,5})?|1[3-9]\d{9})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME = r"(?:(?!联系|电话|手机|传真|邮)[\u4e00-\u9fff·]){2,4}"
_NAMED = re.compile(rf"((?:联系人|联 系 人|经办人|负责人)\s*[：:]\s*)({_NAME}(?:\s*、\s*{_NAME})*)")
_STAR = "＊"


def masked_words(words: str) -> str:
    """The words with names and numbers of persons covered, character for character.

    >>> masked_words("联系人：张三，电话：010-12345678")
    '联系人：＊＊，电话：＊＊＊＊＊＊＊＊＊＊＊＊'
    """
    covered = _PHONE.sub(lambda found: _STAR * len(found[0]), words)
    covered = _MAIL.sub(lambda found: _STAR * len(found[0]), covered)
    return _NAMED.sub(lambda found: found[1] + _STAR * len(found[2]), covered)


def masked(notice: Notice) -> Notice:
    """The notice without personal data; offsets hold, for every character covered is replaced.

    The contact is left out; every quote and the text itself are covered alike.
    """
    data = notice.model_dump()
    contact = data["metadata"]["contact"]
    names = (
        [contact["value"]["name"]]
        if contact and contact["value"] and contact["value"]["name"]
        else []
    )
    data["metadata"]["contact"] = None
    return Notice.model_validate(_covered(data, tuple(name for name in names if len(name) <= 4)))


def _covered(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        words = masked_words(value)
        for name in names:
            words = words.replace(name, _STAR * len(name))
        return words
    if isinstance(value, dict):
        return {key: item if key in _KEPT else _covered(item, names) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_covered(item, names) for item in value)
    return value


# Values that no person stands in and that must stay as they are.
_KEPT = {"sha256", "id", "rule", "schema_version", "adcode", "format", "kind", "document"}
