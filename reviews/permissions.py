"""Who may write position papers and evaluations. What one may see is `visible_to`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.models import Engagement
from engagements.permissions import holds_grant
from governance.enums import Function
from governance.models import Person
from reviews.models import Evaluation


def _hidden(by: Person, engagement: Engagement) -> Finding | None:
    if not engagement.is_confidential or holds_grant(by, engagement):
        return None
    return Finding("engagement.hidden", _("Du har inte åtkomst till engagemanget."))


@permission
def may_write_paper(by: Person, engagement: Engagement | None) -> Finding | None:
    """The coordinating unit, and the director of the unit that answers for the engagement. A whole area has none."""
    if engagement is None:
        return may_commission.rule(by) and Finding(
            "paper.coordinator-writes", _("Den samordnande enheten skriver positionspapper om ett helt område.")
        )
    hidden = _hidden(by, engagement)
    if hidden:
        return hidden
    if by.powers.coordinates or by.powers.in_unit(Function.DIRECTOR, engagement.responsible_unit_id):
        return None
    message = _("Den samordnande enheten och den ansvariga enhetens chef skriver positionspapper.")
    return Finding("paper.not-your-unit", message)


@permission
def may_commission(by: Person) -> Finding | None:
    """Evaluations are the coordinating unit's to write."""
    if by.powers.coordinates:
        return None
    return Finding("evaluation.coordinator-writes", _("Den samordnande enheten skriver utvärderingar."))


@permission
def may_write_evaluation(by: Person, evaluation: Evaluation) -> Finding | None:
    visible = Evaluation.objects.visible_to(by).filter(pk=evaluation.pk).exists()
    if not visible:
        return Finding("evaluation.hidden", _("Du har inte åtkomst till utvärderingen."))
    return may_commission.rule(by)


@permission
def may_make_pdf(by: Any, obj: Any) -> Finding | None:
    """Whoever may read it may have it as PDF; a view has already asked `visible_to`."""
    if type(obj)._default_manager.visible_to(by).filter(pk=obj.pk).exists():
        return None
    return Finding("review.hidden", _("Du har inte åtkomst till texten."))
