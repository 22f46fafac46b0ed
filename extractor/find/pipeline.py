"""The spaCy pipeline: one token per character, finders as components in derived order.

A token's index is its character's offset in the clean string. Values stay out of `Doc._` and
`Span._` (two spans over the same characters would share them); a span carries a label and, as
span id, the rule that made it. The marks themselves go from finder to finder in
`Doc.user_data["marks"]`, by layer: making them anew from spans for every reader costs more than
finding them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractor.model import Mark, Text
from extractor.registry import Registry

Finder = Callable[["Board"], Iterable[Mark]]


@dataclass(frozen=True, slots=True)
class Declared:
    """A finder with the layers it reads and writes."""

    run: Finder
    reads: tuple[str, ...]
    writes: tuple[str, ...]


FINDERS: Registry[Declared] = Registry("finder")


def finder(
    name: str, *, reads: tuple[str, ...] = (), writes: tuple[str, ...]
) -> Callable[[Finder], Finder]:
    """Register a generator of marks as a pipeline component; its place follows from `reads`."""

    def declare(run: Finder) -> Finder:
        FINDERS.add(name, Declared(run, reads, writes))
        return run

    return declare


class Board:
    """What a finder sees of one document: the clean string, its cells, and the marks so far."""

    def __init__(self, doc: Doc) -> None:
        self._marks: dict[str, list[Mark]] = doc.user_data["marks"]
        text: Text = doc.user_data["text"]
        self.text = text
        self.string = text.string

    def marks(self, layer: str) -> list[Mark]:
        """The marks of a layer in order of their start, longest first."""
        return list(self._marks.get(layer, ()))


def _characters(vocab: Vocab) -> Callable[[Text], Doc]:
    def make(text: Text) -> Doc:
        doc = Doc(vocab, words=list(text.string), spaces=[False] * len(text.string))
        doc.user_data["text"] = text
        doc.user_data["marks"] = {}
        return doc

    return make


def _component(declared: Declared) -> Callable[[Doc], Doc]:
    def run(doc: Doc) -> Doc:
        found: dict[str, list[Mark]] = {layer: [] for layer in declared.writes}
        for mark in declared.run(Board(doc)):
            found[mark.layer].append(mark)
        for layer, marks in found.items():
            marks.sort(key=lambda mark: (mark.start, -mark.end))
            doc.user_data["marks"][layer] = marks
            doc.spans[layer] = [
                Span(doc, mark.start, mark.end, label=mark.label, span_id=mark.rule)
                for mark in marks
            ]
        return doc

    return run


def _ordered() -> Iterable[str]:
    writers = {layer: name for name, made in FINDERS.items() for layer in made.writes}
    graph = {
        name: {writers[layer] for layer in made.reads if layer in writers}
        for name, made in FINDERS.items()
    }
    return TopologicalSorter(graph).static_order()


@cache
def pipeline() -> Language:
    """The loaded pipeline; every module of this package that declares a finder is in it."""
    package = import_module(__package__)
    for module in iter_modules(package.__path__):
        import_module(f"{__package__}.{module.name}")
    nlp = spacy.blank("zh")
    nlp.tokenizer = _characters(nlp.vocab)
    for name in _ordered():
        declared = FINDERS[name]
        Language.component(f"taizhang_{name}", func=_component(declared))
        nlp.add_pipe(f"taizhang_{name}", name=name)
    return nlp


def find(text: Text) -> tuple[Mark, ...]:
    """All marks of a text, in order of their start; layers are those the finders declare."""
    nlp = pipeline()
    doc = _characters(nlp.vocab)(text)
    for _, component in nlp.pipeline:
        doc = component(doc)
    marks = chain.from_iterable(doc.user_data["marks"].values())
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer)))
