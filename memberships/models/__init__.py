from memberships.models.declaration import Declaration
from memberships.models.forum import Forum, ForumParticipation
from memberships.models.membership import IndirectRepresentation, Membership
from memberships.models.organisation import Grade, Organisation
from memberships.models.seat import Candidature, Seat

__all__ = [
    "Candidature",
    "Declaration",
    "Forum",
    "ForumParticipation",
    "Grade",
    "IndirectRepresentation",
    "Membership",
    "Organisation",
    "Seat",
]
