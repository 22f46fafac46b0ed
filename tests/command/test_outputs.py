"""The files of an output folder: different for different notices, plain wherever possible."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractor.command.outputs import stems

PATHS = st.lists(
    st.builds(
        "{}/{}.{}".format,
        st.sampled_from(["a", "b", "a/b", "B", ".."]),
        st.sampled_from(["notice", "Notice", "b-notice", "x"]),
        st.sampled_from(["txt", "pdf"]),
    ),
    unique=True,
)


@given(PATHS)
def test_no_two_notices_share_a_file(paths: list[str]) -> None:
    names = [name.casefold() for name in stems([Path(path) for path in paths])]
    assert len(set(names)) == len(names)


@given(PATHS)
def test_a_stem_of_its_own_is_kept(paths: list[str]) -> None:
    files = [Path(path) for path in paths]
    folded = [file.stem.casefold() for file in files]
    for file, name in zip(files, stems(files), strict=True):
        if folded.count(file.stem.casefold()) == 1:
            assert name == file.stem


def test_the_nearest_folder_that_tells_two_apart_is_named() -> None:
    files = ["2021/sd/weihai/n.txt", "2021/sd/jinan/n.txt", "2022/sd/jinan/n.txt"]
    assert stems([Path(file) for file in files]) == [
        "weihai-n",
        "2021-sd-jinan-n",
        "2022-sd-jinan-n",
    ]
