from monitoring.models.dossier import Dossier

__all__ = ["Dossier"]
