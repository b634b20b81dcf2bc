"""Why a page did not become a PDF."""

from enum import StrEnum


class Reason(StrEnum):
    TIMEOUT = "timeout"
    MEMORY = "memory"
    REFUSED_URL = "refused_url"
    BROKEN = "broken"


class RenderFailed(Exception):
    """No PDF was made and nothing was written. `reason` is for the program, the message for the log."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        self.message = message
