"""What rows say, in the shape the law reads."""

from __future__ import annotations

from projects.law import AidFacts, Receiver
from projects.models import AidCountry, Project


def aid_facts(project: Project) -> AidFacts:
    """The aid of a project with the countries of its engagement; two queries."""
    aid = project.aid
    return AidFacts(
        forms=frozenset(aid.forms),
        receivers=receivers_of(project),
        permit=aid.permit,
        relief_organisation=aid.relief_organisation,
        emergency=aid.emergency,
        use_verified=aid.use_verified,
        sida_told_on=aid.sida_told_on,
    )


def receivers_of(project: Project) -> tuple[Receiver, ...]:
    """A country of the EEA receives none; of another it is known only when somebody has looked it up."""
    countries = [each for each in project.engagement.countries.all() if each.pk != "SE"]
    known = dict(AidCountry.objects.filter(country__in=countries).values_list("country_id", "receives"))
    return tuple(Receiver(str(each), known.get(each.pk, False if each.eea else None)) for each in countries)
