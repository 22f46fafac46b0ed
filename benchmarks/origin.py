"""Whose words they are in thousands of notices: MinHash buckets, not all pairs.

    python benchmarks/origin.py [NUMBER...]

Measured is what the origin of wording takes: clauses, their wordings, kinship of notices, and sources.
The notices are made of the obligations of `corpora/`: drawn, shuffled, and in part replaced by a
seeded generator, without being read from files.
"""

import random
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from extractor import Evidence, Notice, Obligation, extract
from extractor.compare.clause import Numbering, clauses_of
from extractor.compare.kinship import kinships
from extractor.compare.likeness import Likeness
from extractor.compare.origin import origins
from extractor.compare.wordings import wordings_of

ROOT = Path(__file__).parents[1]
NUMBERS = (500, 1_000, 2_000)
SEED = 11
DUTIES = 40
WORDS = "加强 强化 落实 推进 完善 企业 单位 部门 定期 严格 依法 及时 有关 全面 重点 项目 产能 检查 整改 报送".split()


def made(number: int, pool: list[Obligation], bare: Notice) -> Notice:
    """The `number`-th notice: duties drawn from the pool, a third of them with words replaced."""
    chance = random.Random(SEED * 1_000_003 + number)  # noqa: S311
    duties, lines, at = [], [], 0
    for order, duty in enumerate(chance.sample(pool, DUTIES)):
        words = edited("".join(duty.quote.split()), chance)
        evidence = Evidence(quote=words, start=at, end=at + len(words), rule=duty.evidence.rule)
        changed = {"id": f"{number}-{order}", "quote": words, "evidence": evidence}
        duties.append(duty.model_copy(update=changed))
        lines.append(words)
        at += len(words) + 1
    return bare.model_copy(
        update={
            "document": f"n{number:05d}",
            "source": bare.source.model_copy(update={"sha256": f"{number:064x}"}),
            "text": "\n".join(lines),
            "obligations": tuple(duties),
        }
    )


def edited(words: str, chance: random.Random) -> str:
    """The words with a few pieces of two characters replaced in a third of all cases."""
    if chance.random() > 1 / 3:
        return words
    for _ in range(chance.randint(1, max(1, len(words) // 12))):
        at = chance.randrange(max(1, len(words) - 2))
        words = words[:at] + chance.choice(WORDS) + words[at + 2 :]
    return words


def main() -> None:
    """Print the table."""
    read = [extract(path) for path in sorted(ROOT.glob("corpora/*/notice.txt"))]
    pool = [duty for notice in read for duty in notice.obligations]
    numbers = sorted(int(word) for word in sys.argv[1:]) or list(NUMBERS)
    notices: list[Notice] = []
    print("notices  clauses  wordings  kin  sources  seconds of processor  ms/notice  peak MB")
    for number in numbers:
        notices += [made(n, pool, read[0]) for n in range(len(notices), number)]
        dates = [date(2021, 1, 4) + timedelta(days=n * 37 % 700) for n in range(number)]
        begun = time.process_time()
        numbering = Numbering()
        clauses = [c for n, notice in enumerate(notices) for c in clauses_of(notice, n, numbering)]
        wordings = [wording.members for wording in wordings_of(Likeness(clauses, numbering))]
        found = origins(notices, clauses, wordings, dates, {})
        kin = kinships(notices, dates)
        spent = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{number:7}  {len(clauses):7}  {len(wordings):8}  {len(kin):6}  {len(found):7}  "
            f"{spent:20.1f}  {1000 * spent / number:9.1f}  {peak:7}",
            flush=True,
        )


if __name__ == "__main__":
    main()
