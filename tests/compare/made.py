"""Small notices written for the tests of comparing, read by the extractor."""

from extractor import Comparison, Notice, compare, extract
from extractor.model import Difference


def notice(name: str, *duties: str, city: str = "临江市", year: int = 2021) -> Notice:
    """A notice of a city with these sentences under one heading, issued in April of the year."""
    lines = [f"{city}{year}年食品安全整治工作方案", "一、工作任务"]
    lines += [f"{duty}。" for duty in duties]
    lines += [f"{city}市场监督管理局", f"{year}年4月1日"]
    return extract("\n".join(lines).encode(), f"{name}.txt")


def beside(left: str, right: str, **later: object) -> Comparison:
    """Two notices of one sentence each, the left one issued first."""
    one = notice("left", left)
    other = notice("right", right, city="青州市", **{"year": 2021, **later})
    return compare([one, other], "left")


def only_row(comparison: Comparison) -> tuple[Difference, ...]:
    """The differences of a comparison that has one row."""
    [row] = comparison.provisions
    return row.differences
