"""RapidOCR: where the lines of a picture stand, and what each of them says."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

INSTALL = "reading it needs OCR: pip install 'taizhang[ocr]'"

_LONGEST_SIDE = 2000
_LEAST_SCORE = 0.5
# A box is cut out as it lies unless it leans by more than this share of its height.
_LEANING = 0.2
_VARIANTS = ("〔[［【", "〕]］】", "（(", "）)")
_BOTH = ("((", "))", "（（", "））")
_LOADING = threading.Lock()


class Unrecognised(Exception):
    """The recogniser failed on a picture: a page that was not read."""


def faults() -> tuple[type[Exception], ...]:
    """What the libraries behind the recogniser raise on pictures that they cannot bear."""
    import cv2
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

    return (cv2.error, ONNXRuntimeError, ValueError, IndexError, ArithmeticError)


class Reading(NamedTuple):
    """One stretch of text as recognised, in pixels.

    `centres` say for every character of `text` where it stands between the left end (0) and the
    right end (1); `corners` run from the top left clockwise.
    """

    text: str
    centres: tuple[float, ...]
    score: float
    corners: Any


def installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(find_spec(module) for module in ("rapidocr", "onnxruntime"))


@cache
def _rapid() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            "Global.return_word_box": True,
        }
    )


def _engine() -> Any:
    with _LOADING:
        return _rapid()


def boxes(picture: Any) -> list[Any]:
    """The four corners of every stretch of text in a BGR picture, in no order."""
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=False).boxes
    return [] if found is None else list(found)


def upside_down(cuts: Sequence[Any]) -> bool:
    """Whether most of some stretches of text stand on their heads."""
    if not cuts:
        return False
    turned = _engine().cls_and_rotate(list(cuts))[1].cls_res or []
    wrong = sum(label == "180" and score > 0.9 for label, score in turned)
    return bool(wrong > len(cuts) / 2)


def cut(picture: Any, corners: Any) -> Any:
    """The stretch of a picture inside four corners, turned level."""
    import cv2
    import numpy as np

    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    lean = max(abs(corners[0][1] - corners[1][1]), abs(corners[0][0] - corners[3][0]))
    if lean <= _LEANING * (bottom - top):
        return picture[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    width = int(max(_distance(corners, 0, 1), _distance(corners, 3, 2)))
    height = int(max(_distance(corners, 0, 3), _distance(corners, 1, 2)))
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), level)
    return cv2.warpPerspective(picture, turn, (max(width, 1), max(height, 1)), borderMode=1)


def _distance(corners: Any, one: int, other: int) -> float:
    x, y = corners[one] - corners[other]
    return float((x * x + y * y) ** 0.5)


def recognised(picture: Any, places: Sequence[Any]) -> list[Reading]:
    """What stands at the places; stretches that cannot be made out are left out."""
    cuts = [cut(picture, place) for place in places]
    sound = [(place, piece) for place, piece in zip(places, cuts, strict=True) if piece.size]
    if not sound:
        return []
    result = _engine().recognize_txt([piece for _, piece in sound])
    return [
        Reading(*_once(text, _centres(text, word)), float(score), place)
        for (place, _), text, score, word in zip(
            sound, result.txts, result.scores, result.word_results, strict=True
        )
        if text.strip() and score >= _LEAST_SCORE
    ]


def _once(text: str, centres: tuple[float, ...]) -> tuple[str, tuple[float, ...]]:
    """A bracket that was seen as two of its variants counts once.

    >>> _once("发〔[2021〕", (0.1, 0.25, 0.3, 0.45, 0.5, 0.55, 0.6, 0.7))
    ('发〔2021〕', (0.1, 0.25, 0.45, 0.5, 0.55, 0.6, 0.7))
    """
    twice = {
        index + 1
        for index in range(len(text) - 1)
        for signs in _VARIANTS
        if text[index] in signs
        and text[index + 1] in signs
        and text[index : index + 2] not in _BOTH
    }
    if not twice:
        return text, centres
    kept = [index for index in range(len(text)) if index not in twice]
    return "".join(text[index] for index in kept), tuple(centres[index] for index in kept)


def _centres(text: str, word: Any) -> tuple[float, ...]:
    """Where each character stands; evenly where the recogniser does not say."""
    columns = [column for columns in word.word_cols for column in columns]
    length = len(text)
    if len(columns) != sum(not one.isspace() for one in text) or not word.line_txt_len:
        return tuple((index + 0.5) / length for index in range(length))
    places = iter(columns)
    known = [None if one.isspace() else next(places) + 0.5 for one in text]
    return _filled([None if at is None else min(at / word.line_txt_len, 1.0) for at in known])


def _filled(known: list[float | None]) -> tuple[float, ...]:
    """Blanks stand in the middle between their neighbours."""
    filled: list[float] = []
    for index, at in enumerate(known):
        before = filled[-1] if filled else 0.0
        behind = next((one for one in known[index:] if one is not None), 1.0)
        filled.append((before + behind) / 2 if at is None else at)
    return tuple(filled)
