"""What the files of an output folder are called."""

from collections import Counter
from pathlib import Path


def stems(files: list[Path]) -> list[str]:
    """A name without ending for each file, different for each: its stem wherever that is enough.

    Files of one stem are told apart by their folders, then by their ending, then by a number.

    >>> stems([Path("a/notice.txt"), Path("b/notice.txt"), Path("b/other.txt")])
    ['a-notice', 'b-notice', 'other']
    >>> stems([Path("a/notice.pdf"), Path("a/notice.txt")])
    ['notice.pdf', 'notice.txt']
    """
    shared = Counter(_same(path.stem) for path in files)
    in_folder = Counter(_same(str(path.with_suffix(""))) for path in files)
    taken = {_same(path.stem) for path in files if shared[_same(path.stem)] == 1}
    made = []
    for path in files:
        if shared[_same(path.stem)] == 1:
            made.append(path.stem)
            continue
        rivals = [other for other in files if _same(other.stem) == _same(path.stem)]
        ending = in_folder[_same(str(path.with_suffix("")))] > 1
        name = _free("-".join(_telling(path, rivals)) + (path.suffix if ending else ""), taken)
        taken.add(_same(name))
        made.append(name)
    return made


def _telling(path: Path, rivals: list[Path]) -> tuple[str, ...]:
    """The shortest end of the path that no rival in another folder shares."""
    parts = _parts(path)
    others = {_parts(rival) for rival in rivals} - {parts}
    length = 1
    while length < len(parts) and any(parts[-length:] == other[-length:] for other in others):
        length += 1
    return parts[-length:]


def _parts(path: Path) -> tuple[str, ...]:
    return tuple(part for part in path.with_suffix("").parts if part not in {"/", ".", ".."})


def _free(name: str, taken: set[str]) -> str:
    found, number = name, 2
    while _same(found) in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def _same(name: str) -> str:
    """Names that a disk which ignores case would not tell apart are the same."""
    return name.casefold()
