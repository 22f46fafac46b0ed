"""The words of the codebook: what the codes are called in Chinese and English, and which places there are."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from api.answers import UNCHANGED, given, written
from api.deps import Reader
from api.problems import Problem, declared
from extractor.interpret.region import divisions
from extractor.lexicon.load import table

router = APIRouter(tags=["vocabulary"])
_REGION = "region"


class Term(BaseModel):
    """A code of the codebook and what it is called; English is null where there is no usual name."""

    model_config = ConfigDict(extra="forbid")

    code: str
    zh: str
    en: str | None


class Vocabulary(BaseModel):
    """The codes that a field takes."""

    model_config = ConfigDict(extra="forbid")

    name: str
    terms: list[Term]


class Vocabularies(BaseModel):
    """All vocabularies; of regions the provinces, the rest at `/v1/vocabulary/region?within=`."""

    model_config = ConfigDict(extra="forbid")

    items: list[Vocabulary]
    next: None = None
    total: int


@router.get(
    "/v1/vocabulary",
    operation_id="list_vocabularies",
    summary="What all codes are called, in Chinese and English",
    response_model=Vocabularies,
    responses=UNCHANGED,
)
def list_vocabularies(request: Request, _: Reader) -> Response:
    """Topics, measures, 条线, roles, modalities, … and the provinces."""
    names = [*table("vocabulary"), _REGION]
    listed = [_vocabulary(name, None) for name in names]
    return given(request, written(Vocabularies(items=listed, total=len(listed))))


@router.get(
    "/v1/vocabulary/{name}",
    operation_id="get_vocabulary",
    summary="What the codes of one field are called",
    response_model=Vocabulary,
    responses={**UNCHANGED, **declared("not_found")},
)
def get_vocabulary(
    request: Request,
    _: Reader,
    name: str,
    within: Annotated[
        str | None,
        Query(
            pattern=r"^[0-9]{2}(?:[0-9]{2}){0,2}$",
            description="Of regions: those below this code (`37`, `3710` or `371000`)",
            examples=["3710"],
        ),
    ] = None,
) -> Response:
    """`topic`, `measure`, `system`, `region`, …"""
    if name != _REGION and name not in table("vocabulary"):
        raise Problem("not_found", what=("这个词表", "such vocabulary"))
    return given(request, written(_vocabulary(name, within)))


def _vocabulary(name: str, within: str | None) -> Vocabulary:
    if name == _REGION:
        return Vocabulary(name=name, terms=_regions(within))
    terms = [
        Term(code=code, zh=chinese, en=english)
        for code, (chinese, english) in table("vocabulary")[name].items()
    ]
    return Vocabulary(name=name, terms=terms)


def _regions(within: str | None) -> list[Term]:
    english = _provinces()
    stem = (within or "").removesuffix("00").removesuffix("00")
    return [
        Term(code=code, zh=called, en=english.get(code))
        for code, called in divisions().items()
        if (code.startswith(stem) and code != stem.ljust(6, "0") if stem else code in english)
    ]


@cache
def _provinces() -> dict[str, str]:
    words = files("api").joinpath("provinces.toml").read_text("utf-8")
    return {str(code): str(name) for code, name in tomllib.loads(words).items()}
