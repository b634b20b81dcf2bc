"""Every write of the decision chain that means something."""

from decisions.actions.deciding import decide, propose
from decisions.actions.effects import carry_out_due
from decisions.actions.preparing import open_case, prepare, put_forward, withdraw

__all__ = ["carry_out_due", "decide", "open_case", "prepare", "propose", "put_forward", "withdraw"]
