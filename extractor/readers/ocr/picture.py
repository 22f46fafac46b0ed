"""The picture of a page made ready: red seals taken off, turned level, its rules found."""

import math
from typing import Any

from extractor.readers.ruled import Rule

# Degrees: how far a page in a scanner may be turned, and how exactly that is told.
_MOST_SKEW = 3.0
_COARSE, _FINE = 0.25, 0.05
_LEAST_SKEW = 0.05
_SMALL_WIDTH = 800
_LEAST_INK = 300
_MOST_INK = 60_000

# Seals of Chinese offices are 38 to 58 mm across, personal ones from 18 mm; radii in points.
_SMALLEST_SEAL, _LARGEST_SEAL = 26.0, 90.0
_SEAL_SCALE = 0.7
_SECTORS = 72
_RIM, _STRAY = 0.75, 0.4
_LEAST_RED = 0.0005

_RULE_WIDTH, _RULE_HEIGHT = 36.0, 16.0
_THICKEST = 5.0
_RULE_SCALE = 1.4


def skew(picture: Any) -> float:
    """By how many degrees the lines of a BGR page run downhill, between -3 and 3.

    The rows of ink are sharpest at the angle of the lines; searched on a small copy.
    """
    import numpy as np

    ys, xs = np.nonzero(_small_ink(picture))
    if len(ys) < _LEAST_INK:
        return 0.0
    step = max(1, len(ys) // _MOST_INK)
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)

    def sharpness(angle: float) -> float:
        rows = (ys - xs * math.tan(math.radians(angle))).round().astype(np.int32)
        return float((np.bincount(rows - rows.min()).astype(np.float64) ** 2).sum())

    around = _best(sharpness, 0.0, _MOST_SKEW, _COARSE)
    exact = _best(sharpness, around, _COARSE, _FINE)
    return exact if sharpness(exact) > 1.01 * sharpness(0.0) else 0.0


def _best(sharpness: Any, middle: float, reach: float, step: float) -> float:
    count = round(reach / step)
    angles = [middle + index * step for index in range(-count, count + 1)]
    return max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))


def _small_ink(picture: Any) -> Any:
    import cv2

    height, width = picture.shape[:2]
    factor = min(1.0, _SMALL_WIDTH / width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    grey = cv2.cvtColor(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    return cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20
    )


def levelled(picture: Any, angle: float) -> Any:
    """The page turned about its middle so that its lines run level; the size stays."""
    import cv2

    if abs(angle) < _LEAST_SKEW:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def without_seals(picture: Any, per_point: float) -> tuple[Any, int]:
    """The page without its round red seals, and how many there were.

    Only what is red inside the rim of a seal fades, so black words below it stay, and red
    letterheads outside are not touched. `per_point` is the number of pixels in a point.
    """
    import numpy as np

    reddish = _redness(picture)
    red = reddish > 40
    if float(red.mean()) < _LEAST_RED:
        return picture, 0
    rims = _rims(red, per_point)
    if not rims:
        return picture, 0
    cleaned = picture.copy()
    for x, y, radius in rims:
        reach = int(radius * 1.1)
        top, left = max(0, y - reach), max(0, x - reach)
        part = cleaned[top : y + reach, left : x + reach]
        ys, xs = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
        tinted = reddish[top : y + reach, left : x + reach] > 12
        inside = tinted & ((xs - x) ** 2 + (ys - y) ** 2 <= reach * reach)
        # Red ink is bright in the red channel, and black ink under it is dark in all three.
        faded = np.clip((part[..., 2].astype(np.float32) - 80) * (255 / 70), 0, 255)
        part[inside] = faded.astype(np.uint8)[inside][:, None]
    return cleaned, len(rims)


def _redness(picture: Any) -> Any:
    import cv2

    blue, green, red = cv2.split(picture)
    return cv2.subtract(red, cv2.max(blue, green))


def _rims(red: Any, per_point: float) -> list[tuple[int, int, int]]:
    """Centre and radius, in pixels, of circles that are red nearly all the way round."""
    import cv2
    import numpy as np

    factor = _SEAL_SCALE / per_point
    small = cv2.resize(
        red.astype(np.uint8) * 255, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA
    )
    smallest, largest = int(_SMALLEST_SEAL * _SEAL_SCALE), int(_LARGEST_SEAL * _SEAL_SCALE)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(small, (5, 5), 0),
        cv2.HOUGH_GRADIENT,
        dp=1.5,
        minDist=smallest,
        param1=100,
        param2=18,
        minRadius=smallest,
        maxRadius=largest,
    )
    if circles is None:
        return []
    found: list[tuple[int, int, int]] = []
    for x, y, radius in circles.reshape(-1, 3)[:24].tolist():
        if _is_rim(small > 50, x, y, radius):
            found.append((round(x / factor), round(y / factor), round(radius / factor)))
    return found


def _is_rim(red: Any, x: float, y: float, radius: float) -> bool:
    """Whether the circle is drawn nearly all the way round, with little red just outside it."""
    import numpy as np

    ys, xs = np.nonzero(red)
    far = np.hypot(xs - x, ys - y)
    width = max(1.5, 0.05 * radius)
    outside = (far > 1.1 * radius + width) & (far < 1.25 * radius + width)

    def sectors(chosen: Any) -> int:
        angles = np.arctan2(ys[chosen] - y, xs[chosen] - x)
        numbers = ((angles + math.pi) * (_SECTORS / (2 * math.pi))).astype(int) % _SECTORS
        return len(np.unique(numbers))

    drawn = sectors(np.abs(far - radius) <= width)
    return drawn >= _RIM * _SECTORS and sectors(outside) <= _STRAY * _SECTORS


def rules(picture: Any, per_point: float) -> list[Rule]:
    """The level and upright lines drawn on a level page, in points; searched on a small copy."""
    import cv2

    factor = min(1.0, _RULE_SCALE / per_point)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    per_point *= factor
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 20
    )
    found: list[Rule] = []
    for orientation, length in (("h", _RULE_WIDTH), ("v", _RULE_HEIGHT)):
        pixels = round(length * per_point)
        size = (pixels, 1) if orientation == "h" else (1, pixels)
        across = (1, 2) if orientation == "h" else (2, 1)
        thick = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, across))
        drawn = cv2.morphologyEx(
            thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size)
        )
        _, _, stats, _ = cv2.connectedComponentsWithStats(drawn)
        for left, top, width, height, _ in stats[1:].tolist():
            rule = _rule(orientation, left, top, width, height, per_point)
            if rule is not None:
                found.append(rule)
    return found


def _rule(
    orientation: str, left: int, top: int, width: int, height: int, per_point: float
) -> Rule | None:
    x0, y0, wide, high = (value / per_point for value in (left, top, width, height))
    if (high if orientation == "h" else wide) > _THICKEST:
        return None
    if orientation == "h":
        return Rule("h", x0, y0 + high / 2, x0 + wide, y0 + high / 2)
    return Rule("v", x0 + wide / 2, y0, x0 + wide / 2, y0 + high)
