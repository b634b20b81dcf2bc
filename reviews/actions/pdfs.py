"""Ordering, storing and freezing the PDF of a text. Rendering itself happens between, in the worker."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core import events, jobs, outbox
from core.enums import JobState, RetentionRule
from core.models import Job
from documents.actions import freeze, store_generated
from governance.models import Person
from reviews import permissions
from reviews.enums import Happening
from reviews.models import Evaluation, PositionPaper
from reviews.texts import hash_of

PDF = "reviews.pdf"
MODELS: dict[str, type[PositionPaper] | type[Evaluation]] = {"paper": PositionPaper, "evaluation": Evaluation}


def key_of(obj: PositionPaper | Evaluation, text: str) -> str:
    return f"{PDF}:{kind_of(obj)}:{obj.pk}:{text}"


def kind_of(obj: PositionPaper | Evaluation) -> str:
    return "paper" if isinstance(obj, PositionPaper) else "evaluation"


def want(obj: PositionPaper | Evaluation, *, told: Person | None = None) -> Job:
    """Queue the PDF of the text as it reads now, once for each text, in the transaction under way. `told` gets a
    notice when it is made."""
    fresh = type(obj)._default_manager.get(pk=obj.pk)
    text = hash_of(fresh)
    key = key_of(fresh, text)
    if fresh.pdf_of != text:
        # A text that comes back to what it once was needs its PDF again.
        done_before = Job.objects.filter(key__startswith=key, state=JobState.DONE).count()
        key += f":{done_before}" if done_before else ""
    arguments = {"of": kind_of(fresh), "id": fresh.pk, "text": text}
    return jobs.request(PDF, key=key, arguments=arguments, label=f"PDF: {fresh.title}"[:250], by=told)


def job_of(obj: PositionPaper | Evaluation) -> Job | None:
    """The job that makes, or made, the PDF of the text as it reads now."""
    return Job.objects.filter(key__startswith=key_of(obj, hash_of(obj))).order_by("-pk").first()


@transaction.atomic
def order_pdf(*, obj: PositionPaper | Evaluation, by: Person) -> Job:
    """Ask for the PDF by hand: anybody who may read the text. A job that failed starts over."""
    permissions.may_make_pdf.require(by, obj)
    job = want(obj, told=by)
    if job.state == JobState.FAILED:
        jobs.retry(job)
        job.refresh_from_db()
    return job


def store_pdf(job: Job, content: bytes) -> dict[str, Any]:
    """Keep the PDF if it still shows what the text says; freeze it if the text is adopted (sha256, for ever).

    Runs in the transaction that marks the job done. A frozen PDF is never replaced, and one whose text has changed
    meanwhile is dropped: the change has ordered its own.
    """
    model = MODELS[job.arguments["of"]]
    obj = model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=job.arguments["id"])
    if hash_of(obj) != job.arguments["text"] or (obj.pdf and obj.pdf.frozen_at):
        return {"dropped": "the text has changed, or is frozen"}
    decided = obj.adopted_on is not None
    document = store_generated(
        content=content,
        title=obj.title,
        name=file_name(obj),
        registered_at=obj.registered_at if decided else None,
        reference_number=obj.reference_number,
        confidentiality=obj.confidentiality,
        confidentiality_ground=obj.confidentiality_ground,
        retention_rule=RetentionRule.PRESERVE if decided else RetentionRule.WHEN_OBSOLETE,
    )
    if decided:
        document = freeze(document=document, by=None)
    obj.pdf, obj.pdf_of = document, job.arguments["text"]
    obj.save(update_fields=["pdf", "pdf_of"])
    detail = {"sha256": document.sha256, "frozen": decided, "job": job.pk}
    events.record(Happening.PDF_MADE, obj, by=None, detail=detail)
    _tell(job, obj, decided)
    url = reverse(f"reviews:{kind_of(obj)}_pdf", args=[obj.pk])
    return {"document": document.pk, "sha256": document.sha256, "url": url}


def _tell(job: Job, obj: PositionPaper | Evaluation, decided: bool) -> None:
    person = Person.objects.filter(pk=job.requested_by_id).first() if job.requested_by_id else None
    if person is None:
        return
    subject = _("Beslutad och fryst som PDF: %(title)s") if decided else _("PDF:en är klar: %(title)s")
    outbox.queue(
        to=person, key=f"pdf:{job.pk}", kind=PDF, subject=_Filled(subject, obj.title), url=obj.get_absolute_url()
    )


class _Filled:
    """A sentence that takes its language when it is read: the outbox reads it in the recipient's."""

    def __init__(self, sentence: Any, title: str):
        self.sentence, self.title = sentence, title

    def __str__(self) -> str:
        return str(self.sentence) % {"title": self.title}


def file_name(obj: PositionPaper | Evaluation) -> str:
    number = f"-version-{obj.number}" if isinstance(obj, PositionPaper) else ""
    return f"{slugify(obj.title)[:80] or kind_of(obj)}{number}.pdf"
