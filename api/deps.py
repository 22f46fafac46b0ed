"""What a route asks for: the services, and a caller who may do what the route does."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from api.access import Caller, Door
from api.extraction import Extraction
from api.jobs import Jobs
from api.making import Making
from api.metrics import Metrics
from api.problems import Language, Problem
from api.settings import ServiceSettings
from api.store import Store

_BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key made by `taizhang key create`; on the machine itself none is needed.",
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


@dataclass(frozen=True, slots=True)
class Services:
    """What an application works with, made once when it starts."""

    settings: ServiceSettings
    store: Store
    jobs: Jobs
    door: Door
    metrics: Metrics
    extraction: Extraction
    making: Making


def services(request: Request) -> Services:
    """The services of the application."""
    found: Services = request.app.state.services
    return found


def language(request: Request) -> Language:
    """The language that problems and causes are told in."""
    found: Language = request.state.language
    return found


class Asks:
    """A dependency: the caller, who has at least this scope."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    async def __call__(self, request: Request, bearer: Bearer) -> Caller:
        """Raises the problem that keeps the caller out."""
        door = services(request).door
        secret = bearer.credentials if bearer else None
        if bearer is None and "authorization" in request.headers:
            secret = ""
        caller = await run_in_threadpool(door.enter, request, secret)
        request.state.workspace, request.state.who = caller.workspace, caller.who
        if not caller.may(self.scope):
            raise Problem("forbidden", needed=self.scope, scope=caller.scope)
        _check_names(request)
        return caller


def _check_names(request: Request) -> None:
    """A parameter that the route does not know is a mistake, and not left unsaid."""
    operation = request.app.openapi()["paths"][request.scope["route"].path][request.method.lower()]
    known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        message = f"unknown; known are {', '.join(sorted(known)) or 'none'}"
        errors = [
            {"place": f"query.{name[:100]}", "message": message, "code": "unknown"}
            for name in unknown[:50]
        ]
        raise Problem("invalid", count=len(errors), more={"errors": errors})


With = Annotated[Services, Depends(services)]
In = Annotated[Language, Depends(language)]
Reader = Annotated[Caller, Depends(Asks("read"))]
Writer = Annotated[Caller, Depends(Asks("write"))]
Admin = Annotated[Caller, Depends(Asks("admin"))]
