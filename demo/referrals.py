"""An example referral, out with two answers in."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from decisions import actions as decisions
from decisions import matters
from decisions.actions import answers, referrals
from decisions.enums import Stance
from decisions.models import Case
from decisions.referring import Recipient
from demo import clock
from demo.people import meeting_committee, reporting_units, with_function
from governance.enums import Function
from governance.models import Unit

STRATEGY = "decisions.strategy"
QUESTION = "Hur påverkar förslaget er verksamhet, och vad bör ändras innan det beslutas?"
ANSWERS = [
    (
        Stance.FAVOUR,
        "Inriktningen stämmer med vårt arbete. Vi föreslår att kontaktpersonernas uppgift skrivs ut tydligare.",
    ),
    (
        Stance.FAVOUR_WITH_REMARKS,
        "Vi tillstyrker, men kostnaderna för resor och egen tid behöver framgå innan förslaget beslutas.",
    ),
]
OUTSIDE = ["Universitetet", "Handelskammaren"]
SENT, ANSWERED = 20, 6


def load() -> None:
    officer = with_function(Function.COORDINATOR)
    with clock.days_ago(SENT):
        case = _case()
        referral = referrals.draft_referral(
            case=case,
            title=f"Remiss: {case.title}",
            question=QUESTION,
            due_on=timezone.localdate() + timedelta(days=50),
            recipients=_recipients(),
            by=officer,
        )
        referrals.send(referral=referral, by=officer)
    rows = [answer for answer in referral.answers.order_by("pk") if answer.body_id is None]
    with clock.days_ago(ANSWERED):
        for answer, (stance, statement) in zip(rows, ANSWERS, strict=False):
            director = None if answer.outside else with_function(Function.DIRECTOR, unit=answer.unit)
            by = director or with_function(Function.REGISTRAR)
            written = answers.write_answer(
                answer=answer, version=answers.text_version(answer), stance=stance, statement=statement, by=by
            )
            answers.answer(answer=written, by=by)


def _case() -> Case:
    """A case about the city's strategy where the policy has a route for it, else the latest one."""
    officer = with_function(Function.COORDINATOR)
    texts = {
        "background": "Exempel: inriktningen behöver ses över efter utvärderingen.",
        "proposed_decision": "Den reviderade inriktningen för det internationella arbetet antas.",
    }
    if matters.is_known(STRATEGY):
        coordinating = Unit.objects.get(coordinating=True)
        title = "Översyn av inriktningen för det internationella arbetet"
        case = decisions.open_case(matter=STRATEGY, by=officer, title=title, unit=coordinating, **texts)
    else:
        case = Case.objects.latest("pk")
    case.example = True
    case.save(update_fields=["example"])
    return case


def _recipients() -> list[Recipient]:
    committee = meeting_committee()
    units = [unit for unit in reporting_units() if not unit.coordinating][:3]
    asked = [Recipient(unit=unit) for unit in units]
    asked += [Recipient(outside=name) for name in OUTSIDE[: max(1, 3 - len(units))]]
    return asked + ([Recipient(body=committee)] if committee else [])
