"""The mandate card on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import municipality
from memberships.enums import DecidedHow, MandateState
from memberships.models import MandateQuestion, VotingMandate
from memberships.selectors import mandates


def find(person: Person, pk: int) -> VotingMandate:
    mandate = mandates.visible_mandate(person, pk)
    if mandate is None:
        raise Http404
    return mandate


def load(pk: int) -> VotingMandate | None:
    rows = VotingMandate.objects.select_related(
        "membership__engagement", "membership__organisation", "office_body", "bearer"
    )
    return rows.filter(pk=pk).first()


def html(mandate: VotingMandate, variant: str) -> str:
    """The same for every reader: what an instruction rests on is named by its number, and not at all when secret. So
    few pages need no contents."""
    days = date_format(mandate.starts_on, "j F Y")
    if mandate.ends_on:
        days = f"{days} – {date_format(mandate.ends_on, 'j F Y')}"
    facts = [(_("Möte"), days), (_("Plats"), mandate.place), (_("Företräds av"), mandate.borne_by)]
    cover = Cover(
        municipality=municipality(),
        kind=_("Mandat"),
        title=mandate.meeting,
        subtitle=mandate.membership.organisation.name,
        draft=mandate.state == MandateState.DRAFT,
        facts=[(label, value) for label, value in facts if value],
    )
    rows = [(row, ground(row)) for row in mandates.questions_of(mandate)]
    body = render_to_string("memberships/pdf/mandate.html", {"mandate": mandate, "rows": rows})
    return compose(cover=cover, body=body, numbered=False, contents_depth=1)


def ground(question: MandateQuestion) -> str:
    if question.decided_how == DecidedHow.CASE and question.case:
        case = question.case
        hidden = case.is_confidential or (case.engagement is not None and case.engagement.is_confidential)
        return _secret() if hidden else f"{case.reference_number} {case.title}"
    if question.decided_how == DecidedHow.DELEGATED and question.delegated:
        taken = question.delegated
        return _secret() if taken.is_confidential else f"{taken.reference_number} {taken.title}"
    return str(DecidedHow.INSTRUCTION.label)


def record(mandate: VotingMandate) -> dict[str, Any]:
    engagement = mandate.membership.engagement
    return {name: getattr(engagement, name) for name in ("confidentiality", "confidentiality_ground")}


def _secret() -> str:
    return _("Beslut som omfattas av sekretess")


MANDATE = prints.Print(
    key="mandat",
    name=gettext_lazy("Mandat"),
    find=find,
    load=load,
    title=lambda mandate: f"{_('Mandat')} {mandate}",
    html=html,
    back=lambda mandate: mandate.get_absolute_url(),
    frozen=lambda mandate: mandate.state == MandateState.REPORTED,
    record=record,
)
