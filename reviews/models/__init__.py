from reviews.models.evaluation import Evaluation, EvaluationSection, EvaluationSubject, Recommendation
from reviews.models.paper import PaperSection, PositionPaper

__all__ = [
    "Evaluation",
    "EvaluationSection",
    "EvaluationSubject",
    "PaperSection",
    "PositionPaper",
    "Recommendation",
]
