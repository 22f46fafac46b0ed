"""What a call of the service may raise."""

from collections.abc import Mapping
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import TaizhangError


class WrongValue(BaseModel):
    """A value that the service cannot use: where it stood, and why not."""

    model_config = ConfigDict(frozen=True)

    place: str
    message: str
    code: str


class FileProblem(BaseModel):
    """Why a file gave no notice."""

    model_config = ConfigDict(frozen=True)

    name: str
    code: str
    message: str


class Problem(BaseModel):
    """The service's own words (RFC 9457): `detail` is a sentence, `code` is for programs."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    request_id: str = ""
    errors: tuple[WrongValue, ...] | None = None
    cause: str | None = None
    job: str | None = None
    files: tuple[FileProblem, ...] | None = None


class ClientError(TaizhangError):
    """Anything that went wrong between here and the service."""


class Unreachable(ClientError):
    """No answer came, also when asked again."""


class JobUnfinished(ClientError):
    """The time that was to be waited is over; the job goes on, and can be waited for again."""

    def __init__(self, job: str, seconds: float) -> None:
        super().__init__(f"job {job} has not ended in {seconds:g} s; it goes on")
        self.job = job


class ServiceError(ClientError):
    """The service said no: `problem` says why, `headers` are those of its answer."""

    def __init__(self, problem: Problem, headers: Mapping[str, str]) -> None:
        super().__init__(f"{problem.title}: {problem.detail}")
        self.problem = problem
        self.headers = headers

    @property
    def status(self) -> int:
        """The status of the answer, as HTTP has it."""
        return self.problem.status

    @property
    def code(self) -> str:
        """What is wrong, in one word for programs."""
        return self.problem.code


class NotFound(ServiceError):
    """There is no such thing in the workspace of the key."""


class Denied(ServiceError):
    """The key is missing, unknown, or may not do this."""


class Stale(ServiceError):
    """Somebody else changed it in between: read it again, then change it."""


class TooMany(ServiceError):
    """Too many requests; `headers["Retry-After"]` says when to come again."""


_BY_STATUS: Mapping[int, type[ServiceError]] = {
    401: Denied,
    403: Denied,
    404: NotFound,
    409: Stale,
    412: Stale,
    429: TooMany,
}


def error_of(response: httpx.Response) -> ServiceError:
    """The error that an answer is; a proxy's page in between becomes a Problem as well."""
    kind = _BY_STATUS.get(response.status_code, ServiceError)
    return kind(_problem(response), response.headers)


def _problem(response: httpx.Response) -> Problem:
    try:
        said: Any = response.json()
        return Problem.model_validate(said)
    except (ValueError, ValidationError):
        reason = response.reason_phrase or "no reason given"
        detail = f"the answer to {response.request.method} {response.request.url.path} is no problem+json"
        return Problem(title=reason, status=response.status_code, detail=detail, code="unknown")
