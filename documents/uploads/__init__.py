"""What may come in. `inspect` looks at the bytes, never at what the browser says they are."""

from documents.uploads.reception import ACCEPT, MAX_SIZE, Accepted, inspect
from documents.uploads.refusal import UploadRefused

__all__ = ["ACCEPT", "MAX_SIZE", "Accepted", "UploadRefused", "inspect"]
