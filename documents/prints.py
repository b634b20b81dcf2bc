"""What can be printed: each app registers its prints, and all are ordered, made, kept and handed out in one way.

A print is made from finished HTML (documents/pdf/compose.py). The worker renders it outside any transaction; the same
text is never rendered twice, and what is decided is frozen with its sha256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import jobs
from core.enums import JobState, RetentionRule
from core.models import Job
from documents.actions import freeze, store_generated
from documents.models import Document, Printout
from documents.pdf.render import RenderFailed, render_pdf
from governance.models import Person
from governance.selectors import municipality

JOB = "documents.print"


@dataclass(frozen=True, slots=True)
class Print:
    """One kind of printed document.

    `find(person, pk)` gives the thing, or Http404 when it is hidden just as when it is missing; `load(pk)` gives it to
    the worker, or None. `title` names it, `html` is the whole text for a variant, the same for the same facts.
    `variant(person, thing)` says what this reader may see, as a short key, when that differs between readers. `frozen`
    is True once the text is decided; `record` gives the document its reference number and secrecy; `kept` lets the
    thing remember its frozen document; `back` is the page a reader came from; `language` is the text's.
    """

    key: str
    name: Any
    find: Callable[[Person, int], Any]
    load: Callable[[int], Any]
    title: Callable[[Any], str]
    html: Callable[[Any, str], str]
    back: Callable[[Any], str]
    variant: Callable[[Person, Any], str] = lambda person, thing: ""
    frozen: Callable[[Any], bool] = lambda thing: False
    record: Callable[[Any], dict[str, Any]] = lambda thing: {}
    kept: Callable[[Any, Document], None] = lambda thing, document: None
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a print stands for one reader: its document when it is made, else what makes it."""

    of: Print
    thing: Any
    variant: str
    digest: str
    document: Document | None

    @property
    def job(self) -> Job | None:
        """The newest that makes or made the text as it reads now. One query each time."""
        return _jobs(_key(self.of, self.thing.pk, self.variant, self.digest)).first()


_prints: dict[str, Print] = {}


def register(*prints: Print) -> None:
    for each in prints:
        _prints[each.key] = each


def get(key: str) -> Print:
    if key not in _prints:
        raise Http404
    return _prints[key]


def standing(key: str, pk: int, person: Person) -> Standing:
    """What this person finds at the print's address. Http404 when the thing is hidden, missing, or no such print."""
    of = get(key)
    thing = of.find(person, pk)
    variant = of.variant(person, thing)
    made = Printout.objects.filter(kind=key, subject=pk, variant=variant).select_related("document")
    if of.frozen(thing):
        printout = made.filter(document__frozen_at__isnull=False).first()
        if printout:
            return Standing(of, thing, variant, printout.digest, printout.document)
    digest = _digest(of, thing, variant)
    printout = made.filter(digest=digest).first()
    return Standing(of, thing, variant, digest, printout.document if printout else None)


@transaction.atomic
def order(*, key: str, pk: int, by: Person) -> Job | None:
    """Ask for the PDF of the text as it reads now: anybody who may read it. A failed one starts over; one that is
    made already gives None."""
    now = standing(key, pk, by)
    if now.document is not None:
        return None
    return want(now.of, now.thing, now.variant, by=by)


def want(of: Print, thing: Any, variant: str = "", *, by: Person | None = None) -> Job:
    """Queue the print in the transaction under way, once for each text."""
    digest = _digest(of, thing, variant)
    key = _key(of, thing.pk, variant, digest)
    # A text that comes back to what it was while it was being printed needs its PDF again.
    ended = _jobs(key).filter(state=JobState.DONE).count()
    arguments = {"print": of.key, "id": thing.pk, "variant": variant, "digest": digest}
    label = _("PDF: %(title)s") % {"title": of.title(thing)}
    job = jobs.request(JOB, key=f"{key}:{ended}", arguments=arguments, label=label[:250], by=by)
    if job.state == JobState.FAILED:
        jobs.retry(job)
        job.refresh_from_db()
    return job


@jobs.handler(JOB)
def make(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Render the print; one whose text has changed meanwhile is dropped, and asked for again by its reader."""
    of = get(job.arguments["print"])
    thing = of.load(job.arguments["id"])
    if thing is None:
        raise jobs.HasFailed(_("Texten finns inte längre."))
    progress(10)
    html = _html(of, thing, job.arguments["variant"])
    if _sha256(html) != job.arguments["digest"]:
        return lambda: {"dropped": "the text has changed"}
    progress(30)
    try:
        told = {"title": of.title(thing), "language": of.language, "author": municipality()}
        content = render_pdf(html, made_at=job.created_at, **told)
    except RenderFailed as failure:
        raise jobs.HasFailed(_("PDF:en kunde inte framställas (%(reason)s).") % {"reason": failure.reason}) from failure
    progress(90)
    return lambda: _store(job, of, content)


def _store(job: Job, of: Print, content: bytes) -> dict[str, Any]:
    """Keep the PDF, frozen when the thing is decided. Runs in the transaction that marks the job done."""
    thing = of.load(job.arguments["id"])
    frozen = of.frozen(thing)
    title = of.title(thing)
    document = store_generated(
        content=content,
        title=title,
        name=f"{slugify(title)[:80] or of.key}.pdf",
        retention_rule=RetentionRule.PRESERVE if frozen else RetentionRule.WHEN_OBSOLETE,
        **of.record(thing),
    )
    if frozen:
        document = freeze(document=document, by=None)
    told = {name: job.arguments[name] for name in ("variant", "digest")}
    Printout.objects.create(kind=of.key, subject=thing.pk, document=document, **told)
    if frozen:
        of.kept(thing, document)
    return {"document": document.pk, "sha256": document.sha256}


def _html(of: Print, thing: Any, variant: str) -> str:
    with override(of.language):
        return of.html(thing, variant)


def _digest(of: Print, thing: Any, variant: str) -> str:
    return _sha256(_html(of, thing, variant))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _jobs(key: str) -> QuerySet[Job]:
    return Job.objects.filter(key__startswith=f"{key}:").order_by("-pk")


def _key(of: Print, pk: int, variant: str, digest: str) -> str:
    return f"{JOB}:{of.key}:{pk}:{variant}:{digest}"
