"""Which tier of government a body belongs to, by its name."""

import re
from functools import cache, lru_cache

from extractor.lexicon.load import table


@lru_cache(maxsize=65536)
def level_of(unit: str) -> str | None:
    """`nation`, `province`, `city`, `county` or `town`; None where the name does not say.

    >>> level_of("省工业和信息化厅"), level_of("市工信局"), level_of("各县（市）、区人民政府")
    ('province', 'city', 'county')
    >>> level_of("各区市"), level_of("生态环境部"), level_of("各街道办事处"), level_of("工信部门")
    ('county', 'nation', 'town', None)
    """
    return next((name for name, pattern in _levels() if pattern.search(unit)), None)


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["id"], re.compile(entry["pattern"])) for entry in table("compare")["level"])
