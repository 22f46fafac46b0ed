"""Pictures as they come, made fit to be looked at."""

from typing import Any


def coloured(image: Any) -> Any:
    """Three channels of eight bits, on white where the image is transparent."""
    from PIL import Image

    if image.mode.startswith("I"):
        deepest = max(image.getextrema()[1], 1)
        image = image.convert("F").point(lambda value: value * (255 / deepest)).convert("L")
    if "A" in image.mode or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")
