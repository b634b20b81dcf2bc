"""The reference number a body's next record gets: from its own series, or from the city's diary."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core import reference_numbers
from core.rules import Finding, Refused
from governance.enums import BodyKind
from governance.models import Body, DiaryNumber

USUAL_SERIES = "KS"


def take_for(body: Body | None, *, day: date | None = None) -> str:
    """The next number of the body; of the executive board when there is no body, or one without a series.

    Runs inside the transaction that registers the record, so that a rollback leaves no gap. A body that takes its
    numbers from the city's diary is refused when none is left (OSL 5:1-2: registration needs a number).
    """
    if body is None or not (body.series_prefix or body.number_template or body.numbers_from_diary):
        body = Body.objects.filter(kind=BodyKind.EXECUTIVE_BOARD).first()
    if body is None:
        return reference_numbers.take(prefix=USUAL_SERIES, day=day)
    if body.numbers_from_diary:
        return _next_of_the_diary(body)
    template = body.number_template or reference_numbers.DEFAULT_TEMPLATE
    if template == reference_numbers.DEFAULT_TEMPLATE:
        return reference_numbers.take(prefix=body.series_prefix or USUAL_SERIES, day=day)
    return reference_numbers.take(prefix=body.series, day=day, template=template)


def _next_of_the_diary(body: Body) -> str:
    Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    free = DiaryNumber.objects.filter(body=body, taken_at__isnull=True)
    for number in free.order_by("pk")[:5]:
        if free.filter(pk=number.pk).update(taken_at=timezone.now()):
            return number.text
    message = _("Diarienumren för %(body)s är slut. Läs in fler från kommunens diarium, på organets sida.")
    raise Refused([Finding("number.none-left", message % {"body": body}, clause="OSL 5:1–2")])


def left(body: Body) -> int:
    return DiaryNumber.objects.filter(body=body, taken_at__isnull=True).count()
