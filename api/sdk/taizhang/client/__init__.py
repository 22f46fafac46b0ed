"""The service from a program: `Client`, and `AsyncClient` for asyncio, with the same calls.

with Client("https://taizhang.example.org", key="tz_…") as service:
    job = service.upload("notice.pdf", wait=120, progress=lambda job: print(job.stage))
    for duty in service.obligations(notice=job.notices, modality="must"):
        print(duty.obligation.quote)
"""

from taizhang.client.answers import (
    ComparisonSummary,
    Correction,
    Extracted,
    FacetValue,
    Job,
    JobFile,
    NoticeSummary,
    NoticeVersion,
    ObligationPage,
    Page,
    StoredNotice,
    StoredObligation,
    Term,
    Version,
)
from taizhang.client.asynchronous import AsyncClient
from taizhang.client.errors import (
    ClientError,
    Denied,
    FileProblem,
    JobUnfinished,
    NotFound,
    Problem,
    ServiceError,
    Stale,
    TooMany,
    Unreachable,
    WrongValue,
)
from taizhang.client.filters import NoticeQuery, ObligationFilter, ObligationQuery
from taizhang.client.sync import Client

__all__ = [
    "AsyncClient",
    "Client",
    "ClientError",
    "ComparisonSummary",
    "Correction",
    "Denied",
    "Extracted",
    "FacetValue",
    "FileProblem",
    "Job",
    "JobFile",
    "JobUnfinished",
    "NotFound",
    "NoticeQuery",
    "NoticeSummary",
    "NoticeVersion",
    "ObligationFilter",
    "ObligationPage",
    "ObligationQuery",
    "Page",
    "Problem",
    "ServiceError",
    "Stale",
    "StoredNotice",
    "StoredObligation",
    "Term",
    "TooMany",
    "Unreachable",
    "Version",
    "WrongValue",
]
