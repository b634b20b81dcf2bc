"""Who is told of a referral: directors, contact persons and secretaries of who is asked; outside parties by mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import outbox
from decisions.conditions.referrals import is_secret
from decisions.models import Answer, Case, Referral
from governance.enums import Function
from governance.models import Appointment, Person, Unit

OF_A_UNIT = (Function.DIRECTOR, Function.CONTACT_PERSON)
Words = Callable[[Answer], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Outsider:
    """An outside party as the outbox wants a recipient. Nobody signs in with the number 0: the mail is all there is."""

    email: str
    pk: int = 0
    language: str = "sv"


def sent(referral: Referral, answers: list[Answer]) -> list[Answer]:
    """Tell every recipient. Returns the bodies and units of whom nobody could be told."""

    def words(answer: Answer) -> tuple[str, str]:
        subject = _("Remiss: %(title)s, svar senast %(day)s")
        return subject % _said(answer), _question(answer)

    told = _tell(referral, answers, "referral", "decisions.referral_sent", words)
    return [answer for answer in answers if answer.pk not in told and not answer.outside]


def extended(answer: Answer) -> None:
    def words(row: Answer) -> tuple[str, str]:
        return _("Ny sista svarsdag för remissen %(title)s: %(day)s") % _said(row), row.extended_reason

    key = f"referral-extended-{answer.due_on.isoformat()}"
    _tell(answer.referral, [answer], key, "decisions.referral_extended", words)


def withdrawn(referral: Referral, answers: list[Answer]) -> None:
    def words(answer: Answer) -> tuple[str, str]:
        return _("Remissen %(title)s är återkallad") % _said(answer), _("Du behöver inte svara.")

    _tell(referral, answers, "referral-withdrawn", "decisions.referral_withdrawn", words, linked=False)


def reminded(referral: Referral, answers: list[Answer], *, late: bool) -> None:
    """Three days before the last day, or the day after it; who sent the referral is told of who is late."""

    def words(answer: Answer) -> tuple[str, str]:
        said = _said(answer)
        if late:
            return _("Svaret på remissen %(title)s skulle ha kommit %(day)s") % said, _question(answer)
        return _("Påminnelse: svara på remissen %(title)s senast %(day)s") % said, _question(answer)

    word = "late" if late else "soon"
    for answer in answers:
        key = f"referral-{word}-{answer.due_on.isoformat()}"
        _tell(referral, [answer], key, f"decisions.referral_{word}", words)
        if late and referral.sent_by is not None:
            _tell_sender(answer, f"referral-{word}-sender-{answer.due_on.isoformat()}")


def answered(answer: Answer) -> None:
    """Who sent the referral hears that an answer has come."""
    sender = answer.referral.sent_by
    if sender is None or not _sees(sender, answer.referral.case_id):
        return
    with translation.override(sender.language):
        subject = _("%(who)s har svarat på remissen %(title)s") % _said(answer)
        body = answer.get_stance_display()
    outbox.queue(
        to=sender,
        key=f"referral-answered:{answer.pk}",
        kind="decisions.referral_answered",
        subject=subject,
        body=body,
        url=answer.referral.get_absolute_url(),
    )


def people_of(referral: Referral, answers: list[Answer]) -> dict[int, list[Person]]:
    """Who is told for each answer: for a body its secretaries and those of its departments. Of a confidential case only
    those to whom it was handed."""
    bodies = {answer.body_id for answer in answers if answer.body_id}
    served = dict(Unit.objects.filter(serves_id__in=bodies).values_list("pk", "serves_id"))
    units = {answer.unit_id for answer in answers if answer.unit_id}
    rows = Appointment.objects.today().filter(
        Q(unit_id__in=units | set(served), function__in=OF_A_UNIT) | Q(body_id__in=bodies, function=Function.SECRETARY),
        person__is_active=True,
    )
    held: dict[tuple[str, int | None], dict[int, Person]] = defaultdict(dict)
    for row in rows.select_related("person").order_by("pk"):
        if row.unit_id:
            held["unit", row.unit_id][row.person_id] = row.person
        body_id = row.body_id or served.get(row.unit_id or 0)
        held["body", body_id][row.person_id] = row.person
    found = {
        answer.pk: list(
            held["body", answer.body_id].values() if answer.body_id else held["unit", answer.unit_id].values()
        )
        for answer in answers
        if not answer.outside
    }
    found |= {answer.pk: [] for answer in answers if answer.outside}
    return _with_access(found, referral.case)


def _with_access(found: dict[int, list[Person]], case: Case) -> dict[int, list[Person]]:
    if not is_secret(case):
        return found
    return {pk: [person for person in people if _sees(person, case.pk)] for pk, people in found.items()}


def _sees(person: Person, case_id: int) -> bool:
    return Case.objects.visible_to(person).filter(pk=case_id).exists()


def _tell(
    referral: Referral, answers: Iterable[Answer], key: str, kind: str, words: Words, *, linked: bool = True
) -> set[int]:
    """Tell the people of each answer once under `key`, each in their own language. Returns the answers told of."""
    rows = list(answers)
    told = set()
    for pk, people in people_of(referral, rows).items():
        answer = next(row for row in rows if row.pk == pk)
        listeners: list[Person | Outsider] = [*people]
        if answer.outside_email:
            listeners.append(Outsider(answer.outside_email))
        for each in listeners:
            with translation.override(each.language):
                subject, body = words(answer)
            url = answer.get_absolute_url() if linked and isinstance(each, Person) else ""
            outbox.queue(to=each, key=f"{key}:{pk}", kind=kind, subject=subject, body=body, url=url)
            told.add(pk)
    return told


def _tell_sender(answer: Answer, key: str) -> None:
    sender = answer.referral.sent_by
    if sender is None or not _sees(sender, answer.referral.case_id):
        return
    with translation.override(sender.language):
        subject = _("%(who)s har inte svarat på remissen %(title)s") % _said(answer)
        body = _("Sista svarsdag var %(day)s. Förläng svarstiden eller sammanställ utan svaret.") % _said(answer)
    url = answer.referral.get_absolute_url()
    outbox.queue(
        to=sender, key=f"{key}:{answer.pk}", kind="decisions.referral_late", subject=subject, body=body, url=url
    )


def _question(answer: Answer) -> str:
    question = answer.referral.question
    if not answer.outside:
        return question
    reply = _("Skicka ert svar till kommunens registrator och ange diarienummer %(number)s.")
    return f"{question}\n\n{reply % {'number': answer.referral.case.reference_number}}"


def _said(answer: Answer) -> dict[str, str]:
    return {"title": answer.referral.title, "day": date_format(answer.due_on, "j F Y"), "who": str(answer)}
