"""The version of the library, which every result that leaves it names."""

from typing import Final

VERSION: Final = "0.1.0"
