"""Who is told of a task: the unit's director, or its contact persons when it has none; and who gave it."""

from __future__ import annotations

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import outbox
from decisions.models import Assignment, Case
from governance.enums import Function
from governance.models import Appointment, Person


def given(task: Assignment) -> list[Person]:
    """Tell the unit. Returns those who could be told; of a confidential case only those to whom it was handed."""
    people = people_of(task)
    for each in people:
        with translation.override(each.language):
            subject = _("Uppdrag från %(body)s, klart senast %(day)s") % _said(task)
        _tell(each, f"task:{task.pk}", "decisions.task_given", subject, task.text, task)
    return people


def reported(task: Assignment) -> None:
    with translation.override(task.given_by.language):
        subject = _("%(unit)s har återrapporterat ett uppdrag") % _said(task)
    if _sees(task.given_by, task):
        _tell(task.given_by, f"task-reported:{task.pk}:{task.version}", "decisions.task_reported", subject, "", task)


def settled(task: Assignment, *, accepted: bool) -> None:
    for each in people_of(task):
        with translation.override(each.language):
            done, back = _("Återrapporten är godkänd: %(text)s"), _("Uppdraget är lämnat tillbaka: %(text)s")
            subject = (done if accepted else back) % _said(task)
        key = f"task-settled:{task.pk}:{task.version}"
        _tell(each, key, "decisions.task_settled", subject, "" if accepted else task.handed_back, task)


def reminded(task: Assignment, *, late: bool) -> None:
    """Three days before the last day, or the day after it; who gave the task is told of what is late."""
    word = "late" if late else "soon"
    listeners = people_of(task)
    if late and _sees(task.given_by, task) and task.given_by not in listeners:
        listeners.append(task.given_by)
    for each in listeners:
        with translation.override(each.language):
            past, ahead = _("Ett uppdrag skulle ha varit klart %(day)s"), _("Påminnelse: uppdrag klart senast %(day)s")
            subject = (past if late else ahead) % _said(task)
        key = f"task-{word}:{task.pk}:{task.due_on.isoformat()}"
        _tell(each, key, f"decisions.task_{word}", subject, task.text, task)


def people_of(task: Assignment) -> list[Person]:
    functions = (Function.DIRECTOR, Function.CONTACT_PERSON)
    held = Appointment.objects.today().filter(unit_id=task.unit_id, function__in=functions, person__is_active=True)
    rows = list(held.select_related("person").order_by("pk"))
    for function in functions:
        people = {row.person_id: row.person for row in rows if row.function == function}
        seeing = [each for each in people.values() if _sees(each, task)]
        if seeing:
            return seeing
    return []


def _sees(person: Person, task: Assignment) -> bool:
    return Case.objects.visible_to(person).filter(pk=task.case_id).exists()


def _tell(to: Person, key: str, kind: str, subject: str, body: str, task: Assignment) -> None:
    outbox.queue(to=to, key=key, kind=kind, subject=subject, body=body, url=task.get_absolute_url())


def _said(task: Assignment) -> dict[str, str]:
    words = {"body": str(task.decision.body), "unit": str(task.unit), "text": str(task)}
    return words | {"day": date_format(task.due_on, "j F Y")}
