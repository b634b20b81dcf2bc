"""The notice with agenda and papers (kallelse med handlingar) as one PDF, in each reader's own copy."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.enums import MeetingState
from decisions.models import Meeting
from decisions.selectors.meetings import called_to, meeting_for
from decisions.selectors.papers import Line, agenda_as, agenda_of, left_out, papers_of
from documents import prints
from documents.pdf.compose import Cover, compose
from governance.models import Person
from governance.selectors import municipality


def html(meeting: Meeting, variant: str) -> str:
    cover = Cover(
        municipality=municipality(),
        kind=_("Kallelse med handlingar"),
        title=f"{meeting.body} {date_format(meeting.held_on, 'j F Y')}",
        draft=meeting.state == MeetingState.PLANNED,
        facts=_facts(meeting, variant),
    )
    papers = papers_of(_agenda(meeting, variant))
    context = {"meeting": meeting, "papers": papers, "called": called_to(meeting), "own_copy": bool(variant)}
    body = render_to_string("decisions/pdf/meeting_papers.html", context)
    return compose(cover=cover, body=body, numbered=False, contents_depth=2)


def _facts(meeting: Meeting, variant: str) -> list[tuple[str, str]]:
    facts = [
        (_("Tid"), date_format(timezone.localtime(meeting.starts_at), "l j F Y H:i")),
        (_("Plats"), meeting.place or _("Meddelas senare")),
        (_("Offentlighet"), _("Öppet för allmänheten") if meeting.public else _("Inom stängda dörrar")),
    ]
    if meeting.called_at:
        facts.append((_("Kallelsen skickad"), date_format(timezone.localtime(meeting.called_at), "j F Y")))
    if meeting.state == MeetingState.CANCELLED:
        facts.append((_("Läge"), _("Inställt")))
    if variant:
        facts.append((_("Exemplar"), _("Personligt, utan handlingar som inte får läsas av mottagaren")))
    return facts


def load(pk: int) -> Meeting | None:
    return Meeting.objects.select_related("body", "chair", "secretary", "called_by").filter(pk=pk).first()


def title(meeting: Meeting) -> str:
    return _("Kallelse med handlingar: %(body)s %(day)s") % {
        "body": meeting.body,
        "day": date_format(meeting.held_on, "j F Y"),
    }


def variant(person: Person, meeting: Meeting) -> str:
    """What is left out for this reader. Who gets everything has the agenda that was read for it printed."""
    lines = agenda_of(meeting, person)
    key = left_out(lines)
    if not key:
        vars(meeting)["whole_agenda"] = lines
    return key


def _agenda(meeting: Meeting, variant: str) -> list[Line]:
    known = None if variant else vars(meeting).get("whole_agenda")
    return agenda_as(meeting, variant) if known is None else known


NOTICE = prints.Print(
    key="kallelse",
    name=gettext_lazy("Kallelse med handlingar"),
    find=meeting_for,
    load=load,
    title=title,
    html=html,
    back=lambda meeting: reverse("decisions:meeting_papers", args=[meeting.pk]),
    variant=variant,
)
