"""Who did what in a workspace."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import UNCHANGED, given, written
from api.deps import Admin, With
from api.problems import declared
from api.query import CursorWord, Limit
from api.shapes import AuditEntry, AuditPage
from api.store.audit import entries

router = APIRouter(tags=["operations"])


@router.get(
    "/v1/audit",
    operation_id="list_audit",
    summary="What was done, the latest first",
    response_model=AuditPage,
    responses={**UNCHANGED, **declared("bad_cursor")},
)
def list_audit(
    request: Request,
    services: With,
    caller: Admin,
    cursor: CursorWord = None,
    limit: Limit = 50,
) -> Response:
    """Needs a key of scope admin; no words of documents stand in it."""
    with services.store.read() as conn:
        page = entries(conn, caller.workspace, cursor=cursor, limit=limit)
    items = tuple(map(AuditEntry.of, page.items))
    return given(request, written(AuditPage(items=items, next=page.next, total=page.total)))
