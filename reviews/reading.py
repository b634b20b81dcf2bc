"""A paper and an evaluation as they are read: one shape for the page and for the PDF, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from documents.charts import Bars, bars_with_table, number
from engagements.goals import Goal
from memberships.enums import DeclineReason
from reviews.enums import ReportSectionKind as Kind
from reviews.models import Evaluation, EvaluationSection, PaperSection, PositionPaper, Recommendation


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    id: str
    text: str


@dataclass(frozen=True)
class PaperReading:
    paper: PositionPaper
    sections: Sequence[PaperSection]

    @property
    def contents(self) -> list[Entry]:
        entries = [Entry(section.key, str(section.get_key_display())) for section in self.sections]
        return [*entries, Entry("underlag", _("Vad versionen bygger på"))] if self.paper.builds_on else entries


def read_paper(paper: PositionPaper) -> PaperReading:
    return PaperReading(paper, list(paper.sections.all()))


@dataclass(frozen=True)
class Score:
    aim: str
    participation: int | None
    result: int | None
    text: str


@dataclass(frozen=True)
class Chapter:
    """What the report says of one engagement, with the figures behind it."""

    id: int
    title: str
    figures: dict[str, Any]
    background: str
    participation: str
    results: str
    scores: Sequence[Score]
    activities: Sequence[dict[str, Any]]
    recommendations: Sequence[Recommendation]

    @property
    def staff(self) -> int:
        """Managers and officials together."""
        return self.figures["managers"] + self.figures["officials"]

    def _mean(self, which: str) -> str:
        given = [value for score in self.scores if (value := getattr(score, which))]
        return number(round(sum(given) / len(given), 1)) if given else "–"

    @property
    def mean_participation(self) -> str:
        return self._mean("participation")

    @property
    def mean_result(self) -> str:
        return self._mean("result")


@dataclass(frozen=True)
class EvaluationReading:
    evaluation: Evaluation
    chapters: Sequence[Chapter]
    analysis: str
    conclusions: str
    recommendations: Sequence[Recommendation]
    aims: Sequence[str] = field(default_factory=tuple)

    @cached_property
    def chart(self) -> Any:
        rows = [(chapter.title, chapter.figures["activities"]) for chapter in self.chapters]
        description = _("En stapel per engagemang. Flest aktiviteter har det med längst stapel.")
        bars = Bars(_("Aktiviteter per engagemang"), description, _("aktiviteter"), rows, _("Engagemang"))
        return bars_with_table(bars, id=f"aktiviteter-{self.evaluation.pk}")

    @property
    def goals(self) -> list[dict[str, Any]]:
        """Contribution per global goal (NKP-02)."""
        rows = self.evaluation.figures["goals"]
        names = {goal.value: f"{goal.value}. {goal.label}" for goal in Goal}
        return [row | {"name": names[row["key"]], "who": ", ".join(row["engagements"])} for row in rows]

    @property
    def themes(self) -> list[dict[str, Any]]:
        """By theme across engagements (STR-05)."""
        rows = self.evaluation.figures["themes"]
        return [row | {"name": row["key"], "who": ", ".join(row["engagements"])} for row in rows]

    @property
    def declined(self) -> list[dict[str, Any]]:
        """Invitations declined in the period, with how often for which reason (STR-13)."""
        labels, rows = dict(DeclineReason.choices), []
        for chapter in self.chapters:
            reasons = chapter.figures.get("declined") or {}
            said = [f"{str(labels[reason]).lower()} {number}" for reason, number in sorted(reasons.items())]
            rows.append({"title": chapter.title, "number": sum(reasons.values()), "why": ", ".join(said)})
        return [row for row in rows if row["number"]]

    @property
    def totals(self) -> dict[str, int]:
        names = ["activities", "politicians", "managers", "officials", "political_occasions", "with_result", "travel"]
        names += ["cost", "spent", "hours", "fee"]
        return {name: sum(chapter.figures[name] for chapter in self.chapters) for name in names}

    @property
    def contents(self) -> list[Entry]:
        entries = [
            Entry("om", _("Om utvärderingen")),
            Entry("bakgrund", _("Bakgrund")),
            Entry("deltagande", _("Deltagande")),
            Entry("resultat", _("Resultat")),
            Entry("bedomning", _("Bedömning per inriktning")),
            Entry("analys", _("Sammanfattande analys")),
            Entry("slutsatser", _("Slutsatser och rekommendationer")),
        ]
        if self.evaluation.board_conclusions:
            entries.append(Entry("beslut", _("Beslut")))
        return [*entries, Entry("bilaga", _("Bilaga: aktiviteter och kostnader"))]


def read_evaluation(evaluation: Evaluation) -> EvaluationReading:
    """Two queries: sections and recommendations. Everything counted comes from the stored figures."""
    sections = list(evaluation.sections.select_related("aim"))
    recommendations = list(evaluation.recommendations.select_related("engagement", "case"))
    chapters = [
        _chapter(row, evaluation.figures, sections, recommendations) for row in evaluation.figures["engagements"]
    ]
    whole = {section.kind: section.text for section in sections if section.engagement_id is None}
    aims = list(dict.fromkeys(section.aim.name for section in sections if section.aim))
    return EvaluationReading(
        evaluation=evaluation,
        chapters=chapters,
        analysis=whole.get(Kind.ANALYSIS, ""),
        conclusions=whole.get(Kind.CONCLUSIONS, ""),
        recommendations=recommendations,
        aims=aims,
    )


def _chapter(
    row: dict[str, Any],
    figures: dict[str, Any],
    sections: Sequence[EvaluationSection],
    recommendations: Sequence[Recommendation],
) -> Chapter:
    own = [section for section in sections if section.engagement_id == row["id"]]
    texts = {section.kind: section.text for section in own if section.aim_id is None}
    scores = [
        Score(section.aim.name, section.score, section.result_score, section.text) for section in own if section.aim
    ]
    activities = [
        each | {"on": date.fromisoformat(each["on"]) if each["on"] else None, "amount": number(each["cost"])}
        for each in figures["activities"]
        if each["engagement"] == row["id"]
    ]
    return Chapter(
        id=row["id"],
        title=row["title"],
        figures=row,
        background=texts.get(Kind.BACKGROUND, ""),
        participation=texts.get(Kind.PARTICIPATION, ""),
        results=texts.get(Kind.RESULTS, ""),
        scores=scores,
        activities=activities,
        recommendations=[each for each in recommendations if each.engagement_id == row["id"]],
    )
