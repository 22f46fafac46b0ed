"""jieba, loaded once, for all who ask where words begin or which words a sentence has."""

import logging
import os
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any


@cache
def tokenizer() -> Any:
    """jieba's tokenizer with its own dictionary, silent, its cache in the user's own folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    made = jieba.Tokenizer()
    try:
        folder = _cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        # jieba then fails to write its cache, says so to a silenced log and goes on without.
        folder = Path(os.devnull)
    made.tmp_dir = str(folder)
    return made


def _cache_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "taizhang"
