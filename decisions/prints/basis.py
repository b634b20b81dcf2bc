"""The decision basis (tjänsteutlåtande) as PDF: made when somebody asks, and frozen once the case is decided."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import jobs
from core.models import Job
from decisions import selectors
from decisions.enums import CaseState
from decisions.models import Case
from decisions.permissions.basis import may_read_basis
from decisions.selectors.basis import facts_of, put_forward_on, reading_of
from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import municipality

KEEP = "decisions.keep_basis"
SETTLED = (CaseState.DECIDED, CaseState.REJECTED)


def html(case: Case, variant: str) -> str:
    cover = Cover(
        municipality=municipality(),
        kind=_("Tjänsteutlåtande"),
        title=case.title,
        reference_number=case.reference_number,
        date=put_forward_on(case),
        version=str(case.round),
        draft=case.state == CaseState.PREPARING,
        facts=facts_of(case),
    )
    body = render_to_string("decisions/pdf/basis.html", {"case": case, "reading": reading_of(case)})
    return compose(cover=cover, body=body, numbered=False)


def find(person: Person, pk: int) -> Case:
    case = selectors.case_for(person, pk)
    may_read_basis.require(person, case)
    return case


def load(pk: int) -> Case | None:
    rows = Case.objects.select_related("engagement", "policy", "unit").prefetch_related("steps__body", "steps__unit")
    return rows.filter(pk=pk).first()


def record(case: Case) -> dict[str, Any]:
    names = ("reference_number", "public_title", "confidentiality", "confidentiality_ground")
    return {name: getattr(case, name) for name in names}


BASIS = prints.Print(
    key="tjansteutlatande",
    name=gettext_lazy("Tjänsteutlåtande"),
    find=find,
    load=load,
    title=lambda case: f"{_('Tjänsteutlåtande')} {case.reference_number}",
    html=html,
    back=lambda case: reverse("decisions:basis_show", args=[case.pk]),
    frozen=lambda case: case.state in SETTLED,
    record=record,
)


def keep(case: Case) -> None:
    """Ask for the frozen PDF of a case that is being decided, in the transaction under way. The text is read later, so
    that the decision does not wait for it."""
    jobs.request(KEEP, key=f"{KEEP}:{case.pk}", arguments={"id": case.pk}, label=BASIS.title(case))


@jobs.handler(KEEP)
def order_kept(job: Job, progress: jobs.Progress) -> jobs.Store:
    """Queue the print itself, once the decision is in the database."""
    case = load(job.arguments["id"])
    if case is None:
        raise jobs.HasFailed(_("Ärendet finns inte längre."))
    return lambda: {"job": prints.want(BASIS, case).pk}
