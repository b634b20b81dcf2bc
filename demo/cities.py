"""An example city with an agreement to take a stand on, one with a draft, and exchange grants on their way."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from cities import actions
from cities.enums import AgreementState, RelationKind
from cities.models import City, CityRelation, ExchangeGrant
from demo import clock
from demo.people import with_function
from engagements.models import Country
from governance.enums import Function
from governance.models import Theme, Unit
from governance.selectors import policy_in_force

SOURCE = "Exempel"
NOTICE = 6
NAMES = TROMSO, TARTU = "Tromsø", "Tartu"
GRANTS = [
    ("Blåsorkestern", "Konsertresa med trettio unga musiker.", 60_000, 45_000, "reported"),
    ("Idrottsföreningen", "Turnering för flicklag i båda städerna.", 40_000, 40_000, "paid"),
    ("Hembygdsföreningen", "Utställning om sjöfart.", 25_000, 20_000, "granted"),
    ("Schackklubben", "Öppen turnering utan deltagare från vänorten.", 15_000, 0, "refused"),
    ("Körsällskapet", "Gemensam julkonsert.", 35_000, 0, "applied"),
]


def load() -> int:
    """Returns how many rows were made."""
    active = _active()
    _drafted()
    for association, purpose, applied, granted, state in GRANTS:
        _grant(active, association, purpose, applied, granted, state)
    return 2 + len(GRANTS)


def _active() -> CityRelation:
    """A cooperation that runs on unless somebody gives notice before the summer."""
    relation = _relation(TROMSO, "NO", 69.649, 18.955, status="active")
    year = timezone.localdate().year
    actions.record_known(
        relation=relation,
        since=None,
        state=AgreementState.ACTIVE,
        source=SOURCE,
        themes=list(Theme.objects.order_by("pk")[:2]),
        parties=f"{policy_in_force().municipality}\nTromsø kommune",
        benefit_city="Exempel: kunskap om klimatanpassning i arktiskt klimat.",
        benefit_partner="Exempel: kunskap om stadsplanering.",
        starts_on=date(year - 2, 1, 1),
        ends_on=date(year + 1, 12, 31),
        prolongs_months=24,
        notice_months=NOTICE,
        partner_notice_months=NOTICE,
    )
    return relation


def _drafted() -> None:
    """A cooperation that is proposed, with the agreement written and waiting for its case."""
    relation = _relation(TARTU, "EE", 58.378, 26.729, status="proposed")
    actions.draft_agreement(
        relation=relation,
        by=with_function(Function.COORDINATOR),
        themes=list(Theme.objects.order_by("pk")[:1]),
        parties=f"{policy_in_force().municipality}\nTartu linn",
        benefit_city="Exempel: digitala tjänster för invånarna.",
        benefit_partner="Exempel: arbete mot klimatmålen.",
        starts_on=date(timezone.localdate().year + 1, 1, 1),
        ends_on=date(timezone.localdate().year + 3, 12, 31),
        notice_months=NOTICE,
        city_office="Kommunstyrelsens ordförande",
        partner_office="Borgmästaren",
    )


def remove_cities() -> int:
    """When the relations are gone: the examples' cities, but for those that somebody else has come to name."""
    rows = City.objects.filter(name__in=NAMES, relations=None, twinned_with=None)
    return rows.delete()[0]


def _relation(name: str, code: str, latitude: float, longitude: float, *, status: str) -> CityRelation:
    by = with_function(Function.COORDINATOR)
    relation = actions.register_relation(
        city=name,
        country=Country.objects.get(code=code),
        kind=RelationKind.COOPERATION_CITY,
        responsible_unit=Unit.objects.get(coordinating=True),
        by=by,
        spine={"example": True, "status": status, "background": "Exempel.", "source": SOURCE},
    )
    return actions.change_relation(relation=relation, by=by, latitude=latitude, longitude=longitude)


def _grant(relation: CityRelation, association: str, purpose: str, applied: int, granted: int, state: str) -> None:
    """Each step on a day of its own, as it was taken."""
    by = with_function(Function.COORDINATOR)
    with clock.days_ago(120) as day:
        grant = actions.apply_for_grant(
            relation=relation, association=association, purpose=purpose, year=day.year, applied=applied,
            applied_on=day, by=by,
        )  # fmt: skip
    steps = {"granted": 1, "refused": 1, "paid": 2, "reported": 3}.get(state, 0)
    if steps:
        _decide(grant, granted, by)
    if steps > 1:
        actions.pay_grant(grant=grant, amount=granted, on=timezone.localdate() - timedelta(days=60), by=by)
    if steps > 2:
        actions.report_grant(
            grant=grant, used=granted - 5_000, outcome="Exempel: två konserter och nya vänner.",
            on=timezone.localdate() - timedelta(days=9), by=by,
        )  # fmt: skip


def _decide(grant: ExchangeGrant, granted: int, by: object) -> None:
    said = {"grant": grant, "decision": "Delegationsbeslut D 14", "on": timezone.localdate() - timedelta(days=90)}
    if granted:
        actions.give_grant(amount=granted, by=by, **said)
    else:
        actions.refuse_grant(reason="Ansökan gäller inget utbyte med staden.", by=by, **said)
