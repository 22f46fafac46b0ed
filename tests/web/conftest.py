"""A real browser for the tests of pages; without one they say what they need and are skipped."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: that of the system, else the one that `playwright install chromium` left.

    It is closed behind each module: while it runs, an event loop does, which jobs would not start in.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            told = str(error).splitlines()[0]
            pytest.skip(f"needs a browser (apt-get install chromium): {told}")
        yield started
        started.close()
