from decisions.models.carrying_out import Assignment, CaseAnnex
from decisions.models.case import Case, CaseStep
from decisions.models.decision import Decision, Effect, Proposal
from decisions.models.delegation import DelegatedDecision, DelegationOrder, DelegationRule
from decisions.models.meeting import AgendaItem, ConflictOfInterest, Meeting, Presence
from decisions.models.minutes import Minutes, MinutesCorrection, MinutesSignature
from decisions.models.notice_board import Appeal, BoardCheck, BoardNotice
from decisions.models.referral import Answer, Referral
from decisions.models.voting import Ballot, Dissent, NamedVote

__all__ = [
    "AgendaItem",
    "Answer",
    "Appeal",
    "Assignment",
    "Ballot",
    "BoardCheck",
    "BoardNotice",
    "Case",
    "CaseAnnex",
    "CaseStep",
    "ConflictOfInterest",
    "Decision",
    "DelegatedDecision",
    "DelegationOrder",
    "DelegationRule",
    "Dissent",
    "Effect",
    "Meeting",
    "Minutes",
    "MinutesCorrection",
    "MinutesSignature",
    "NamedVote",
    "Presence",
    "Proposal",
    "Referral",
]
