"""What the product knows of the other party: for the background of a paper and of an evaluation."""

from __future__ import annotations

from django.db.models import Prefetch

from engagements.models import Engagement
from memberships.models import ForumParticipation, Membership, Seat
from reviews.drafting.words import day, enumeration, paragraphs, points, sentence


def memberships_of(engagements: list[int]) -> dict[int, Membership]:
    """Memberships by engagement with all that is written about them, in five queries whatever their number."""
    rows = Membership.objects.filter(pk__in=engagements).select_related(
        "organisation", "grade", "through__organisation"
    )
    rows = rows.prefetch_related(
        Prefetch("seats", queryset=Seat.objects.order_by("starts_on", "pk")),
        Prefetch("participations", queryset=ForumParticipation.objects.select_related("forum", "unit")),
        "indirect",
    )
    return {row.pk: row for row in rows}


def about(engagement: Engagement, membership: Membership | None) -> str:
    """Background of one engagement: the other party, the city's part in it, seats and forums (STR-15)."""
    if membership is None:
        return paragraphs(engagement.background, _since(engagement))
    return paragraphs(
        engagement.background,
        _organisation(membership),
        _membership(membership),
        _seats(membership),
        sentence(membership.participation_note),
        _indirect(membership),
    )


def _since(engagement: Engagement) -> str:
    if engagement.starts_on:
        return f"Engagemanget började {day(engagement.starts_on)}."
    return f"Engagemanget har funnits sedan {engagement.since_text}." if engagement.since_text else ""


def _organisation(membership: Membership) -> str:
    of = membership.organisation
    said = [f"{of.name} ({of.long_name})" if of.long_name else of.name]
    said.append(f"grundades {of.founded}" if of.founded else "är en internationell organisation")
    text = " ".join(said) + "."
    if of.members:
        text += f" Medlemmar: {sentence(of.members)}"
    if of.open_to:
        text += f" Riktar sig till: {sentence(of.open_to)}"
    if of.purpose:
        text += f" Ändamål: {sentence(of.purpose)}"
    if of.congress:
        text += f" Kongress: {sentence(of.congress)}"
    return text


def _membership(membership: Membership) -> str:
    said = "Kommunen är medlem"
    if membership.member_since:
        said += f" sedan {membership.member_since}"
    if membership.through:
        said += f", genom medlemskapet i {membership.through.organisation.name}"
    if membership.grade:
        said += f", med medlemsgraden {membership.grade.name.lower()}"
    said += "."
    if membership.grade_exception:
        said += f" Undantag från villkoren: {sentence(membership.grade_exception)}"
    return said


def seat_lines(membership: Membership) -> list[str]:
    lines = []
    for seat in membership.seats.all():
        years = "–".join(str(each.year) if each else "" for each in (seat.starts_on, seat.ends_on)).strip("–")
        held = f", innehas av {seat.held_by_office}" if seat.held_by_office else ""
        elected = f", vald {seat.elected}" if seat.elected else ""
        lines.append(f"{seat.organ}{f' {years}' if years else ''}{held}{elected}")
    return lines


def _seats(membership: Membership) -> str:
    lines = seat_lines(membership)
    return f"Uppdrag i organisationen:\n{points(lines)}" if lines else ""


def _indirect(membership: Membership) -> str:
    through = [each.through for each in membership.indirect.all()]
    return f"Kommunen är också företrädd genom {enumeration(through)}." if through else ""


def forum_lines(membership: Membership) -> list[str]:
    return [
        f"{each.forum.name}: {each.unit.name} ({each.get_role_display().lower()})"
        for each in membership.participations.all()
    ]
