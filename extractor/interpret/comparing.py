"""Words that compare, in front of a number and behind it: what they mean and how far they reach."""

import re
from functools import cache

from extractor.lexicon.load import alternation, table
from extractor.model.vocabulary import Comparator

_DOT = "[：:]"


@cache
def comparators() -> tuple[dict[str, Comparator], re.Pattern[str], re.Pattern[str]]:
    data = table("quantity")
    words: dict[str, Comparator] = {
        word: comparator for comparator, listed in data["before"].items() for word in listed
    }
    negated: tuple[Comparator, ...] = ("le", "ge")
    words |= {
        no + word: comparator
        for comparator in negated
        for word in data["negated"][comparator]
        for no in data["negated"]["words"]
    }
    rough = alternation(data["rough"]["words"])
    before = re.compile(f"(?P<word>{alternation(tuple(words))})(?:{rough}|{_DOT})*$")
    return words, before, re.compile(data["after"]["pattern"])


def words_before(string: str, low: int, at: int) -> tuple[int, str]:
    """Where the comparing words in front of a number begin, and the words."""
    _, pattern, _ = comparators()
    found = pattern.search(string[low:at])
    return (low + found.start(), found["word"]) if found else (at, "")


@cache
def _apart_pattern(kinds: tuple[Comparator, ...]) -> re.Pattern[str]:
    words = alternation([word for word, kind in comparators()[0].items() if kind in kinds])
    return re.compile(f"(?P<word>{words})(?P<base>[^，。；：、（）0-9]{{2,16}})$")


def words_apart(string: str, low: int, at: int, *, share: bool = True) -> tuple[int, str]:
    """Comparing words divided from a share by what it is a share of: 达到现有职工人数25%.

    A size has only what it is counted from there: 高于警戒水位0.5米.
    """
    kinds: tuple[Comparator, ...] = ("le", "lt", "ge", "gt") if share else ("gt", "lt")
    found = _apart_pattern(kinds).search(string[low:at])
    if found and not share and "的" in found["base"]:
        return at, ""
    if found is None or re.search(
        r"^标|(?:率|比例|占比|比重|比|为|约|至|到|降|升|高|低|长|少|加)$", found["base"]
    ):
        return at, ""
    return low + found.start(), found["word"]


@cache
def _parted_pattern() -> re.Pattern[str]:
    words = alternation(table("quantity")["apart"]["words"])
    return re.compile(f"(?P<word>{words})[一-龥]{{1,8}}$")


def words_parted(string: str, low: int, at: int) -> tuple[int, str]:
    """至少 divided from a count by the verb that reaches it: 至少配备1名."""
    found = _parted_pattern().search(string[low:at])
    return (at, found["word"]) if found else (at, "")


def words_after(string: str, end: int, stop: int) -> tuple[str, Comparator | None, int]:
    """The comparing words behind a unit (及以下, （含）以上, 左右), what they mean, where they end."""
    match = comparators()[2].match(string, end, stop)
    if match is None or not match[0]:
        return "", None, end
    word = match["word"] or ""
    brackets = (match["first"] or "") + (match["second"] or "")
    if not word:
        if match["second"] or not match["first"]:
            return "", None, end
        return brackets, None, match.end()
    without = "不含" in brackets or "不包" in brackets
    including = bool(match["and"]) or ("含" in brackets and not without)
    comparator = table("quantity")["after"]["words"][word]
    if comparator == "lt" and including:
        comparator = "le"
    if comparator == "ge" and without:
        comparator = "gt"
    return match[0], comparator, match.end()


def settled(before: Comparator | None, after: Comparator | None) -> Comparator:
    """降至…以内 is settled by what follows, 不超过…以上 and 达到…左右 by what precedes.

    >>> settled("ge", "eq"), settled("eq", "le"), settled("le", "ge"), settled(None, None)
    ('ge', 'le', 'le', 'eq')
    """
    if before in (None, "eq"):
        return after or before or "eq"
    if before in ("ge", "gt") and after in ("le", "lt"):
        return after
    return before
