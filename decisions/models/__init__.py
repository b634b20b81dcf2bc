from decisions.models.case import Case, CaseStep
from decisions.models.decision import Decision, Effect, Proposal

__all__ = ["Case", "CaseStep", "Decision", "Effect", "Proposal"]
