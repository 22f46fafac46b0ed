"""HTML: one self-contained page per notice, source beside obligations."""

from extractor.export.export import EXPORTS, Export
from extractor.export.review import page
from extractor.lexicon.version import lexicon_version
from extractor.model import Notice


def to_html(notice: Notice) -> str:
    """The page on which a notice is reviewed; it opens from a disk and asks nothing of a network."""
    return page(notice, f"Taizhang · lexicon {lexicon_version()}")


EXPORTS.add("html", Export("html", "text/html", to_html, alone=True))
