"""Whoever asked to be told that a job has ended is told, again and again until they hear it."""

import logging
from datetime import datetime

from api.jobs.reading import NOTIFY, Enqueue, Reading
from api.jobs.webhooks import WAITS, deliver
from api.settings import ServiceSettings
from api.store import Connection, Store
from api.store.audit import record
from api.store.jobs import Job, get_job

_log = logging.getLogger(__name__)
EVENT = "job.finished"


class Telling:
    """One attempt per piece of work; the next one is put on the queue with a delay."""

    def __init__(
        self, store: Store, reading: Reading, settings: ServiceSettings, enqueue: Enqueue
    ) -> None:
        self._store = store
        self._reading = reading
        self._settings = settings
        self._enqueue = enqueue

    def tell(self, workspace: str, job: str, attempt: int) -> None:
        """Make one attempt to tell of a job; what came of it stands in the audit log."""
        found = self._reading.kept(lambda conn: get_job(conn, workspace, job))
        secret = self._settings.webhook_secret
        if found is None or not found.webhook or secret is None:
            return
        came = deliver(
            found.webhook,
            EVENT,
            job,
            told(found, self._settings.public_url),
            secret,
            private=self._settings.webhook_private,
        )

        def noted(connection: Connection) -> None:
            if came.again and attempt < len(WAITS):
                key = f"{job}.told.{attempt + 1}"
                wait = WAITS[attempt]
                self._enqueue(connection, NOTIFY, key, workspace, job, attempt + 1, delay=wait)
                return
            action = "webhook.delivered" if came.ok else "webhook.failed"
            detail = {"words": came.words, "attempts": attempt + 1}
            record(connection, workspace, who="taizhang", action=action, subject=job, detail=detail)

        self._reading.kept(noted)
        _log.info("webhook of job %s, attempt %d: %s", job, attempt + 1, came.words)


def told(job: Job, public_url: str | None) -> dict[str, object]:
    """What is sent: how the job ended, file by file, and where to read on."""
    return {
        "event": EVENT,
        "job": {
            "id": job.id,
            "status": job.status,
            "url": f"{(public_url or '').rstrip('/')}/v1/jobs/{job.id}",
            "created": _moment(job.created),
            "updated": _moment(job.updated),
            "files": [
                {
                    "name": file.name,
                    "status": file.status,
                    "notice_ids": list(file.notice_ids),
                    "known": file.known,
                    "code": file.code,
                    "message": file.message,
                }
                for file in job.files
            ],
        },
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat()
