"""What senders and colleagues are told. Mail leaves the house: nothing confidential in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import outbox
from governance.enums import Function
from governance.models import Appointment, Person, Unit
from visits import answering
from visits.enums import RequestChannel
from visits.models import Visit, VisitRequest

KEY = "visit-request:%s:"
SALT = "visits.request.confirm"


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody without an account: told by mail only."""

    email: str
    language: str
    pk: int = 0


def confirm_address(request: VisitRequest) -> None:
    """The link that makes the request count. It holds the number of the request, signed, and nothing of it."""
    words = answering.confirmation(request.language)
    address = f"{reverse('visits:request_confirm')}?brev={token_of(request)}&sprak={request.language}"
    outbox.queue(
        to=Outside(request.sender_email, request.language), key=KEY % request.pk + "confirm",
        kind="visit_request.confirm", subject=words.subject, body=words.text, url=address,
    )  # fmt: skip


def token_of(request: VisitRequest) -> str:
    return signing.dumps(request.pk, salt=SALT)


def answer_sender(request: VisitRequest) -> None:
    """By mail when there is an address; otherwise the answer is given in another way, and kept as a text."""
    if not request.sender_email:
        return
    outbox.queue(
        to=Outside(request.sender_email, request.language), key=KEY % request.pk + "answer",
        kind="visit_request.answer", subject=answering.subject(request.language), body=request.answer,
    )  # fmt: skip


def tell_who_forwarded(request: VisitRequest, by: Person) -> None:
    """Who passed it on hears what came of it (nobody is told what they did themselves)."""
    sender = request.received_by
    if request.channel != RequestChannel.FORWARDED or sender is None or sender.pk == by.pk or request.is_confidential:
        return
    outbox.queue(
        to=sender,
        key=KEY % request.pk + "forwarded",
        kind="visit_request.forwarded",
        subject=_("Förfrågan du vidarebefordrade är besvarad"),
        body=request.get_result_display(),
        url=request.get_absolute_url(),
    )


def main_host_proposed(visit: Visit, units: list[Unit], by: Person) -> None:
    """To the contact persons of the units that have not agreed yet. Of a confidential visit nothing is mailed."""
    if visit.main_host is None or visit.engagement.is_confidential:
        return
    others = [unit.pk for unit in units if unit != visit.main_host]
    held = Appointment.objects.today().filter(function=Function.CONTACT_PERSON, unit_id__in=others)
    for appointment in held.exclude(person=by).select_related("person"):
        outbox.queue(
            to=appointment.person,
            key=f"visit.main-host:{visit.pk}:{visit.main_host.pk}",
            kind="visit.main-host",
            subject=_("Godta huvudvärd för ett besök"),
            body=visit.main_host.name,
            url=reverse("visits:visit_hosts", args=[visit.pk]),
        )
