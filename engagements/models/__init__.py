from engagements.models.activity import Activity, Attachment, Attendance
from engagements.models.country import Country
from engagements.models.engagement import Engagement, EngagementAim, EngagementGoal, EngagementGrant, Participation
from engagements.models.inbox import InboxItem
from engagements.models.instruction_file import InstructionFile
from engagements.models.link import EngagementLink
from engagements.models.resource import ResourceLine

__all__ = [
    "Activity",
    "Attachment",
    "Attendance",
    "Country",
    "Engagement",
    "EngagementAim",
    "EngagementGoal",
    "EngagementGrant",
    "EngagementLink",
    "InboxItem",
    "InstructionFile",
    "Participation",
    "ResourceLine",
]
