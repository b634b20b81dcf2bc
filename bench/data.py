"""Fill an empty, migrated database with engagements and what hangs on them. The same size gives the same rows.

Rows are written in bulk, which the product never does with rows it keeps a history of; their history is written here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench import words
from cities.models import City, CityRelation
from core import chain
from core.enums import Confidentiality
from core.models import Event
from decisions.models import Case
from engagements.enums import ActivityKind, AreaKey, Happening, Mode, Status
from engagements.models import (
    Activity,
    Country,
    Engagement,
    EngagementAim,
    EngagementGoal,
    EngagementGrant,
    Participation,
    ResourceLine,
)  # fmt: skip
from governance.enums import BodyKind, Function
from governance.models import Aim, Appointment, Body, Person, Policy, PolicyAim, RuleSetting, Theme, Unit
from memberships.models import Membership, Organisation
from monitoring.models import Dossier
from projects.models import Project
from visits.models import Visit

CHUNK = 2000
DETAILED = 20
PARTS = 20
"""The first 20 engagements have 20 activities, 20 stored versions and 20 events each."""
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STATUSES = [Status.ACTIVE] * 6 + [Status.PROPOSED, Status.DORMANT, Status.ENDED, Status.ENDED, Status.DECLINED]
AREAS = [AreaKey.PROJECTS] * 4 + [AreaKey.VISITS] * 3 + [AreaKey.MEMBERSHIPS] + [AreaKey.CITIES] + [AreaKey.MONITORING]


def fill(size: int, say: Callable[[str], None] = lambda line: None) -> None:
    """Make `size` engagements, 3 in 100 of them confidential, and the person `bench` who may see the open ones."""
    frame = Frame()
    engagements = [frame.engagement(number) for number in range(1, size + 1)]
    say(f"{size} engagements")
    in_bulk(Engagement, engagements)
    in_bulk(Engagement.history.model, (version for row in engagements for version in versions(row, frame)))
    say("what they are about")
    in_bulk(Engagement.themes.through, frame.links(engagements, "theme_id", frame.themes, 1, 3))
    in_bulk(Engagement.countries.through, frame.links(engagements, "country_id", frame.countries, 1, 2))
    in_bulk(EngagementAim, frame.rows(EngagementAim, engagements, "aim_id", frame.aims, 1, 2))
    in_bulk(EngagementGoal, frame.rows(EngagementGoal, engagements, "goal", list(range(1, 18)), 0, 2))
    in_bulk(Participation, frame.rows(Participation, engagements, "unit_id", frame.units, 0, 3))
    say("areas, activities, resources, cases and events")
    frame.write_area_rows(engagements)
    in_bulk(Activity, frame.activities(engagements))
    in_bulk(ResourceLine, frame.resources(engagements))
    in_bulk(Case, frame.cases(engagements))
    in_bulk(Event, (event for row in engagements for event in events(row, frame)))
    for row in engagements[:5]:
        EngagementGrant.objects.assign_perm("read_confidential", frame.person, row)
    settle()


def settle() -> None:
    """Leave the database as its own housekeeping would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), [Engagement, Organisation, City]):
                cursor.execute(statement)
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def in_bulk(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        with transaction.atomic():
            model._base_manager.bulk_create(chunk)


class Frame:
    """The municipality around the engagements, and the dice."""

    def __init__(self) -> None:
        self.dice = Random(words.SEED)
        self.themes = self._named(Theme, "tema", words.THEMES)
        self.aims = self._named(Aim, "inriktning", words.AIMS)
        self.board = Body.objects.create(
            key="kommunstyrelsen", name="Kommunstyrelsen", kind=BodyKind.EXECUTIVE_BOARD, series_prefix="KS"
        )
        coordinating = Unit.objects.create(
            key="internationella", name="Internationella enheten", coordinating=True, serves=self.board
        )
        self.units = [coordinating.pk, *self._named(Unit, "enhet", words.UNITS)]
        self.unit_names = dict(Unit.objects.values_list("pk", "name"))
        self.theme_names = dict(Theme.objects.values_list("pk", "name"))
        Country.objects.bulk_create(
            [
                Country(code=code, name=name, name_en=name_en, nordic=code in words.NORDIC,
                        eu=code not in words.OUTSIDE_EU)
                for code, name, name_en in words.COUNTRIES
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        self.countries = [code for code, _name, _name_en in words.COUNTRIES]
        self.person = Person.objects.create_user(
            words.USERNAME, email="bench@exempel.se", name="Åsa Öberg", is_staff=True, is_superuser=True
        )
        Appointment.objects.create(
            person=self.person, function=Function.COORDINATOR, unit=coordinating, starts_on=date(2020, 1, 1)
        )
        self.policy = self._policy()

    def _named(self, model: Any, prefix: str, names: list[str]) -> list[int]:
        return [model.objects.create(key=f"{prefix}-{n}", name=name).pk for n, name in enumerate(names, start=1)]

    def _policy(self) -> Policy:
        policy = Policy.objects.create(
            version=1, municipality="Exempelstad", title="Policy för internationellt samarbete",
            valid_from=date(2024, 1, 1), in_force=True, content_hash="bench",
            term_starts_on=date(2022, 10, 15), term_ends_on=date(2026, 10, 14),
        )  # fmt: skip
        PolicyAim.objects.bulk_create([PolicyAim(policy=policy, aim_id=pk, order=n) for n, pk in enumerate(self.aims)])
        codes = ["engagement.foreign-policy-assessed", "engagement.benefit-stated", "activity.remote-considered"]
        RuleSetting.objects.bulk_create(
            RuleSetting(policy=policy, code=code, level="block", clause=f"Policy 5.{n}")
            for n, code in enumerate(codes, 1)
        )
        return policy

    def engagement(self, number: int) -> Engagement:
        dice = self.dice
        title = f"{dice.choice(words.FIRST)} {dice.choice(words.FORM)} om {dice.choice(words.ABOUT)} {number}"
        if number % words.RARE_EVERY == words.RARE_EVERY // 2 or number == 7:
            title = f"{title} {words.RARE}"
        confidential = number > DETAILED and dice.random() < 0.03
        starts = date(1995, 1, 1) + timedelta(days=dice.randrange(11_000))
        unit = dice.choice(self.units)
        reference = f"KS {starts.year}/{number:06d}"
        row = Engagement(
            pk=number, title=title, area=AREAS[number % 10], responsible_unit_id=unit, reference_number=reference,
            status=STATUSES[dice.randrange(len(STATUSES))] if number > DETAILED else Status.ACTIVE, starts_on=starts,
            ends_on=starts + timedelta(days=dice.randrange(200, 2000)) if dice.random() < 0.5 else None,
            confidentiality=Confidentiality.CONFIDENTIAL if confidential else Confidentiality.OPEN,
            confidentiality_ground="OSL 15:1" if confidential else "", background=words.PROSE,
            benefit_city=words.PROSE[:300], benefit_partner=words.PROSE[300:500],
            foreign_policy_assessment=words.PROSE[:150], assessed_on=starts, published=dice.random() < 0.2,
            created_at=NOW, changed_at=NOW, version=PARTS if number <= DETAILED else 1,
        )  # fmt: skip
        themes = ", ".join(dice.sample(words.THEMES, 2))
        row.search_text = "\n".join([title, reference, self.unit_names[unit], themes]).casefold()
        return row

    def _some(self, of: list, least: int, most: int) -> list:
        return self.dice.sample(of, self.dice.randint(least, most))

    def links(self, engagements: list[Engagement], name: str, of: list, least: int, most: int) -> Iterator[Any]:
        through = (Engagement.themes if name == "theme_id" else Engagement.countries).through
        return self.rows(through, engagements, name, of, least, most)

    def rows(self, model: Any, engagements: list[Engagement], name: str, of: list, least: int, most: int) -> Iterator:
        for row in engagements:
            for chosen in self._some(of, least, most):
                yield model(engagement_id=row.pk, **{name: chosen})

    def activities(self, engagements: list[Engagement]) -> Iterator[Activity]:
        roles = list(ActivityKind)
        for row in engagements:
            for number in range(PARTS if row.pk <= DETAILED else self.dice.randint(0, 2)):
                yield Activity(
                    engagement_id=row.pk, unit_id=self.dice.choice(self.units), reported_by_id=self.person.pk,
                    state=self.dice.choice(["reported", "accepted", "accepted", "draft"]),
                    title=f"Möte {number + 1} om {self.dice.choice(words.ABOUT)}", kind=self.dice.choice(roles),
                    starts_on=date(2022, 1, 1) + timedelta(days=self.dice.randrange(1700)), place="Bryssel",
                    country_id=self.dice.choice(self.countries), mode=self.dice.choice(list(Mode)),
                    cost=self.dice.randrange(500, 40_000), result=words.PROSE[:120], lesson=words.PROSE[120:220],
                )  # fmt: skip

    def resources(self, engagements: list[Engagement]) -> Iterator[ResourceLine]:
        for row in engagements:
            years = range(2021, 2027) if row.pk <= DETAILED else range(2026, 2026 + (row.pk % 2))
            for year in years:
                yield ResourceLine(
                    engagement_id=row.pk, unit_id=row.responsible_unit_id, year=year, planned=50_000, spent=42_000
                )

    def cases(self, engagements: list[Engagement]) -> Iterator[Case]:
        for row in engagements:
            if row.pk <= DETAILED or row.pk % 20 == 0:
                title = f"Ärende om {row.title}"
                yield Case(
                    title=title, matter="memberships.join", engagement_id=row.pk, policy_id=self.policy.pk,
                    unit_id=row.responsible_unit_id, state="decided", opened_by_id=self.person.pk,
                    reference_number=row.reference_number, search_text=f"{title} {row.reference_number}".casefold(),
                    confidentiality=row.confidentiality, confidentiality_ground=row.confidentiality_ground,
                )  # fmt: skip

    def write_area_rows(self, engagements: list[Engagement]) -> None:
        size = len(engagements)
        organisations = [
            Organisation(pk=n, key=f"organisation-{n}", name=f"{self.dice.choice(words.FIRST)} nätverk {n}")
            for n in range(1, size // 50 + 2)
        ]
        cities = [
            City(pk=n, key=f"stad-{n}", name=f"Stad {n}", country_id=self.dice.choice(self.countries))
            for n in range(1, size // 50 + 2)
        ]
        in_bulk(Organisation, organisations)
        in_bulk(City, cities)
        make: dict[str, Callable[[Engagement], models.Model]] = {
            AreaKey.MEMBERSHIPS: lambda e: Membership(
                engagement_id=e.pk, organisation_id=e.pk % len(organisations) + 1, member_since=e.starts_on.year
            ),
            AreaKey.CITIES: lambda e: CityRelation(
                engagement_id=e.pk, city_id=e.pk % len(cities) + 1, kind="cooperation_city"
            ),
            AreaKey.PROJECTS: lambda e: Project(engagement_id=e.pk, programme="Interreg", own_budget=100_000),
            AreaKey.VISITS: lambda e: Visit(engagement_id=e.pk, kind="study", visitor="Delegation", visitors_count=12),
            AreaKey.MONITORING: lambda e: Dossier(engagement_id=e.pk, kind="advocacy", target="EU-kommissionen"),
        }
        for area, model in zip(
            (AreaKey.MEMBERSHIPS, AreaKey.CITIES, AreaKey.PROJECTS, AreaKey.VISITS, AreaKey.MONITORING),
            (Membership, CityRelation, Project, Visit, Dossier),
            strict=True,
        ):
            in_bulk(model, (make[area](row) for row in engagements if row.area == area))


def versions(row: Engagement, frame: Frame) -> Iterator[models.Model]:
    """What simple-history would have stored: a version when made, and for the detailed ones one for each change."""
    model = Engagement.history.model
    names = [field.attname for field in model.tracked_fields]
    for number in range(1, (PARTS if row.pk <= DETAILED else 1) + 1):
        values = {name: getattr(row, name) for name in names} | {"version": number}
        if number > 1:
            values["benefit_city"] = f"{row.benefit_city} Ändring {number}."
        yield model(
            **values, history_date=NOW - timedelta(days=PARTS - number), history_type="+" if number == 1 else "~",
            history_user_id=frame.person.pk,
        )  # fmt: skip


def events(row: Engagement, frame: Frame) -> Iterator[Event]:
    """One for its registration, and for the detailed ones 19 changes. The database chains them."""
    thread = f"engagements.engagement:{row.pk}"
    for number in range(PARTS if row.pk <= DETAILED else 1):
        event = Event(
            at=NOW - timedelta(days=PARTS - number), subject=thread, thread=thread, actor_id=frame.person.pk,
            happening=Happening.ENGAGEMENT_CHANGED if number else Happening.ENGAGEMENT_REGISTERED,
            actor_name=frame.person.name, capacity="Samordnare, Internationella enheten",
        )  # fmt: skip
        detail = {"fields": ["title", "benefit_city"]} if number else {}
        event.payload = json.dumps(
            chain.columns(event) | {"request": "", "detail": detail}, ensure_ascii=False, sort_keys=True, default=str
        )
        yield event
