from core.models.event import Event
from core.models.job import Job
from core.models.notice import Notice
from core.models.record import Record
from core.models.series import Series

__all__ = ["Event", "Job", "Notice", "Record", "Series"]
