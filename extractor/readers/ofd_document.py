"""The pages of an OFD package in their order, with what stands behind and in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.errors import UnreadableFile
from extractor.readers.ofd_resources import Resources
from extractor.readers.ofd_tree import Folder, child, children, label, numbers, words
from extractor.readers.package import Package

_A4 = (0.0, 0.0, 210.0, 297.0)
# GM/T 0099: an encrypted package lists what was encrypted in one of these.
_ENCRYPTED = ("encryptions.xml", "entriesmap.dat", "decryptseed.dat")

Problems = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: its number over all documents, its box in millimetres (left, top, width, height),
    and the roots of what is printed on it, templates in the background first.
    """

    number: int
    box: tuple[float, float, float, float]
    layers: tuple[Any, ...]
    resources: Resources


def pages(package: Package, problems: Problems) -> Iterator[OfdPage]:
    """All pages of all documents; what is missing is added to `problems`.

    Raises UnreadableFile where the package has no readable OFD.xml, or too many pages.
    """
    entry = package.find("OFD.xml")
    root = None if entry is None else Folder(package, "").tree(entry)
    if root is None:
        raise hopeless(package, "an OFD without a readable OFD.xml")
    number = 0
    for body in children(root, "DocBody"):
        for page in _document(package, words(child(body, "DocRoot")), number, problems):
            number = page.number
            yield page


def hopeless(package: Package, cause: str) -> UnreadableFile:
    """The error for a package in which nothing can be read: encrypted, or else the cause."""
    parts = {path.rsplit("/", 1)[-1].casefold() for path in package.parts}
    if parts.intersection(_ENCRYPTED):
        return package.error("an encrypted OFD: it opens with a password or a key only")
    return package.error(cause)


def _document(package: Package, path: str, before: int, problems: Problems) -> Iterator[OfdPage]:
    folder = Folder(package, "")
    root = folder.tree(path)
    if root is None:
        problems.append(("page", f"the document {path or '?'} is missing or damaged"))
        return
    folder = folder.of(path)
    common = child(root, "CommonData")
    resources = Resources()
    for kind in ("PublicRes", "DocumentRes"):
        for one in children(common, kind):
            resources.add(folder, words(one))
    templates = {
        label(one, "ID"): label(one, "BaseLoc") for one in children(common, "TemplatePage")
    }
    usual = _box(child(common, "PageArea"))
    listed = children(child(root, "Pages"), "Page")
    for number, one in enumerate(listed, start=before + 1):
        if number > package.settings.max_pages:
            raise package.error(f"more than {package.settings.max_pages} pages")
        page = folder.tree(label(one, "BaseLoc"))
        if page is None:
            missing = f"page {number} is missing or damaged and was not read"
            problems.append(("page", missing))
            continue
        box = _box(child(page, "Area")) or usual or _A4
        layers = tuple(_layers(page, folder, templates))
        yield OfdPage(number, box, layers, _with_own(resources, page, folder))


def _with_own(resources: Resources, page: Any, folder: Folder) -> Resources:
    """A page may have resources of its own beside those of its document."""
    own = [words(one) for one in children(page, "PageRes")]
    if not own:
        return resources
    resources = resources.copy()
    for path in own:
        resources.add(folder, path)
    return resources


def _layers(page: Any, folder: Folder, known: dict[str, str]) -> Iterator[Any]:
    """The templates behind the page, each once, the page itself, the templates before it."""
    chosen = {label(one, "TemplateID"): label(one, "ZOrder") for one in children(page, "Template")}
    for before in (False, True):
        if before:
            yield page
        for template, order in chosen.items():
            tree = folder.tree(known.get(template, ""))
            if tree is not None and (order == "Foreground") is before:
                yield tree


def _box(area: Any | None) -> tuple[float, float, float, float] | None:
    """PhysicalBox in millimetres: left, top, width, height."""
    for kind in ("PhysicalBox", "CropBox", "ApplicationBox"):
        box = numbers(words(child(area, kind)))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return None
