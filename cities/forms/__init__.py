from cities.forms.agreements import AgreementForm, DocumentForm, MoveForm, NoticeForm, SignForm, agreement_initial
from cities.forms.grants import ApplyForm, BudgetForm, DecideGrantForm, PayForm, ReportForm
from cities.forms.relations import AmendForm, RelationEditForm, RelationForm, TwinsForm, relation_initial

__all__ = [
    "AgreementForm",
    "AmendForm",
    "ApplyForm",
    "BudgetForm",
    "DecideGrantForm",
    "DocumentForm",
    "MoveForm",
    "NoticeForm",
    "PayForm",
    "RelationEditForm",
    "RelationForm",
    "ReportForm",
    "SignForm",
    "TwinsForm",
    "agreement_initial",
    "relation_initial",
]
