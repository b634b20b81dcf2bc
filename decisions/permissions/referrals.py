"""Who may refer a case, and who may write and give which answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Answer, Case
from decisions.permissions.cases import ANSWERS_FOR_A_UNIT, may_prepare
from governance.enums import Function
from governance.models import Person, Unit


@permission
def may_refer(by: Person, case: Case) -> Finding | None:
    """Who prepares the case sends it for opinions, extends, closes and withdraws."""
    if may_prepare.allows(by, case):
        return None
    message = _("Ärendet skickas på remiss av den som bereder det: %(unit)s eller den samordnande enheten.")
    return Finding("referral.may-not-refer", message % {"unit": case.unit})


@permission
def may_write_answer(by: Person, answer: Answer) -> Finding | None:
    """The unit that was asked, the department of the body that was asked, or who registers what came from outside."""
    if answer.outside:
        return _registers_outside(by, answer)
    writers = writing_units(answer)
    if by.powers.own_units & {unit.pk for unit in writers}:
        return None
    names = ", ".join(str(unit) for unit in writers) or str(answer)
    message = _("Svaret skrivs av %(units)s.") % {"units": names}
    return Finding("referral.may-not-write", message)


@permission
def may_answer(by: Person, answer: Answer) -> Finding | None:
    """Who answers for the unit, or who registers an outside party's answer. Nobody for a body: it decides (SAF-01)."""
    if answer.body_id:
        message = _(
            "%(body)s svarar genom ett eget beslut. Ingen annan kan lämna svaret: öppna ett ärende för nämnden och "
            "lägg fram tjänsteutlåtandet."
        )
        return Finding("referral.body-answers-by-decision", message % {"body": answer.body}, clause="KL 6:3")
    if answer.outside:
        return _registers_outside(by, answer)
    if any(by.powers.in_unit(function, answer.unit_id) for function in ANSWERS_FOR_A_UNIT):
        return None
    message = _("Svaret lämnas av den som svarar för %(unit)s, till exempel förvaltningschefen.")
    return Finding("referral.may-not-answer", message % {"unit": answer.unit})


@permission
def may_open_answer_case(by: Person, answer: Answer) -> Finding | None:
    """Somebody of the department that works for the body."""
    if answer.body_id and department_of(by, answer) is not None:
        return None
    message = _("Ärendet öppnas av förvaltningen under %(body)s.") % {"body": answer}
    return Finding("referral.may-not-open-answer-case", message)


def department_of(by: Person, answer: Answer) -> Unit | None:
    """The person's own unit among those that work for the body that was asked."""
    return next((unit for unit in writing_units(answer) if unit.pk in by.powers.own_units), None)


def writing_units(answer: Answer) -> list[Unit]:
    if answer.unit:
        return [answer.unit]
    return list(Unit.objects.filter(serves_id=answer.body_id)) if answer.body_id else []


def _registers_outside(by: Person, answer: Answer) -> Finding | None:
    if by.powers.coordinates or by.powers.is_a(Function.REGISTRAR):
        return None
    message = _("Svar från %(outside)s registreras av registrator eller den samordnande enheten.")
    return Finding("referral.may-not-register", message % {"outside": answer.outside})
