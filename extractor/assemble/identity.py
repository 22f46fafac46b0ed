"""Ids that are the same for the same bytes, run after run, whatever rule changed."""

from hashlib import sha256


def obligation_id(document: str, quote: str, ordinal: int) -> str:
    """Sixteen hex digits over (sha256 of the file, the piece without white space, its ordinal).

    `ordinal` counts the earlier pieces of the notice with the same words.
    """
    words = "".join(quote.split())
    return sha256(f"{document}\0{words}\0{ordinal}".encode()).hexdigest()[:16]
