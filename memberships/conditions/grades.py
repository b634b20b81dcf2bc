"""A grade's conditions held against what the city is, and the exception from them (STR-01, STR-04)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from engagements.models import Country
from governance import rulebook
from memberships.models import Grade, Membership, Population

GRADE = "membership.grade-condition"
HOME = "SE"


def meets(grade: Grade, population: Population | None, *, in_eu: bool = True) -> bool | None:
    """What can be counted of a grade's conditions; None when nothing of it can, or the population is not known."""
    if grade.within_eu and not in_eu:
        return False
    if grade.least_population is None:
        return True if grade.within_eu and not grade.condition else None
    if population is None:
        return None
    return population.inhabitants >= grade.least_population


def in_eu() -> bool:
    """Whether the city's own country is in the union; so it is where no register of countries is loaded."""
    home = Country.objects.filter(pk=HOME).values_list("eu", flat=True).first()
    return home is None or home or not Country.objects.filter(eu=True).exists()


@condition
def grade_allows(membership: Membership, policy: Any) -> list[Finding]:
    """The grade's conditions are met, or the reason for the exception is recorded.

    What can be counted is held against the city's population; the rest is what was assessed by hand.
    """
    grade = membership.grade
    if grade is None or not (grade.least_population or grade.within_eu or grade.condition):
        return []
    population = Population.objects.first() if grade.least_population else None
    counted = meets(grade, population, in_eu=in_eu() if grade.within_eu else True)
    met = membership.meets_condition if counted is None else counted
    if met or membership.grade_exception.strip():
        return []
    return rulebook.judge(
        policy, GRADE, _message(grade, population, counted), unit=membership.engagement.responsible_unit
    )


@condition
def exception_says_who(membership: Membership) -> list[Finding]:
    """An exception from a grade's conditions says who allowed it (STR-04)."""
    if not membership.grade_exception.strip() or membership.grade_exception_by.strip():
        return []
    message = _("Skriv vem som medgav undantaget från medlemsgradens villkor, till exempel organisationens styrelse.")
    return [Finding("membership.exception-by", message, clause="STR-04")]


def condition_of(grade: Grade) -> str:
    if grade.condition:
        return grade.condition
    parts = []
    if grade.least_population:
        parts.append(_("minst %(number)s invånare") % {"number": grade.least_population})
    if grade.within_eu:
        parts.append(_("inom EU"))
    return ", ".join(parts)


def _message(grade: Grade, population: Population | None, counted: bool | None) -> str:
    if counted is False and population is not None:
        message = _(
            "Medlemsgraden %(grade)s har villkor: %(condition)s. Staden har %(number)s invånare (%(year)s). Skriv "
            "skälet till undantag och vem som medgav det."
        )
        numbers = {"number": population.inhabitants, "year": population.year}
        return message % {"grade": grade.name, "condition": condition_of(grade), **numbers}
    message = _(
        "Medlemsgraden %(grade)s har villkor: %(condition)s. Ange att de är uppfyllda, eller skälet till undantag."
    )
    return message % {"grade": grade.name, "condition": condition_of(grade)}
