from monitoring.models.ally import Ally
from monitoring.models.consultation import Consultation
from monitoring.models.contact import InstitutionContact
from monitoring.models.dossier import Dossier
from monitoring.models.feed import FeedSource, ImportBatch
from monitoring.models.network import EuOffice, FieldWatch
from monitoring.models.plan import MonitoringPlan, PlanItem
from monitoring.models.position import Position
from monitoring.models.signal import Signal
from monitoring.models.stage import DossierNote, StageChange

__all__ = [
    "Ally",
    "Consultation",
    "Dossier",
    "DossierNote",
    "EuOffice",
    "FeedSource",
    "FieldWatch",
    "ImportBatch",
    "InstitutionContact",
    "MonitoringPlan",
    "PlanItem",
    "Position",
    "Signal",
    "StageChange",
]
