"""What the called are told: that they are called, what has changed since, that the meeting is cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import outbox
from decisions import agenda_titles
from decisions.enums import ItemState
from decisions.models import AgendaItem, Meeting
from governance.models import Person

Text = Callable[[], tuple[str, str]]


def called(meeting: Meeting, people: Iterable[Person]) -> None:
    """Time, place and the matters to be dealt with (KL 5:15), without the title of what is confidential."""
    items = meeting.items.exclude(state=ItemState.STRUCK).select_related("step__case__engagement")
    titles = [agenda_titles.for_everybody(item) for item in items]

    def text() -> tuple[str, str]:
        lines = [_place_and_time(meeting), meeting.note, _("Dagordning:")]
        lines += [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
        return _("Kallelse: %(what)s") % {"what": _what(meeting)}, "\n".join(line for line in lines if line)

    _tell(meeting, people, f"meeting:{meeting.pk}:called", "decisions.meeting_called", text)


def changed(meeting: Meeting, people: Iterable[Person]) -> None:
    def text() -> tuple[str, str]:
        return _("Ändrad tid eller plats: %(what)s") % {"what": _what(meeting)}, _place_and_time(meeting)

    _tell(meeting, people, f"meeting:{meeting.pk}:changed:{meeting.version}", "decisions.meeting_changed", text)


def cancelled(meeting: Meeting, people: Iterable[Person]) -> None:
    def text() -> tuple[str, str]:
        return _("Inställt: %(what)s") % {"what": _what(meeting)}, meeting.cancelled_reason

    _tell(meeting, people, f"meeting:{meeting.pk}:cancelled", "decisions.meeting_cancelled", text)


def item_changed(meeting: Meeting, item: AgendaItem, people: Iterable[Person]) -> None:
    """An item was added, struck or put back after the notice; an urgent one must reach everybody (KL 5:15)."""
    title, state, urgent = agenda_titles.for_everybody(item), item.state, item.urgent

    def text() -> tuple[str, str]:
        if state == ItemState.STRUCK:
            subject = _("Struken punkt: %(what)s")
        elif urgent:
            subject = _("Brådskande ärende tillagt: %(what)s")
        else:
            subject = _("Tillagd punkt: %(what)s")
        return subject % {"what": _what(meeting)}, title

    key = f"meeting:{meeting.pk}:item:{item.pk}:{meeting.version}"
    _tell(meeting, people, key, "decisions.agenda_changed", text)


def _tell(meeting: Meeting, people: Iterable[Person], key: str, kind: str, text: Text) -> None:
    """One notice to each who can sign in, in the person's own language."""
    url = f"/sammantraden/{meeting.pk}/handlingar/"
    for person in people:
        if person.is_active:
            with translation.override(person.language):
                subject, body = text()
                outbox.queue(to=person, key=key, kind=kind, subject=subject, body=body, url=url)


def _what(meeting: Meeting) -> str:
    return f"{meeting.body} {date_format(meeting.held_on, 'j F Y')}"


def _place_and_time(meeting: Meeting) -> str:
    when = date_format(timezone.localtime(meeting.starts_at), "l j F Y H:i")
    return _("%(when)s, %(place)s") % {"when": when.capitalize(), "place": meeting.place or _("plats meddelas senare")}
