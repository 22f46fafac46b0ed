"""What a service that stays does once it has started."""

import gc

from api.store.words import query_words
from extractor.interpret.region import divisions


def warmed() -> None:
    """Loads what the first question would wait for, and spares it from later garbage collections.

    What was loaded stays as long as the process. Looked through again with every full collection
    it would hold up whatever question is asked at that moment, for a tenth of a second and more.
    """
    query_words("通知")
    divisions()
    gc.collect()
    gc.freeze()
