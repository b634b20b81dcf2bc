from monitoring.models.consultation import Consultation
from monitoring.models.dossier import Dossier

__all__ = ["Consultation", "Dossier"]
