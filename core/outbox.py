"""Telling people: a notice is written with what happened and mailed by the worker afterwards."""

from __future__ import annotations

from typing import Any

from django.core.mail import send_mail
from django.utils import timezone, translation

from core import jobs
from core.models import Job, Notice


def queue(*, to: Any, key: str, kind: str, subject: Any, body: Any = "", url: str = "") -> Notice:
    """Tell one person once. `subject` and `body` may be lazy strings: they are put in the recipient's language here.

    `to` is a person with `pk`, `email` and `language`. The same `key` again changes nothing.
    """
    with translation.override(getattr(to, "language", "sv")):
        notice, created = Notice.objects.get_or_create(
            key=f"{key}:{to.pk}",
            defaults={
                "kind": kind,
                "recipient_id": to.pk,
                "address": to.email,
                "subject": str(subject)[:250],
                "body": str(body),
                "url": url,
            },
        )
    if created and notice.address:
        jobs.request("core.send_notice", key=f"notice:{notice.pk}", arguments={"notice": notice.pk})
    return notice


@jobs.handler("core.send_notice")
def send_notice(job: Job, progress: jobs.Progress) -> jobs.Store:
    notice = Notice.objects.get(pk=job.arguments["notice"])
    if notice.sent_at is None:
        send_mail(notice.subject, notice.body, None, [notice.address])

    def store() -> None:
        Notice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=timezone.now())

    return store
