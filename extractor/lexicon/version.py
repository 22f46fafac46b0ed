"""Which words and patterns a result was made with."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from extractor.lexicon.load import names


@cache
def lexicon_version() -> str:
    """Twelve hex digits over all lexicon files: equal where the words and patterns are."""
    digest = sha256()
    for name in names():
        data = files(__package__).joinpath(f"{name}.toml").read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]
