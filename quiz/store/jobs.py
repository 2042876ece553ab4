"""Quizzes that are being built, so that any process of the server can tell how far they are."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from quiz.errors import UnknownJobError
from quiz.schema.classroom import ENDS, Job
from quiz.store.database import Database
from quiz.store.tables import JOBS

FIRST = "waiting"
_KEPT = timedelta(days=1)  # afterwards nobody asks how it went
_SILENT = timedelta(minutes=5)  # far above any stage: the process that built it is gone
_BEAT = timedelta(seconds=30)  # between two signs of life of a job that waits
_GONE = "The server was started again while the quiz was being built. Build it again."


class Jobs:
    """What is being built, for whom, and how it ended. Every method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, teacher_id: str, *, now: datetime, source: str | None = None) -> str:
        """Note a job that waits for its turn and return its id; forget those of yesterday.

        `source` is what it is built from, in the caller's own words; it is kept until it is done.
        """
        job_id = secrets.token_urlsafe(12)
        with self._database.writing() as connection:
            connection.execute(delete(JOBS).where(JOBS.c.changed < now - _KEPT))
            connection.execute(
                JOBS.insert().values(
                    job_id=job_id,
                    teacher_id=teacher_id,
                    stage=FIRST,
                    source=source,
                    begun=now,
                    changed=now,
                )
            )
        return job_id

    def stage(self, job_id: str, stage: str, *, now: datetime) -> bool:
        """Note that `stage` begins; False where the job has ended, as when it was stopped."""
        return self._moved(job_id, {"stage": stage[:16]}, now)

    def going(self, job_id: str, *, now: datetime) -> bool:
        """Tell whether a job goes on; one that waits long for others is kept from falling silent.

        It may be asked often: it writes only where the job has said nothing for a while.
        """
        query = select(JOBS.c.stage, JOBS.c.changed).where(JOBS.c.job_id == job_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or row.stage in ENDS:
            return False
        return now - row.changed < _BEAT or self._moved(job_id, {}, now)

    def done(
        self, job_id: str, entry_id: str, *, now: datetime, message: str | None = None
    ) -> bool:
        """Note where the quiz is, and what is to be known of it; False where it was stopped."""
        values = {"stage": "done", "result": entry_id, "source": None, "message": message}
        return self._moved(job_id, values, now)

    def failed(self, job_id: str, message: str, *, now: datetime) -> bool:
        """Note why there is no quiz; False where the job was stopped before."""
        return self._moved(job_id, {"stage": "failed", "message": message}, now)

    def stop(self, teacher_id: str, job_id: str, *, now: datetime) -> Job:
        """Stop a job, unless it has ended, and return it. Raises UnknownJobError."""
        self.job(teacher_id, job_id, now=now)
        self._moved(job_id, {"stage": "stopped"}, now)
        return self.job(teacher_id, job_id, now=now)

    def job(self, teacher_id: str, job_id: str, *, now: datetime) -> Job:
        """Return a job; one that has said nothing for five minutes has failed.

        Raises UnknownJobError where there is none, or it is another teacher's.
        """
        query = select(JOBS).where(JOBS.c.job_id == job_id, JOBS.c.teacher_id == teacher_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none() if job_id.isprintable() else None
        if row is None:
            raise UnknownJobError("There is no such quiz being built; it may be from yesterday.")
        job = Job(
            id=row.job_id,
            stage=row.stage,
            message=row.message,
            entry_id=row.result,
            source=row.source,
            begun=row.begun,
            changed=row.changed,
        )
        if job.ended or now - job.changed < _SILENT:
            return job
        return job.model_copy(update={"stage": "failed", "message": _GONE})

    def _moved(self, job_id: str, values: Mapping[str, object], now: datetime) -> bool:
        running = (JOBS.c.job_id == job_id) & JOBS.c.stage.not_in(ENDS)
        with self._database.writing() as connection:
            moved = connection.execute(update(JOBS).where(running).values(**values, changed=now))
        return moved.rowcount == 1
