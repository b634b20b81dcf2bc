"""Every write that means something in the spine. Keyword-only, atomic, one event each."""

from engagements.actions.access import note_reading, revoke, share
from engagements.actions.assessment import assess, publish, unpublish
from engagements.actions.drafts import add_attachment, discard, restore, save_draft
from engagements.actions.handling import accept, confirm, return_activity, submit
from engagements.actions.inbox import take_care
from engagements.actions.links import link, unlink
from engagements.actions.registration import change, register
from engagements.actions.resources import record_resource
from engagements.actions.status import begin, decline, end, rest

__all__ = [
    "accept",
    "add_attachment",
    "assess",
    "begin",
    "change",
    "confirm",
    "decline",
    "discard",
    "end",
    "link",
    "note_reading",
    "publish",
    "record_resource",
    "register",
    "rest",
    "restore",
    "return_activity",
    "revoke",
    "save_draft",
    "share",
    "submit",
    "take_care",
    "unlink",
    "unpublish",
]
