"""How fast notices are laid side by side, and in how much memory: a table by number of notices.

    python benchmarks/compare.py [NUMBER...]

The notices are made: sentences of the five notices of `corpora/`, drawn and edited by a seeded
generator, under the place of another city and a date of its own. 2000 takes some minutes.
"""

import random
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from extractor import Notice, compare, extract

ROOT = Path(__file__).parents[1]
NUMBERS = (25, 50, 100, 200, 400)
SEED = 7
DUTIES = 40
CITIES = "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 日照 临沂 德州 滨州 菏泽 广州 韶关 深圳 珠海".split()
EDITS = (
    ("6个月", ("3个月", "9个月", "一年", "60日")),
    ("应当", ("要", "须", "必须")),
    ("依法", ("依法依规", "按规定", "")),
    ("企业", ("单位", "生产企业", "相关企业")),
    ("加强", ("强化", "进一步加强", "切实加强")),
    ("市", ("本市", "全市")),
    ("严格", ("坚决", "从严", "")),
    ("定期", ("每月", "每季度", "每半年")),
    ("要", ("应", "必须", "")),
)
TAILS = ("", "", "，并做好记录", "，每月5日前报送进展情况", "，确保取得实效", "，严禁弄虚作假")


def sentences() -> list[list[tuple[str, list[str]]]]:
    """The obligations of the five notices, in the order of each, under the words of their heading."""
    found = []
    for path in sorted(ROOT.glob("corpora/*/notice.txt")):
        notice = extract(path)
        sections: dict[str, list[str]] = {}
        for duty in notice.obligations:
            sections.setdefault(duty.topic.value or "other", []).append("".join(duty.quote.split()))
        found.append(list(sections.items()))
    return found


def made(number: int, pool: list[list[tuple[str, list[str]]]]) -> Notice:
    """The `number`-th made notice."""
    chance = random.Random(SEED * 1_000_003 + number)  # noqa: S311
    city = CITIES[number % len(CITIES)]
    issued = date(2021, 1, 4) + timedelta(days=chance.randrange(700))
    lines = [f"{city}市{2021 + number % 3}年推动落后产能退出工作方案（第{number}号）"]
    topics: dict[str, list[str]] = {}
    for source in chance.sample(pool, 3):
        for topic, duties in source:
            topics.setdefault(topic, []).extend(duties)
    every = [(topic, duty) for topic, duties in topics.items() for duty in duties]
    kept = set(chance.sample(range(len(every)), min(DUTIES, len(every))))
    last = ""
    for at, (topic, duty) in enumerate(every):
        if at not in kept:
            continue
        if topic != last:
            lines.append(f"{'一二三四五六七八九十'[len(lines) % 10]}、{topic}方面工作")
            last = topic
        lines.append(edited(duty, chance) + "。")
    lines += [f"{city}市工业和信息化局", f"{issued.year}年{issued.month}月{issued.day}日"]
    return extract("\n".join(lines).encode(), f"n{number:05d}.txt")


def edited(duty: str, chance: random.Random) -> str:
    """The sentence with up to three words changed, and now and then a tail."""
    for old, news in chance.sample(EDITS, 3):
        if chance.random() < 0.5:
            duty = duty.replace(old, chance.choice(news), 1)
    return duty + chance.choice(TAILS)


def main() -> None:
    """Print the table."""
    numbers = sorted(int(word) for word in sys.argv[1:]) or list(NUMBERS)
    pool = sentences()
    notices: list[Notice] = []
    compare([made(10**6, pool), made(10**6 + 1, pool)])
    print(
        "notices  obligations  provisions  seconds of processor  ms/notice  peak MB (whole process)"
    )
    for number in numbers:
        notices += [made(n, pool) for n in range(len(notices), number)]
        begun = time.process_time()
        comparison = compare(notices)
        spent = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        duties = sum(len(notice.obligations) for notice in notices)
        rows = len(comparison.provisions)
        print(
            f"{number:7}  {duties:11}  {rows:10}  {spent:20.2f}  {1000 * spent / number:9.1f}  {peak:7}"
        )
        del comparison


if __name__ == "__main__":
    main()
