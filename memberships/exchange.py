"""The register of memberships as a table: out, and in again through the area's actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.rules import Finding, Refused
from engagements.enums import AreaKey, Status
from engagements.exchange import Column, Register, spine_rows
from engagements.exchange.columns import arranged, plain, spine, with_spine
from engagements.exchange.kinds import Choice, Text, Whole, YesNo
from engagements.models import Engagement
from engagements.querysets import open_or_granted
from memberships import actions, conditions
from memberships.enums import MembershipKind
from memberships.models import Membership
from memberships.selectors.register import filtered

YEAR = Whole(1800, 2100)
OWN = (
    "meets_condition", "grade_exception", "grade_exception_by", "member_since", "fee", "fee_currency",
    "participation_note",
)  # fmt: skip
DESCRIBED = ("long_name", "founded", "purpose", "members", "open_to", "congress")


def _of_organisation(name: str) -> Any:
    return lambda row: getattr(row.organisation, name)


COLUMNS = arranged(
    spine(title=False),
    "id",
    "reference_number",
    Column("organisation", _("Organisation"), Text(160), _of_organisation("name"), required=True, once=True),
    plain("kind", _("Slag"), Choice(lambda: MembershipKind.choices), required=True, once=True),
    "responsible_unit",
    "status",
    plain("member_since", _("Medlem sedan (år)"), YEAR),
    Column("through", _("Hålls genom medlemskap i"), Text(160), lambda row: row.through_name, names_row=True),
    Column("grade", _("Medlemsgrad"), Text(80), lambda row: row.grade.name if row.grade else ""),
    Column(
        "grade_condition", _("Medlemsgradens villkor"), Text(250), lambda row: row.grade.condition if row.grade else "",
    ),
    plain("meets_condition", _("Uppfyller staden villkoren?"), YesNo(empty=None)),
    plain("grade_exception", _("Skäl till undantag från villkoren"), Text(250)),
    plain("grade_exception_by", _("Undantaget medgavs av"), Text(160)),
    plain("fee", _("Årsavgift"), Whole()),
    plain("fee_currency", _("Valuta"), Text(3)),
    plain("participation_note", _("Om deltagandet"), Text(lines=True)),
    Column("long_name", _("Fullständigt namn"), Text(200), _of_organisation("long_name")),
    Column("founded", _("Grundad (år)"), YEAR, _of_organisation("founded")),
    Column("purpose", _("Ändamål"), Text(lines=True), _of_organisation("purpose")),
    Column("members", _("Medlemmar"), Text(200), _of_organisation("members")),
    Column("open_to", _("Riktar sig till"), Text(250), _of_organisation("open_to")),
    Column("congress", _("Kongress"), Text(160), _of_organisation("congress")),
    Column("organisation_note", _("Om organisationen"), Text(lines=True), _of_organisation("note")),
)  # fmt: skip


def rows(person: Any, asked: dict[str, str]) -> QuerySet[Membership]:
    """What a membership is held through is named only for who may see that membership."""
    found = filtered(Membership.objects.visible_to(person), asked, timezone.localdate())
    seen = When(Q(through__isnull=False) & open_or_granted(person, "through__engagement__"), then=F(THROUGH))
    named = found.annotate(through_name=Case(seen, default=Value(""), output_field=CharField()))
    return with_spine(named.select_related("organisation", "grade")).order_by("organisation__name", "pk")


THROUGH = "through__organisation__name"


def identity(values: dict[str, Any]) -> tuple | None:
    """One city-wide membership an organisation, one sector membership a unit."""
    name, kind, unit = values.get("organisation"), values.get("kind"), values.get("responsible_unit")
    if not name or not kind or (kind == MembershipKind.SECTOR and not unit):
        return None
    return (name.casefold(), kind, unit if kind == MembershipKind.SECTOR else None)


def identities(person: Any) -> Iterable[tuple[int, tuple]]:
    seen = Membership.objects.visible_to(person).values_list(
        "pk", "organisation__name", "kind", "engagement__responsible_unit"
    )
    for pk, name, kind, unit in seen:
        yield pk, (" ".join(name.casefold().split()), kind, unit if kind == MembershipKind.SECTOR else None)


def known_names(person: Any) -> set[str]:
    return set(Membership.objects.visible_to(person).values_list("organisation__name", flat=True))


def create(values: dict[str, Any], by: Any) -> Engagement:
    """A proposal; one that stands already says when and by which body it was decided (GBG-O2)."""
    unit = spine_rows.unit_of(values)
    membership = actions.register_membership(
        organisation=values["organisation"],
        kind=values["kind"],
        responsible_unit=unit,
        member_since=values.get("member_since"),
        fee=values.get("fee"),
        spine=spine_rows.given(values),
        by=by,
    )
    if values.get("status", Status.PROPOSED) not in {"", Status.PROPOSED}:
        asked = {"member": True, "decided": values.get("source", "")}
        found = conditions.ready_to_register(membership.organisation, membership.kind, unit, **asked)
        _refuse([finding for finding in found if finding.code == "membership.decided-by"])
    return membership.engagement


def _refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(found)


def change(row: Membership, values: dict[str, Any], by: Any) -> None:
    own = {key: values[key] for key in OWN if key in values}
    if "through" in values:
        wanted = Membership.objects.visible_to(by).filter(organisation__name__iexact=values["through"])
        own["through"] = wanted.exclude(pk=row.pk).order_by("kind", "pk").first() if values["through"] else None
    if "grade" in values:
        own |= {"grade": values["grade"] or None, "grade_condition": values.get("grade_condition", "")}
    elif "grade_condition" in values:
        message = _now("Villkoren hör till medlemsgraden i organisationen och ändras inte genom en fil.")
        _refuse([Finding("membership.grade-condition-fixed", message)])
    fields = spine_rows.changed(values)
    if own or fields:
        engagement = row.engagement
        actions.change_membership(membership=row, version=engagement.version, spine=fields, by=by, **own)
    facts = {key: values[key] for key in DESCRIBED if key in values}
    if "organisation_note" in values:
        facts["note"] = values["organisation_note"]
    if facts:
        actions.describe_organisation(organisation=row.organisation, by=by, **facts)
    spine_rows.move(row.engagement, values, by)


REGISTER = Register(
    area=AreaKey.MEMBERSHIPS,
    title=_("Organisationer och nätverk"),
    list_url="memberships:organisation_list",
    columns=COLUMNS,
    rows=rows,
    identity=identity,
    identities=identities,
    create=create,
    change=change,
    known_names=known_names,
    name_of=lambda values: values.get("organisation", ""),
)
