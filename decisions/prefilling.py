"""What the product already knows, written into a new decision basis so that nobody types it again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.dates import shown
from decisions import matters
from decisions.models import Case, CaseStep
from engagements.models import Engagement, ResourceLine
from governance.enums import StepRole

SOURCE_LANGUAGE = "sv"


def fill(case: Case, steps: Sequence[CaseStep]) -> list[str]:
    """Set what is empty among the case's texts, and say which were set. What somebody has written stays.

    Background, benefit, foreign-policy assessment and costs a year come from the engagement, how the case is prepared
    from its route. Nothing is saved here.
    """
    with override(SOURCE_LANGUAGE):
        known = {
            "background": case.engagement.background if case.engagement else "",
            "preparation": _preparation(case, steps),
            "matter_text": _matter(case),
        }
    filled = [name for name, text in known.items() if text.strip() and not getattr(case, name).strip()]
    for name in filled:
        setattr(case, name, known[name].strip())
    return filled


def _preparation(case: Case, steps: Sequence[CaseStep]) -> str:
    units = dict.fromkeys(str(step.unit) for step in steps if step.role == StepRole.PREPARE and step.unit)
    sentences = [_("Ärendet har beretts av %(units)s.") % {"units": _listed(list(units) or [str(case.unit)])}]
    does = {
        StepRole.PREPARE: _("%(body)s bereder ärendet."),
        StepRole.REFER: _("Ärendet remitteras innan det går vidare."),
        StepRole.PROPOSE: _("%(body)s lämnar förslag till beslut."),
        StepRole.DECIDE: _("%(body)s beslutar."),
        StepRole.CONFIRM: _("%(body)s fastställer beslutet."),
    }
    for step in steps:
        role = StepRole(step.role)
        if role in does and (step.body or role == StepRole.REFER):
            sentences.append(does[role] % {"body": step.body})
    clause = next((step.clause for step in steps if step.clause), "")
    if clause:
        sentences.append(_("Beslutsvägen följer %(clause)s.") % {"clause": clause})
    return " ".join(sentences)


def _matter(case: Case) -> str:
    name = str(matters.get(case.matter).name)
    if case.engagement is None:
        return _("Ärendet gäller: %(matter)s.") % {"matter": name}
    engagement = case.engagement
    parts = [_("Ärendet gäller: %(matter)s, %(title)s.") % {"matter": name, "title": engagement.title}]
    told = [
        (_("Nytta för staden"), engagement.benefit_city),
        (_("Nytta för motparten"), engagement.benefit_partner),
        (_("Utrikespolitisk bedömning"), engagement.foreign_policy_assessment),
        (_("Uppdrag eller ägardirektiv"), engagement.assignment),
        (_("Kostnader per år"), _costs(engagement)),
    ]
    parts += [f"{label}: {text.strip()}" for label, text in told if text.strip()]
    return "\n\n".join(parts)


def _costs(engagement: Engagement) -> str:
    """Planned and spent a year, in whole kronor; one query."""
    rows = ResourceLine.objects.filter(engagement=engagement).order_by("year").values_list("year")
    said = _("%(year)s planerat %(planned)s kr, utfall %(spent)s kr")
    lines = [
        said % {"year": year, "planned": _kronor(planned), "spent": _kronor(spent)}
        for year, planned, spent in rows.annotate(Sum("planned"), Sum("spent"))
        if planned or spent
    ]
    until = shown(engagement.ends_on)
    if lines and until:
        lines.append(_("engagemanget löper till %(day)s") % {"day": until})
    return "; ".join(lines) + "." if lines else ""


def _kronor(amount: int) -> str:
    return f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
