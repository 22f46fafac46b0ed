"""What an export format is, and the list of all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractor.model import Notice
from extractor.registry import Registry


@dataclass(frozen=True, slots=True)
class Export:
    """One way to write notices down.

    `each` writes one notice. `together` is the stem of the one file that all notices of a run go
    into; where it is None each notice is a file of its own. `before`, `between` and `after` stand
    round the notices of one document; several notices of an `alone` format cannot be one document.
    """

    extension: str
    media_type: str
    each: Callable[[Notice], str]
    together: str | None = None
    before: str = ""
    between: str = ""
    after: str = ""
    alone: bool = False

    def write(self, notices: Iterable[Notice]) -> Iterator[str]:
        """All notices as one document, part by part as they come."""
        yield self.before
        for index, notice in enumerate(notices):
            yield (self.between if index else "") + self.each(notice)
        yield self.after


EXPORTS: Registry[Export] = Registry("export")
