"""Pages drawn with the evidence marked on them: for a look, a slide, a footnote."""

from extractor.render.apart import draw_apart
from extractor.render.draw import Drawing, draw

__all__ = ["Drawing", "draw", "draw_apart"]
