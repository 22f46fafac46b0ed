"""Pages drawn with the evidence marked on them: for a look, a slide, a footnote."""

from extractor.render.draw import Drawing, draw, draw_apart

__all__ = ["Drawing", "draw", "draw_apart"]
