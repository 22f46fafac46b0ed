"""A service that has started is not held up by its own furniture."""

import subprocess
import sys

from tests.api.serving import ROOT

LEFT = """
import gc
from api.app import create_app
from api.warm import warmed
app = create_app()
app.openapi()
before = len(gc.get_objects())
warmed()
print(before, len(gc.get_objects()), gc.get_freeze_count())
"""


def test_what_is_loaded_is_not_looked_through_again() -> None:
    came = subprocess.run(
        [sys.executable, "-c", LEFT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    before, left, frozen = map(int, came.stdout.split())
    assert frozen > before / 2 > 10_000
    assert left < 1_000
