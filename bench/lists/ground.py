"""What the rows stand on: the municipality, its engagements, and a way to make many rows of any model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from math import isqrt
from typing import Any
from zlib import crc32

from django.db import connection, connections, models, transaction
from django.db.models import NOT_PROVIDED

from bench import data, words
from core.enums import Confidentiality
from engagements.models import Country, Engagement
from governance.enums import BodyKind, Function
from governance.models import Appointment, Body, Person, Policy, Unit

BODIES = 30
FROM = date(2019, 1, 1)
DAYS = 3650
"""Days are spread over ten years, seven of them gone."""
NOW = data.NOW
TODAY = NOW.date()
UNSAID = object()
AS_IT_IS = (str, int, bool, type(None))
"""What every database takes without its being put into other words."""


def spread(number: int, many: int, salt: str = "") -> int:
    """A number below `many`, the same every time, and unlike what other salts give the same row."""
    return crc32(f"{salt}{number}".encode()) % many


def one_of(values: Sequence[Any], salt: str = "") -> Callable[[int], Any]:
    return lambda number: values[spread(number, len(values), salt)]


def day(salt: str = "", *, since: date = FROM, days: int = DAYS) -> Callable[[int], date]:
    return lambda number: since + timedelta(days=spread(number, days, salt))


def moment(salt: str = "", *, days: int = DAYS) -> Callable[[int], datetime]:
    """No two rows at the same one."""
    chosen = day(salt, days=days)
    return lambda number: _at_nine(chosen(number)) + timedelta(microseconds=number)


def _at_nine(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=UTC)


def text(number: int) -> str:
    """A heading. The rare word is in the rows whose number is a square: 10 of 100, 316 of 100,000."""
    about = words.RARE if isqrt(number) ** 2 == number else words.ABOUT[spread(number, len(words.ABOUT))]
    return f"{words.FIRST[number % len(words.FIRST)]} {one_of(words.FORM)(number)} om {about} {number}"


def small(number: int) -> str:
    return text(number).casefold()


def is_secret(number: int) -> bool:
    return spread(number, 100, "secret") < 3


class Ground:
    """The municipality, written once, and `numbers`: the rows to write now."""

    def __init__(self) -> None:
        self.frame = data.Frame()
        self.person = self.frame.person
        self.numbers = range(0)
        committees = [
            Body(key=f"namnd-{n}", name=f"Nämnd {n}", kind=BodyKind.COMMITTEE, series_prefix=f"N{n}")
            for n in range(1, BODIES)
        ]
        Body.objects.bulk_create(committees)
        self.bodies = list(Body.objects.order_by("pk").values_list("pk", flat=True))
        self.keys: dict[type[models.Model], Sequence[Any]] = {
            Unit: self.frame.units,
            Body: self.bodies,
            Person: [self.person.pk],
            Policy: [self.frame.policy.pk],
            Country: self.frame.countries,
        }
        Appointment.objects.create(
            person=self.person, function=Function.SECRETARY, body=self.frame.board, starts_on=FROM
        )
        Appointment.objects.create(person=self.person, function=Function.ADMINISTRATOR, starts_on=FROM)

    def engagements(self) -> None:
        """The ones the rows hang on: each of the five areas' tables has a row for every one."""
        secret = {False: Confidentiality.OPEN, True: Confidentiality.CONFIDENTIAL}
        self.many(
            Engagement, title=text, search_text=small, area=lambda n: data.AREAS[n % 10],
            status=one_of(data.STATUSES, "status"), starts_on=day("starts", days=2870), created_at=NOW, changed_at=NOW,
            reference_number=lambda n: f"KS 2026/{n:06d}", published=lambda n: spread(n, 5, "published") == 0,
            confidentiality=lambda n: secret[is_secret(n)],
            confidentiality_ground=lambda n: "OSL 15:1" if is_secret(n) else "",
        )  # fmt: skip
        self.many(Engagement.themes.through, theme_id=one_of(self.frame.themes, "theme"))
        self.many(Engagement.countries.through)

    def many(self, model: type[models.Model], of: Iterable[int] | None = None, **said: Any) -> None:
        """A row of `model` for each number. What is not said is left at its default, or made up from the number where
        the column has none; a foreign key goes to the row of the same number."""
        fields = model._meta.concrete_fields
        makers = [self._column(field, said.pop(field.attname, UNSAID)) for field in fields]
        if said:
            raise ValueError(f"{model.__name__} has no {', '.join(said)}")
        rows = ([make(number) for make in makers] for number in (self.numbers if of is None else of))
        with transaction.atomic():
            write(model, fields, rows)

    def _column(self, field: Any, said: Any) -> Callable[[int], Any]:
        """What the column holds in the row of a number, as the database wants it."""
        if said is UNSAID and field.primary_key and field.remote_field is None:
            return lambda number: number
        if said is UNSAID and (getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)):
            said = NOW if isinstance(field, models.DateTimeField) else TODAY
        if said is UNSAID and not _asks(field):
            said = None if field.null and not field.has_default() else field.get_default()
        if said is UNSAID:
            said = self._maker(field)
        if not callable(said):
            kept = field.get_db_prep_save(said, connection)
            return lambda _number: kept
        database = connections[connection.alias]

        def value(number: int) -> Any:
            made = said(number)
            return made if type(made) in AS_IT_IS else field.get_db_prep_save(made, database)

        return value

    def _maker(self, field: Any) -> Callable[[int], Any]:
        if field.is_relation:
            keys = self.keys.get(field.related_model)
            return one_of(keys, field.name) if keys else lambda number: number
        if field.choices:
            return one_of([value for value, _label in field.flatchoices if value], field.name)
        if isinstance(field, models.DateTimeField):
            return moment(field.name)
        if isinstance(field, models.DateField):
            return day(field.name)
        if isinstance(field, models.BooleanField):
            return lambda number: bool(spread(number, 2, field.name))
        if isinstance(field, models.IntegerField | models.DecimalField):
            return lambda number: 1 + spread(number, 900, field.name)
        if isinstance(field, models.SlugField):
            return lambda number: f"{field.model.__name__.lower()}-{number}"
        return lambda number: text(number)[: field.max_length]


def _asks(field: Any) -> bool:
    """Whether a row cannot be without this column being said."""
    if field.null or field.auto_created or field.default is not NOT_PROVIDED:
        return False
    return not (field.blank and field.empty_strings_allowed) or bool(field.choices and not field.blank)


def write(model: type[models.Model], fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Straight into the table, which is some ten times as quick as objects of the model."""
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(fields))})", rows)


def settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
