"""A register out as a spreadsheet and in again: what each area exchanges, and how.

Areas register theirs in AppConfig.ready(); this package knows none of them.
"""

from engagements.exchange.registry import Column, Register, all_registers, find, register

__all__ = ["Column", "Register", "all_registers", "find", "register"]
