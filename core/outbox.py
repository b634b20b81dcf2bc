"""Telling people: a notice is written with what happened and mailed by the worker afterwards."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core import jobs
from core.models import Job, Notice


def queue(*, to: Any, key: str, kind: str, subject: Any, body: Any = "", url: str = "") -> Notice:
    """Tell one person once. `subject` and `body` may be lazy strings: they are put in the recipient's language here.

    `to` is a person with `pk`, `email` and `language`. The same `key` again changes nothing.
    """
    language = getattr(to, "language", "sv")
    with translation.override(language):
        notice, created = Notice.objects.get_or_create(
            key=f"{key}:{to.pk}",
            defaults={
                "kind": kind,
                "recipient_id": to.pk,
                "address": to.email,
                "language": language,
                "subject": str(subject)[:250],
                "body": str(body),
                "url": url,
            },
        )
    if created and notice.address:
        jobs.request("core.send_notice", key=f"notice:{notice.pk}", arguments={"notice": notice.pk})
    return notice


def mail_text(notice: Notice) -> str:
    """The mail in the recipient's language, with the way to the page it is about."""
    address = f"{settings.SITE_ADDRESS}{notice.url}" if notice.url else ""
    with translation.override(notice.language):
        return render_to_string("email/notice.txt", {"notice": notice, "address": address})


@jobs.handler("core.send_notice")
def send_notice(job: Job, progress: jobs.Progress) -> jobs.Store:
    notice = Notice.objects.get(pk=job.arguments["notice"])
    if notice.sent_at is None:
        send_mail(notice.subject, mail_text(notice), None, [notice.address])

    def store() -> None:
        Notice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=timezone.now())

    return store
