"""Comparisons and exports: made beside the service, one at a time, and given up when they take too much."""

import logging
import threading
from collections.abc import Collection, Sequence

from api import apart, problems
from api.journal import note
from api.problems import Problem
from extractor import Settings, Workers
from extractor.errors import CompareError, ExportError, FileError, LimitExceeded
from extractor.isolation.work import Work

_MOST_WAITING = 8
_REFUSALS = {apart.NOT_COMPARABLE: CompareError, apart.NOT_EXPORTABLE: ExportError}


class Making:
    """A process, started when the first comparison or export is asked for.

    Notices are given as packed JSON (`api.store.packing`). Every method raises the problems
    `busy`, where too many wait, and `too_much`, where it would take longer or need more memory
    than the limits of the extraction allow.
    """

    def __init__(self, settings: Settings) -> None:
        self._workers = Workers(1, settings, load=apart.load)
        self._places = threading.BoundedSemaphore(_MOST_WAITING)

    def compared(self, bodies: Sequence[bytes], reference: int | None) -> bytes:
        """The comparison of these notices, packed; raises CompareError."""
        return self._made(apart.compared, bodies, reference)

    def exported(
        self,
        bodies: Sequence[bytes],
        form: str,
        *,
        only: Sequence[Collection[str]] | None = None,
        personal: bool,
    ) -> bytes:
        """The notices, or some obligations of each, as a file; raises ExportError."""
        return self._made(apart.exported, bodies, only, form, personal)

    def comparison_exported(self, body: bytes, form: str, *, personal: bool) -> bytes:
        """A packed comparison as a file; raises ExportError."""
        return self._made(apart.comparison_exported, body, form, personal)

    def close(self) -> None:
        """End the process."""
        self._workers.close()

    def _made(self, work: Work, *given: object) -> bytes:
        if not self._places.acquire(blocking=False):
            raise Problem("busy", headers={"Retry-After": "5"})
        try:
            answer = self._workers.do(work, *given, name=work.__name__)
        except LimitExceeded as error:
            raise _too_much(error) from error
        except FileError as error:
            note("not_made", logging.ERROR, work=work.__name__, error=type(error).__name__)
            raise Problem("internal") from error
        finally:
            self._places.release()
        kind, content = answer[:1], answer[1:]
        if kind in _REFUSALS:
            raise _REFUSALS[kind](content.decode())
        return content


def _too_much(error: LimitExceeded) -> Problem:
    why = (problems.in_language(error.cause, "zh"), problems.in_language(error.cause, "en"))
    return Problem("too_much", why=why)
