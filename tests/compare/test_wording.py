"""Wordings laid over each other: nothing is lost, equal parts are equal, moved parts are seen."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.compare.wording import align_words, written
from extractor.model import Evidence

WORDS = st.text(alphabet="各县区要按月报送检查情况，并 \n", max_size=60)


def said(words: str, start: int = 100) -> Evidence:
    return Evidence(quote=words, start=start, end=start + len(words), rule="test")


def parts(left: str, right: str) -> list[tuple[str, str | None, str | None]]:
    """The edits with the words they stand for."""
    edits = align_words(written(said(left, 0)), written(said(right, 0))).edits
    return [
        (
            edit.kind,
            left[slice(*edit.left)] if edit.left else None,
            right[slice(*edit.right)] if edit.right else None,
        )
        for edit in edits
    ]


def test_words_that_one_side_adds() -> None:
    assert parts("逾期未改的，依法关停", "逾期未改的，提请政府依法关停") == [
        ("same", "逾期未改的，", "逾期未改的，"),
        ("only_right", None, "提请政府"),
        ("same", "依法关停", "依法关停"),
    ]


def test_words_that_have_moved() -> None:
    found = parts("每月报送进度，由市发改局牵头负责落实", "由市发改局牵头负责落实，每月报送进度")
    assert ("moved", "每月报送进度", "每月报送进度") in found
    assert ("same", "由市发改局牵头负责落实", "由市发改局牵头负责落实") in found


@given(WORDS, WORDS)
def test_every_character_of_both_sides_is_in_one_edit(left: str, right: str) -> None:
    aligned = align_words(written(said(left)), written(said(right, 500)))
    for side, words, start in (("left", left, 100), ("right", right, 500)):
        spans = [span for edit in aligned.edits if (span := getattr(edit, side))]
        held = [at for low, high in spans for at in range(low, high)]
        wanted = {start + at for at, character in enumerate(words) if not character.isspace()}
        assert len(held) == len(set(held))
        assert wanted <= set(held)
    assert 0.0 <= aligned.share <= 1.0


@given(WORDS, WORDS)
def test_what_is_the_same_is_the_same(left: str, right: str) -> None:
    for kind, ours, theirs in parts(left, right):
        if kind in ("same", "moved"):
            assert "".join((ours or "").split()) == "".join((theirs or "").split()) != ""


@given(WORDS)
def test_a_wording_has_no_difference_from_itself(words: str) -> None:
    aligned = align_words(written(said(words)), written(said(words)))
    assert {edit.kind for edit in aligned.edits} <= {"same"}
    assert aligned.share == 1.0
