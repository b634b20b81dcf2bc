from projects.models.project import Project

__all__ = ["Project"]
