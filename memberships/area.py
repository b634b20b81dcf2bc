"""What memberships tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Prefetch, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from memberships import register_file
from memberships.enums import ForumRole, MandateState
from memberships.models import Forum, Membership, Seat, VotingMandate


def _membership(engagement: Any) -> Membership | None:
    """The membership with organisation and grade, read once a page."""
    if not hasattr(engagement, "_membership_of_page"):
        rows = Membership.objects.select_related(
            "organisation", "grade", "through__organisation", "through__engagement"
        )
        engagement._membership_of_page = rows.filter(pk=engagement.pk).first()
        if engagement._membership_of_page is not None:
            engagement.membership = engagement._membership_of_page
    return engagement._membership_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    membership = _membership(engagement)
    if membership is None:
        return []
    found = [
        Fact(_("Organisation"), str(membership.organisation), membership.organisation.get_absolute_url()),
        Fact(_("Slag"), membership.get_kind_display()),
    ]
    if membership.grade:
        found.append(Fact(_("Medlemsgrad"), membership.grade.name))
    if membership.member_since:
        found.append(Fact(_("Medlem sedan"), membership.member_since))
    if membership.through_id and not membership.through.engagement.is_confidential:
        found.append(Fact(_("Genom medlemskap i"), str(membership.through), membership.through.get_absolute_url()))
    if membership.ended_on:
        found.append(Fact(_("Upphörde"), membership.ended_on))
    return found


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """Seats and participation in force, mandates and declarations under way, in one query beside the membership's
    own."""
    membership = _membership(engagement)
    if membership is None:
        return None
    today = timezone.localdate()
    seats = Seat.objects.filter(membership=membership).running(today).order_by()
    taking_part = membership.participations.running(today).order_by()
    text = CharField()
    rows = seats.annotate(what=Value("seat", text)).values_list("what", "organ", "held_by_office", "state", "ends_on")
    rows = rows.union(
        taking_part.annotate(what=Value("forum", text)).values_list(
            "what", "forum__name", "unit__name", "role", "ends_on"
        ),
        _mandates(membership, person),
        _declarations(membership),
        all=True,
    )
    found = sorted((Line(*row) for row in rows), key=lambda line: (line.what, line.place))
    return "memberships/_panel.html", {
        "membership": membership,
        "seats": [line for line in found if line.what == "seat"],
        "participations": [line for line in found if line.what == "forum"],
        "mandates": [line for line in found if line.what == "mandate"],
        "declarations": [line for line in found if line.what == "declaration"],
        "url": membership.organisation.get_absolute_url(),
    }


def _mandates(membership: Membership, person: Any) -> Any:
    """Those not reported yet, with the day of the meeting."""
    rows = VotingMandate.objects.visible_to(person).filter(membership=membership).exclude(state=MandateState.REPORTED)
    named = rows.order_by().annotate(what=Value("mandate", CharField()))
    return named.values_list("what", "meeting", "place", "state", "starts_on")


def _declarations(membership: Membership) -> Any:
    """Those not decided yet, with their last day."""
    rows = membership.declarations.filter(adopted_on__isnull=True, case__closed_at__isnull=True).order_by()
    named = rows.annotate(what=Value("declaration", CharField()), nobody=Value("", CharField()))
    return named.values_list("what", "title", "nobody", "case__state", "deadline")


@dataclass(frozen=True, slots=True)
class Line:
    """A seat (organ, office, state), a participation (forum, unit, role), a mandate or a declaration; `ends_on` is the
    last day, and of a mandate the day of the meeting."""

    what: str
    place: str
    who: str
    how: str
    ends_on: date | None

    @property
    def role(self) -> str:
        return str(ForumRole(self.how).label).lower() if self.what == "forum" else ""


def forums(engagement: Any) -> Sequence[str]:
    rows = Forum.objects.filter(organisation__memberships=engagement.pk)
    return list(rows.order_by("name").values_list("name", flat=True))


def search_words(engagement: Any) -> Sequence[str]:
    membership = Membership.objects.select_related("organisation").prefetch_related(
        Prefetch("organisation__forums", queryset=Forum.objects.order_by("name"))
    ).filter(pk=engagement.pk).first()  # fmt: skip
    if membership is None:
        return []
    organisation = membership.organisation
    return [organisation.name, organisation.long_name, *(forum.name for forum in organisation.forums.all())]


AREA = Area(
    key=AreaKey.MEMBERSHIPS,
    icon="memberships",
    create_url="memberships:membership_create",
    facts=facts,
    panel=panel,
    forums=forums,
    load_register=register_file.load,
    search_words=search_words,
)
