"""One of everything of a visit's programme, outcome and feedback, and a study journey, of one class."""

from __future__ import annotations

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from engagements.enums import AreaKey
from governance.models import Unit
from tests import factories
from visits import feedback_address
from visits.actions.feeds import hash_of
from visits.models import (
    ChecklistLine,
    CompanyMet,
    Delegate,
    FeedbackLink,
    Gift,
    OutgoingVisit,
    ProgrammeItem,
    Promise,
    VisitFeed,
)

SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
DAY = date(2027, 5, 4)


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """Titles of the confidential class carry the canary word. The address of the confidential class's subscription is
    closed, since a subscription holds no confidential visit whoever has it; a confidential visit has no open link."""
    visit = rows["visit"]
    secret = visit.engagement.is_confidential
    visit.engagement.starts_on = DAY
    visit.engagement.save()
    item = ProgrammeItem.objects.create(
        visit=visit, day=DAY, starts_at=time(9), ends_at=time(10), title_sv=f"Punkt {word}", place=f"Rum {word}"
    )
    promise = Promise.objects.create(visit=visit, text=f"Löfte {word}", unit=unit, due_on=date(2020, 1, 1))
    gift = Gift.objects.create(
        visit=visit, kind="given", what=f"Gåva {word}", value=1, from_office="A", to_office="B", on=DAY
    )
    link = FeedbackLink.objects.create(visit=visit, expires_on=timezone.localdate() + timedelta(days=30))
    token = f"token-{word}"
    revoked = {"revoked_at": timezone.now()} if secret else {}
    feed = VisitFeed.objects.create(
        unit=unit, person=factories.contact_person(unit), token_hash=hash_of(token), **revoked
    )
    return {
        "programme_item": item,
        "promise": promise,
        "gift": gift,
        "company": CompanyMet.objects.create(visit=visit, name=f"Företag {word}"),
        "checklist_line": ChecklistLine.objects.create(visit=visit, text=f"Rad {word}"),
        "feedback_link": link,
        "feedback_token": SimpleNamespace(pk=feedback_address.token_of(link.pk)),
        "visit_feed": feed,
        "feed_token": SimpleNamespace(pk=token),
        "outgoing": _outgoing(unit, word, SECRET if secret else {}),
    }


def _outgoing(unit: Unit, word: str, secrecy: dict[str, str]) -> OutgoingVisit:
    title = f"Studieresa {word}"
    spine = factories.engagement(
        AreaKey.VISITS, title=title, search_text=title, responsible_unit=unit, starts_on=date(2026, 5, 4), **secrecy
    )
    row = OutgoingVisit.objects.create(
        engagement=spine, city=f"Stad {word}", country=factories.country("NL"), purpose=f"Syfte {word}",
        travel_mode="train", why_not_remote="På plats",
    )  # fmt: skip
    Delegate.objects.create(outgoing=row, office="Ordföranden", level="politician")
    return row
