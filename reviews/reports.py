"""The PDF of a position paper and of an evaluation: cover and body from the same text as the page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import jobs
from core.models import Job
from documents.pdf.compose import Cover, compose
from documents.pdf.render import RenderFailed, render_pdf
from governance.selectors import municipality
from reviews.actions.pdfs import MODELS, PDF, store_pdf
from reviews.drafting.words import day
from reviews.models import Evaluation, PositionPaper
from reviews.reading import read_evaluation, read_paper
from reviews.texts import hash_of


@jobs.handler(PDF)
def make_pdf(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Render outside any transaction; the stored result is decided in the one that ends the job.

    `made_at` is when the job was ordered, so that a second attempt after a killed worker gives the same bytes, and the
    same file.
    """
    model = MODELS[job.arguments["of"]]
    obj = model._default_manager.filter(pk=job.arguments["id"]).first()
    if obj is None:
        raise jobs.HasFailed(_("Texten finns inte längre."))
    if hash_of(obj) != job.arguments["text"]:
        return lambda: {"dropped": "the text has changed"}
    progress(10)
    html = html_of(obj, job.created_at)
    progress(30)
    try:
        content = render_pdf(html, title=obj.title, made_at=job.created_at, author=municipality())
    except RenderFailed as failure:
        raise jobs.HasFailed(_("PDF:en kunde inte framställas (%(reason)s).") % {"reason": failure.reason}) from failure
    progress(90)
    return lambda: store_pdf(job, content)


def html_of(obj: PositionPaper | Evaluation, made_at: object) -> str:
    with override("sv"):
        if isinstance(obj, PositionPaper):
            return _paper_html(obj, made_at)
        return _evaluation_html(obj, made_at)


def _paper_html(paper: PositionPaper, made_at: object) -> str:
    subject = _("Område") if paper.area else _("Engagemang")
    facts = [(subject, paper.about), (_("Ansvarig enhet"), str(paper.answers))]
    cover = Cover(
        municipality=municipality(),
        kind=_("Positionspapper"),
        title=paper.about,
        subtitle=_subtitle(paper),
        reference_number=paper.reference_number,
        date=_date(paper, made_at),
        version=str(paper.number),
        draft=paper.adopted_on is None,
        facts=facts + _case(paper),
    )
    return compose(cover=cover, body=render_to_string("reviews/pdf/paper.html", {"reading": read_paper(paper)}))


def _evaluation_html(evaluation: Evaluation, made_at: object) -> str:
    period = f"{day(evaluation.starts_on)} – {day(evaluation.ends_on)}"
    cover = Cover(
        municipality=municipality(),
        kind=_("Utvärdering"),
        title=evaluation.title,
        subtitle=_("Perioden %(period)s") % {"period": period},
        reference_number=evaluation.reference_number,
        date=_date(evaluation, made_at),
        draft=evaluation.adopted_on is None,
        facts=[(_("Beställd genom"), evaluation.commissioned_by or "–"), *_case(evaluation)],
    )
    reading = read_evaluation(evaluation)
    return compose(cover=cover, body=render_to_string("reviews/pdf/evaluation.html", {"reading": reading}))


def _subtitle(paper: PositionPaper) -> str:
    if paper.adopted_on is None:
        return ""
    return _("Antaget %(day)s") % {"day": day(paper.adopted_on)}


def _date(obj: PositionPaper | Evaluation, made_at: object) -> str:
    return day(obj.adopted_on or timezone.localtime(made_at).date())  # type: ignore[arg-type]


def _case(obj: PositionPaper | Evaluation) -> list[tuple[str, str]]:
    return [(_("Ärende"), obj.case.reference_number)] if obj.case else []
