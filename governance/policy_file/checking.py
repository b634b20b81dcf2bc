"""What a policy file must also fulfil: names that exist, one of each that there can be only one of, and the law."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance import matter_names, route_law, rulebook
from governance.enums import BodyKind
from governance.policy_file.facts import PolicyFile, RouteFacts, StepFacts
from governance.policy_file.problems import Problems

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


def check(file: PolicyFile, problems: Problems) -> None:
    """Add every problem to `problems`."""
    for name in ("bodies", "units", "aims", "themes"):
        _keys(name, [row.key for row in getattr(file, name)], problems)
    _unique("rules", "code", [rule.code for rule in file.rules], problems)
    _unique("routes", "matter", [route.matter for route in file.routes], problems)
    _periods(file, problems)
    _organisation(file, problems)
    _rules(file, problems)
    for number, route in enumerate(file.routes):
        _route(file, route, f"routes[{number}]", problems)


def _keys(name: str, keys: list[str], problems: Problems) -> None:
    for number, key in enumerate(keys):
        if not SLUG.match(key):
            problems.add(f"{name}[{number}].key", _("Nycklar skrivs med a-z, siffror och bindestreck."))
    _unique(name, "key", keys, problems)


def _unique(name: str, field: str, values: Iterable[str], problems: Problems) -> None:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            problems.add(f"{name}[{number}].{field}", _("”%s” står mer än en gång.") % value)
        seen.add(value)


def _periods(file: PolicyFile, problems: Problems) -> None:
    if file.policy.term_ends_on < file.policy.term_starts_on:
        problems.add("policy.term_ends_on", _("Mandatperioden slutar innan den börjar."))


def _organisation(file: PolicyFile, problems: Problems) -> None:
    kinds = [body.kind for body in file.bodies]
    if kinds.count(BodyKind.COUNCIL) != 1:
        problems.add("bodies", _("Det ska finnas precis ett organ av slaget council (kommunfullmäktige)."))
    if kinds.count(BodyKind.EXECUTIVE_BOARD) != 1:
        problems.add("bodies", _("Det ska finnas precis ett organ av slaget executive_board (kommunstyrelse)."))
    if [unit.coordinating for unit in file.units].count(True) != 1:
        problems.add("units", _("Precis en enhet ska vara samordnande (coordinating = true)."))
    bodies = {body.key for body in file.bodies}
    for number, unit in enumerate(file.units):
        if unit.serves and unit.serves not in bodies:
            problems.add(f"units[{number}].serves", _("Organet ”%s” finns inte i filen.") % unit.serves)
    if not file.aims:
        problems.add("aims", _("Policyn anger inga inriktningar."))


def _rules(file: PolicyFile, problems: Problems) -> None:
    unknown = set(rulebook.unknown(rule.code for rule in file.rules))
    for number, rule in enumerate(file.rules):
        if rule.code in unknown:
            problems.add(f"rules[{number}].code", _("Ingen del av Utblick känner regeln ”%s”.") % rule.code)


def _route(file: PolicyFile, route: RouteFacts, path: str, problems: Problems) -> None:
    if route.matter not in matter_names.known():
        problems.add(f"{path}.matter", _("Ingen del av Utblick känner ärendetypen ”%s”.") % route.matter)
    kinds = {body.key: body.kind for body in file.bodies}
    units = {unit.key for unit in file.units}
    for number, step in enumerate(route.steps):
        _place(step, f"{path}.steps[{number}]", kinds, units, problems)
    steps = [route_law.Step(step.role, kinds.get(step.body, ""), bool(step.unit)) for step in route.steps]
    for finding in route_law.findings(steps, council_reserved=route.council_reserved):
        support = f" ({finding.clause})" if finding.clause else ""
        problems.add(f"{path}.steps", f"{route.matter}: {finding.message}{support}")


def _place(step: StepFacts, path: str, kinds: dict[str, str], units: set[str], problems: Problems) -> None:
    if step.body and step.unit:
        problems.add(path, _("Ett steg har antingen ett organ eller en enhet, inte båda."))
    if step.body and step.body not in kinds:
        problems.add(f"{path}.body", _("Organet ”%s” finns inte i filen.") % step.body)
    if step.unit and step.unit not in units:
        problems.add(f"{path}.unit", _("Enheten ”%s” finns inte i filen.") % step.unit)
