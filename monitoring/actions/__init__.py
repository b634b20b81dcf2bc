"""Every write of monitoring that means something."""

from monitoring.actions.dossiers import OWN, change_dossier, register_dossier

__all__ = ["OWN", "change_dossier", "register_dossier"]
