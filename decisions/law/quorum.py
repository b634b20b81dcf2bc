"""How many it takes: the quorum, a minority's right, and the outcome of a vote."""

from __future__ import annotations

from governance.enums import BodyKind


def quorum_met(kind: str, seats: int, present: int, conflicted: int) -> bool:
    """More than half of the members (KL 5:45, 6:27).

    `present` take part in deciding; `conflicted` are those left out by a conflict of interest, in whose place nobody
    serves. The council may handle the item although the conflict takes it below the number (KL 5:46). In a committee
    who has a conflict may not even be present (KL 6:30), so is not counted (KL 6:27).
    """
    counted = present + conflicted if kind == BodyKind.COUNCIL else present
    return 2 * counted > seats


def minority_needed(present: int) -> int:
    """At least a third of the members present, whole people: ceil(N / 3) (KL 5:50)."""
    return -(-present // 3)


def minority_has_right(kind: str, *, election: bool = False, used: bool = False) -> bool:
    """A third may have a matter tabled or returned: in the council only (KL 5:50; in a committee simple majority,
    KL 6:33), never in an election, and not when a minority has already had this matter tabled or returned."""
    return kind == BodyKind.COUNCIL and not election and not used


def needs_chair(yes: int, no: int) -> bool:
    """A tie is broken by the chair's casting vote (KL 5:56)."""
    return yes == no


def winner(yes: int, no: int, chair_says: str = "") -> str:
    """ "yes" or "no" by simple majority (KL 5:55), at a tie what the chair says (KL 5:56), empty while that is unsaid.

    In an election a tie is settled by lot (KL 5:56), whose outcome takes the place of what the chair says.
    """
    if yes != no:
        return "yes" if yes > no else "no"
    return chair_says if chair_says in {"yes", "no"} else ""
