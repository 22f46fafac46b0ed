"""What the resource files of an OFD define: composite units, pictures, ways of drawing."""

from typing import Any

from extractor.errors import UnreadableFile
from extractor.readers.ofd_tree import Folder, child, children, label, words

_DEEPEST = 10


class Resources:
    """Resources by their ID; the first of one ID counts. A picture is unpacked when asked for."""

    def __init__(self) -> None:
        self._units: dict[str, Any] = {}
        self._ways: dict[str, Any] = {}
        self._pictures: dict[str, tuple[Folder, str]] = {}

    def copy(self) -> "Resources":
        """The same resources, to which others can be added."""
        other = Resources()
        other._units, other._ways = dict(self._units), dict(self._ways)
        other._pictures = dict(self._pictures)
        return other

    def add(self, folder: Folder, path: str) -> None:
        """Remember what one resource file defines; a missing file defines nothing."""
        root = folder.tree(path)
        for units in children(root, "CompositeGraphicUnits"):
            for unit in children(units, "CompositeGraphicUnit"):
                self._units.setdefault(label(unit, "ID"), unit)
        for ways in children(root, "DrawParams"):
            for way in children(ways, "DrawParam"):
                self._ways.setdefault(label(way, "ID"), way)
        base = folder.of(path).below(label(root, "BaseLoc")) if root is not None else folder
        for media in children(root, "MultiMedias"):
            for one in children(media, "MultiMedia"):
                place = (base, words(child(one, "MediaFile")))
                self._pictures.setdefault(label(one, "ID"), place)

    def unit(self, name: str) -> Any | None:
        """The content of a composite unit."""
        return child(self._units.get(name), "Content")

    def picture(self, name: str) -> bytes | None:
        """The file of a picture; None where it is missing or damaged."""
        if name not in self._pictures:
            return None
        folder, path = self._pictures[name]
        try:
            return folder.read(path)
        except UnreadableFile:
            return None

    def ways(self, name: str) -> list[Any]:
        """The drawing parameters of that ID, and those that it stands on, nearest first."""
        found: list[Any] = []
        while name in self._ways and len(found) < _DEEPEST:
            found.append(self._ways[name])
            name = label(found[-1], "Relative")
        return found
