"""What a paper or an evaluation says, as one hash: two with the same hash read the same, and give the same PDF."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from reviews.models import Evaluation, PositionPaper


def hash_of(obj: PositionPaper | Evaluation) -> str:
    content = _paper(obj) if isinstance(obj, PositionPaper) else _evaluation(obj)
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _record(obj: PositionPaper | Evaluation) -> list[Any]:
    return [obj._meta.label_lower, obj.pk, obj.title, obj.reference_number, obj.adopted_on, obj.case_id]


def _paper(paper: PositionPaper) -> list[Any]:
    sections = [[section.key, section.text] for section in paper.sections.all()]
    return [*_record(paper), paper.number, paper.builds_on_id, paper.conclusions, sections]


def _evaluation(evaluation: Evaluation) -> list[Any]:
    sections = [
        [each.kind, each.engagement_id, each.aim_id, each.text, each.score, each.result_score]
        for each in evaluation.sections.all()
    ]
    recommended = [
        [each.engagement_id, each.kind, each.text, each.effective_on] for each in evaluation.recommendations.all()
    ]
    period = [evaluation.starts_on, evaluation.ends_on, evaluation.commissioned_by, evaluation.board_conclusions]
    return [*_record(evaluation), *period, sections, recommended, evaluation.figures]
