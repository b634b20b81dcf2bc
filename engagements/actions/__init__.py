"""Every write that means something in the spine. Keyword-only, atomic, one event each."""

from engagements.actions.registration import change, register
from engagements.actions.status import begin, decline, end, rest

__all__ = ["begin", "change", "decline", "end", "register", "rest"]
