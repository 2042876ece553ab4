"""Quizzes that are being built: any process can tell how far, and only their teacher can."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from quiz.errors import UnknownJobError
from quiz.store import Store
from quiz.store.tables import TEACHERS

NOW = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _teachers(store: Store) -> None:
    with store.database.writing() as connection:
        for name in ("anna", "ben"):
            connection.execute(
                insert(TEACHERS).values(
                    teacher_id=name, name=name, folded=name, password="-", created=NOW
                )
            )


def test_a_job_goes_through_its_stages_to_the_entry(store: Store, url: str) -> None:
    job_id = store.jobs.begin("anna", now=NOW, source="an article")
    assert store.jobs.job("anna", job_id, now=NOW).stage == "waiting"
    later = NOW + timedelta(seconds=4)
    assert store.jobs.stage(job_id, "make", now=later)
    with Store(url) as other:  # as another process of the server does
        job = other.jobs.job("anna", job_id, now=later)
    assert (job.stage, job.source, job.begun, job.changed) == ("make", "an article", NOW, later)
    assert not job.ended
    assert store.jobs.done(job_id, "entry", now=later)
    job = store.jobs.job("anna", job_id, now=later)
    assert (job.stage, job.entry_id, job.source, job.ended) == ("done", "entry", None, True)


def test_a_job_that_failed_says_why_and_keeps_what_it_was_given(store: Store) -> None:
    job_id = store.jobs.begin("anna", now=NOW, source="an article")
    assert store.jobs.failed(job_id, "No question passes every check.", now=NOW)
    job = store.jobs.job("anna", job_id, now=NOW)
    assert (job.stage, job.message) == ("failed", "No question passes every check.")
    assert job.source == "an article"


def test_a_job_that_was_stopped_goes_no_further(store: Store) -> None:
    job_id = store.jobs.begin("anna", now=NOW)
    assert store.jobs.stop("anna", job_id, now=NOW).stage == "stopped"
    assert not store.jobs.stage(job_id, "screen", now=NOW)
    assert not store.jobs.done(job_id, "entry", now=NOW)
    assert not store.jobs.failed(job_id, "why", now=NOW)
    assert store.jobs.job("anna", job_id, now=NOW).stage == "stopped"


def test_a_job_that_is_done_cannot_be_stopped(store: Store) -> None:
    job_id = store.jobs.begin("anna", now=NOW)
    store.jobs.done(job_id, "entry", now=NOW)
    assert store.jobs.stop("anna", job_id, now=NOW).stage == "done"


def test_a_job_of_another_teacher_is_unknown(store: Store) -> None:
    job_id = store.jobs.begin("anna", now=NOW)
    for call in (store.jobs.job, store.jobs.stop):
        with pytest.raises(UnknownJobError):
            call("ben", job_id, now=NOW)
    with pytest.raises(UnknownJobError):
        store.jobs.job("anna", "\x00", now=NOW)
    assert store.jobs.job("anna", job_id, now=NOW).stage == "waiting"


def test_a_job_that_fell_silent_has_failed(store: Store) -> None:
    job_id = store.jobs.begin("anna", now=NOW)
    assert not store.jobs.job("anna", job_id, now=NOW + timedelta(minutes=4)).ended
    job = store.jobs.job("anna", job_id, now=NOW + timedelta(minutes=5))
    assert job.stage == "failed"
    assert job.message is not None
    assert "Build it again" in job.message


def test_jobs_of_yesterday_are_forgotten(store: Store) -> None:
    old = store.jobs.begin("anna", now=NOW)
    kept = store.jobs.begin("anna", now=NOW + timedelta(hours=2))
    later = NOW + timedelta(hours=25)
    store.jobs.begin("ben", now=later)
    with pytest.raises(UnknownJobError):
        store.jobs.job("anna", old, now=later)
    assert store.jobs.job("anna", kept, now=later).ended
