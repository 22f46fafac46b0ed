"""Notices and obligations taken away as one file."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answers import UNCHANGED, given, to_save, written
from api.comparing import NoSuchNotice, bounded, packed
from api.deps import Reader, Services, With
from api.formats import NOTICES, extension, produced
from api.ids import missing
from api.negotiate import chosen
from api.problems import Problem, declared
from api.query import WantedBody, Word
from api.store import obligations
from extractor import Notice

router = APIRouter(tags=["exports"])
_MOST = 2_000


class ExportFormat(BaseModel):
    """A format: its name for `?format=`, its media type for `Accept`."""

    model_config = ConfigDict(extra="forbid")

    name: str
    extension: str
    media_type: str


class ExportFormats(BaseModel):
    """All formats of files."""

    model_config = ConfigDict(extra="forbid")

    items: list[ExportFormat]
    next: None = None
    total: int


class ExportRequest(BaseModel):
    """What is taken away: notices by id, or the obligations that a filter lets through."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"filter": {"topic": ["energy"]}, "format": "xlsx"}]},
    )

    notices: list[Word] | None = Field(
        default=None, min_length=1, max_length=_MOST, description="Ids; all their obligations"
    )
    filter: WantedBody | None = Field(
        default=None, description="As in `GET /v1/obligations`; their notices, with these alone"
    )
    format: str | None = Field(
        default=None,
        description="Wins over the header `Accept`",
        json_schema_extra={"enum": [*NOTICES, None]},
    )
    personal: bool = Field(
        default=False, description="Keep names and telephone numbers of persons, and addresses"
    )


@router.get(
    "/v1/exports",
    operation_id="list_export_formats",
    summary="The formats that there are",
    response_model=ExportFormats,
    responses=UNCHANGED,
)
def list_export_formats(request: Request, _: Reader) -> Response:
    """For exports and comparisons."""
    items = [
        ExportFormat(name=name, extension=extension(name), media_type=media)
        for name, media in NOTICES.items()
    ]
    return given(request, written(ExportFormats(items=items, total=len(items))))


@router.post(
    "/v1/exports",
    operation_id="create_export",
    summary="Take notices or obligations away as a file",
    response_model=list[Notice],
    responses={
        **produced(NOTICES, "The file; JSON is an array of notices"),
        **declared("bad_request", "not_found", "not_acceptable", "not_exportable"),
        **declared("too_much", "busy"),
    },
)
def create_export(
    request: Request, services: With, caller: Reader, asked: ExportRequest
) -> Response:
    """Nothing is stored. With neither notices nor a filter: everything, as far as the service takes so many at once."""
    form = chosen(NOTICES, asked.format, request.headers.get("accept"), "json")
    bodies, only = _notices(services, caller.workspace, asked)
    content = services.making.exported(bodies, form, only=only, personal=asked.personal)
    return Response(
        content, media_type=NOTICES[form], headers=to_save(f"taizhang.{extension(form)}")
    )


def _notices(
    services: Services, workspace: str, asked: ExportRequest
) -> tuple[list[bytes], list[set[str]] | None]:
    """The notices, and of each the obligations that are wanted, where not all are."""
    only: Mapping[str, set[str]] | None = None
    wanted = list(dict.fromkeys(asked.notices or ()))
    if asked.filter is not None or not wanted:
        only = _chosen(services, workspace, asked)
        wanted = list(only)
    if not wanted:
        raise Problem("not_exportable", why=("没有符合条件的事项", "no obligation fits"))
    bounded(wanted, services.settings.max_exported_notices)
    try:
        bodies = packed(services.store, workspace, wanted)
    except NoSuchNotice as error:
        raise missing("notice") from error
    return bodies, [only[identity] for identity in wanted] if only else None


def _chosen(services: Services, workspace: str, asked: ExportRequest) -> dict[str, set[str]]:
    """By notice, the obligations that the filter lets through."""
    conditions = asked.filter or WantedBody()
    if asked.notices:
        conditions = conditions.model_copy(update={"notice": asked.notices})
    most = services.settings.max_exported_notices
    with services.store.read() as conn:
        return obligations.chosen(conn, workspace, conditions.filter(), most=most)
