"""The decision basis as it is read: on its own page, on the case's, and in the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import shown
from decisions import matters, routing, texts
from decisions.enums import CaseState
from decisions.models import Case, CaseAnnex
from decisions.selectors.referrals import Round, opinions_for
from governance import matter_names
from governance.enums import StepRole

PARTS = ("summary", "background", "preparation", "matter_text", "assessment", "survey", "motive")
ASKED_FOR = ("background",)


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the basis; `text` is empty for a part that is asked for and not written yet."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    pk: int
    number: int
    title: str
    name: str
    size: int
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the area's rows say that the case decides about: rows of label and value under one heading."""

    heading: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The basis in the order it is read: the proposal first, then the parts, the terms of what is decided about (None
    for a matter without), the opinions and the annexes."""

    proposal: str
    parts: list[Part]
    terms: Facts | None
    opinions: list[Round]
    annexes: list[Annex]


def reading_of(case: Case) -> Reading:
    """The whole basis: two queries, for the opinions and for the annexes; and the area's own while it is prepared."""
    return Reading(case.proposed_decision, parts_of(case), terms_shown(case), opinions_for(case), annexes_of(case))


def terms_shown(case: Case) -> Facts | None:
    area, terms = matters.terms_of(case.matter), texts.terms_of(case)
    return Facts(str(area.title), area.shown(terms)) if area and terms else None


def parts_of(case: Case) -> list[Part]:
    written = [(name, getattr(case, name)) for name in PARTS]
    return [Part(_heading(name), text) for name, text in written if text.strip() or name in ASKED_FOR]


def annexes_of(case: Case) -> list[Annex]:
    """The annexes in order; one query, none when the case was read with `has_annexes` saying so."""
    if not getattr(case, "has_annexes", True):
        return []
    rows = CaseAnnex.objects.filter(case=case).select_related("document").order_by("order", "pk")
    return [
        Annex(
            pk=row.pk,
            number=number,
            title=row.title,
            name=row.document.name,
            size=row.document.size,
            sha256=row.document.sha256,
            url=f"/arenden/{case.pk}/bilagor/{row.pk}/",
        )
        for number, row in enumerate(rows, start=1)
    ]


def annex_for(case: Case, pk: int) -> CaseAnnex:
    """An annex of a case the reader has already found; 404 when it is not there."""
    annex = CaseAnnex.objects.filter(case=case, pk=pk).select_related("document", "case").first()
    if annex is None:
        raise Http404
    return annex


def facts_of(case: Case) -> list[tuple[str, str]]:
    """What stands on the cover, beside number and date."""
    following = next((step for step in routing.steps_of(case) if not routing.is_unit_preparation(step)), None)
    deciding = [step for step in routing.steps_of(case) if step.role in routing.BINDING and step.body]
    facts: list[tuple[str, Any]] = [
        (_("Ärendetyp"), matter_names.name_of(case.matter)),
        (_("Handläggande enhet"), case.unit),
        (_("Läggs fram för"), following and (following.body or following.unit)),
        (_("Beslutas av"), deciding[-1].body if deciding else ""),
        (_("Engagemang"), case.engagement or ""),
        (_("Gäller från"), shown(case.effective_on) or _("dagen för beslutet")),
        (_("Policy"), case.policy),
    ]
    if case.is_confidential:
        facts.append((_("Sekretess"), case.confidentiality_ground))
    return [(label, str(value)) for label, value in facts if value]


def put_forward_on(case: Case) -> str:
    """The day the preparation was finished, in words; nothing while it goes on."""
    if case.state == CaseState.PREPARING:
        return ""
    done = [step.done_at for step in routing.steps_of(case) if step.role == StepRole.PREPARE and step.done_at]
    begun = [step.activated_at for step in routing.steps_of(case) if step.activated_at]
    moments = done or begun
    return shown(timezone.localdate(max(moments))) if moments else ""


def _heading(name: str) -> str:
    label = str(getattr(Case._meta.get_field(name), "verbose_name", name))
    return label[:1].upper() + label[1:]
