from visits.models.visit import Visit

__all__ = ["Visit"]
