from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from core import jobs, outbox
from core.enums import JobState
from core.models import Job, Notice
from tests import factories

done: list[int] = []


@jobs.handler("test.counts")
def counts(job, progress):
    progress(50)
    return lambda: done.append(job.pk) or {"made": 1}


@jobs.handler("test.breaks")
def breaks(job, progress):
    raise ValueError("boom")


@jobs.handler("test.cannot")
def cannot(job, progress):
    raise jobs.HasFailed("Underlaget saknas")


@pytest.fixture(autouse=True)
def forget():
    done.clear()


def waiting(kind: str = "test.counts", key: str = "a") -> Job:
    return jobs.request(kind, key=key, arguments={})


@pytest.mark.django_db
def test_request_of_the_same_key_is_the_same_job():
    assert waiting().pk == waiting().pk
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_run_does_the_work_once():
    job = waiting()

    outcomes = [jobs.run(job.pk), jobs.run(job.pk)]

    job.refresh_from_db()
    assert outcomes == [True, False]
    assert done == [job.pk]
    assert (job.state, job.progress, job.result) == (JobState.DONE, 100, {"made": 1})


@pytest.mark.django_db
def test_run_of_a_job_whose_worker_is_alive_is_left_alone():
    job = waiting()
    jobs.claim(job.pk)

    assert jobs.run(job.pk) is False
    assert done == []


@pytest.mark.django_db
def test_run_of_a_job_whose_worker_went_silent_is_taken_over():
    job = waiting()
    jobs.claim(job.pk)
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))

    assert jobs.run(job.pk) is True
    assert done == [job.pk]


@pytest.mark.django_db
def test_finish_by_a_worker_that_lost_its_claim_stores_nothing():
    job = waiting()
    slow = jobs.claim(job.pk)
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    jobs.run(job.pk)

    stored = jobs._finish(slow, lambda: done.append(0))

    assert stored is False
    assert done == [job.pk]


@pytest.mark.django_db
def test_run_that_breaks_is_tried_three_times_and_then_fails():
    job = waiting("test.breaks")

    for _ in range(5):
        jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 3, "ValueError: boom")


@pytest.mark.django_db
def test_run_that_cannot_be_done_says_why_and_is_not_tried_again():
    job = waiting("test.cannot")

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "Underlaget saknas")


@pytest.mark.django_db
def test_retry_lets_a_failed_job_start_over():
    job = waiting("test.cannot")
    jobs.run(job.pk)

    jobs.retry(job)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.WAITING, 0, "")


@pytest.mark.django_db
def test_claim_of_a_job_that_killed_three_workers_gives_up():
    job = waiting()
    for _ in range(3):
        jobs.claim(job.pk)
        Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))

    assert jobs.claim(job.pk) is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED


@pytest.mark.django_db(transaction=True)
def test_request_in_a_transaction_that_rolls_back_leaves_no_job():
    with pytest.raises(RuntimeError), transaction.atomic():
        waiting()
        raise RuntimeError

    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_sweep_reminds_of_waiting_and_silent_jobs_only():
    old = timezone.now() - timedelta(minutes=5)
    _waits, silent, alive, finished = (waiting(key=key) for key in "abcd")
    Job.objects.update(reminded_at=old)
    Job.objects.filter(pk=silent.pk).update(state=JobState.RUNNING, heartbeat_at=old)
    Job.objects.filter(pk=alive.pk).update(state=JobState.RUNNING, heartbeat_at=timezone.now())
    Job.objects.filter(pk=finished.pk).update(state=JobState.DONE)

    assert (jobs.sweep(), jobs.sweep()) == (2, 1)


@pytest.mark.django_db
def test_notice_is_told_once_and_mailed_once(django_capture_on_commit_callbacks):
    who = factories.person()
    for _ in range(2):
        outbox.queue(to=who, key="case:1", kind="test", subject="Beslut fattat", body="Se ärendet", url="/arenden/1/")
    job = Job.objects.get(kind="core.send_notice")

    outcomes = [jobs.run(job.pk), jobs.run(job.pk)]

    assert outcomes == [True, False]
    assert [(message.subject, message.to) for message in mail.outbox] == [("Beslut fattat", [who.email])]
    assert Notice.objects.get().sent_at is not None


@pytest.mark.django_db
def test_mail_leads_to_the_page_it_is_about():
    who = factories.person()
    notice = outbox.queue(to=who, key="a", kind="test", subject="Beslut", body="Bifall", url="/arenden/1/")

    lines = outbox.mail_text(notice).splitlines()

    assert [line for line in ("Beslut", "Bifall", "http://testserver/arenden/1/") if line not in lines] == []
