"""A first text of each part of an evaluation, in the shape of the 2011 report (STR-15), from the stored figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from engagements.models import Engagement
from governance.models import Aim
from reviews.drafting import background
from reviews.drafting.words import day, enumeration, kronor, paragraphs, points, sentence
from reviews.enums import ReportSectionKind as Kind
from reviews.models import Evaluation, EvaluationSection


def sections(evaluation: Evaluation, engagements: Sequence[Engagement], aims: Sequence[Aim]) -> list[EvaluationSection]:
    """Unsaved sections in their order: each engagement's, then the assessment per aim, then the whole's."""
    memberships = background.memberships_of([each.pk for each in engagements])
    rows = {row["id"]: row for row in evaluation.figures["engagements"]}
    made: list[EvaluationSection] = []

    def add(kind: Kind, text: str, engagement: Engagement | None = None, aim: Aim | None = None) -> None:
        made.append(
            EvaluationSection(
                evaluation=evaluation, kind=kind, engagement=engagement, aim=aim, text=text, order=len(made)
            )
        )

    with override("sv"):
        for each in engagements:
            add(Kind.BACKGROUND, background.about(each, memberships.get(each.pk)), each)
        for each in engagements:
            add(Kind.PARTICIPATION, _participation(rows[each.pk]), each)
        for each in engagements:
            add(Kind.RESULTS, _results(evaluation.figures, each.pk), each)
        for each in engagements:
            for aim in aims:
                add(Kind.ASSESSMENT, _assessment(rows[each.pk], aim), each, aim)
        add(Kind.ANALYSIS, _analysis(evaluation))
        add(Kind.CONCLUSIONS, "")
    return made


def _participation(row: dict[str, Any]) -> str:
    if not row["activities"]:
        return "Inga aktiviteter är rapporterade under perioden."
    travel = f", varav {row['travel']} med resa" if row["travel"] else ", ingen av dem med resa"
    said = f"{_counted(row['activities'], 'aktivitet', 'aktiviteter')} är rapporterade under perioden{travel}."
    return paragraphs(
        said,
        f"Deltagande enheter: {enumeration(row['units'])}." if row["units"] else "",
        f"Forum och arbetsgrupper: {enumeration(row['forums'])}." if row["forums"] else "",
        _political(row),
    )


def _political(row: dict[str, Any]) -> str:
    if not row["political"]:
        return "Inga förtroendevalda deltog under perioden."
    lines = []
    for each in row["political"]:
        place = f", {each['body']}" if each["body"] else ""
        lines.append(f"{each['who']}{place}: {_counted(each['times'], 'tillfälle', 'tillfällen')}")
    occasions = _counted(row["political_occasions"], "aktivitet", "aktiviteter")
    return f"Förtroendevalda deltog i {occasions}:\n{points(lines)}"


def _results(figures: dict[str, Any], engagement_id: int) -> str:
    rows = [row for row in figures["activities"] if row["engagement"] == engagement_id]
    led_to = [
        f"{row['title']} ({day(date.fromisoformat(row['on']))}): {sentence(row['result'])}"
        for row in rows
        if row["result"].strip()
    ]
    if not led_to:
        return "Ingen rapporterad aktivitet anger vad den ledde till." if rows else ""
    return paragraphs(f"{len(led_to)} av {len(rows)} aktiviteter anger vad de ledde till:", points(led_to))


def _assessment(row: dict[str, Any], aim: Aim) -> str:
    count = row["aims"].get(str(aim.pk), 0)
    return f"{_counted(count, 'aktivitet', 'aktiviteter')} rapporterades mot inriktningen." if count else ""


def _analysis(evaluation: Evaluation) -> str:
    rows = evaluation.figures["engagements"]
    activities = sum(row["activities"] for row in rows)
    if not activities:
        return ""
    most = max(rows, key=lambda row: row["activities"])
    political = sum(row["political_occasions"] for row in rows)
    cost = sum(row["cost"] for row in rows)
    results = sum(row["with_result"] for row in rows)
    period = f"{day(evaluation.starts_on)}–{day(evaluation.ends_on)}"
    return paragraphs(
        f"Under perioden {period} rapporterades {_counted(activities, 'aktivitet', 'aktiviteter')} till en kostnad av "
        f"{kronor(cost)}. Flest aktiviteter, {most['activities']}, hade {most['title']}.",
        f"Förtroendevalda deltog i {political} av aktiviteterna. {results} av dem anger vad de ledde till.",
    )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
