"""The forums of an organisation with who takes part through the city's memberships."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import FilteredRelation, Q

from memberships.enums import ForumKind, ForumRole
from memberships.models import Forum


@dataclass(frozen=True, slots=True)
class TakingPart:
    pk: int
    unit_id: int
    unit: str
    role: str
    starts_on: date | None
    ends_on: date | None
    note: str

    @property
    def role_label(self) -> str:
        return str(ForumRole(self.role).label)

    def lasts(self, day: date) -> bool:
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or self.ends_on >= day)


@dataclass(slots=True)
class ForumRow:
    """`lapsed` where nobody takes part any longer (STR-02)."""

    name: str
    kind: str
    participations: list[TakingPart] = field(default_factory=list)
    lapsed: bool = True


def forums_of(organisation: int, memberships: list[int], *, today: date) -> dict[int, list[ForumRow]]:
    """Per membership every forum, with those who take part through it: one query."""
    through = Q(participations__membership_id__in=memberships)
    rows = Forum.objects.filter(organisation_id=organisation)
    rows = rows.annotate(taking=FilteredRelation("participations", condition=through)).order_by(
        "kind", "name", "taking__unit__name", "taking__starts_on", "taking__pk"
    )
    found: dict[int, dict[int, ForumRow]] = {membership: {} for membership in memberships}
    for pk, name, kind, membership, *facts in rows.values_list(
        "pk", "name", "kind", "taking__membership_id", "taking__pk", "taking__unit_id", "taking__unit__name",
        "taking__role", "taking__starts_on", "taking__ends_on", "taking__note",
    ):  # fmt: skip
        for forums in found.values():
            forums.setdefault(pk, ForumRow(name, str(ForumKind(kind).label)))
        if membership is not None:
            taking, forum = TakingPart(*facts), found[membership][pk]
            forum.participations.append(taking)
            forum.lapsed = forum.lapsed and not taking.lasts(today)
    return {membership: list(forums.values()) for membership, forums in found.items()}
