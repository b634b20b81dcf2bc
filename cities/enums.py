from django.db import models
from django.utils.translation import gettext_lazy as _


class RelationKind(models.TextChoices):
    TWIN_TOWN = "twin_town", _("Vänort")
    PARTNER_CITY = "partner_city", _("Partnerstad")
    COOPERATION_CITY = "cooperation_city", _("Samarbetsort")


class Happening(models.TextChoices):
    RELATION_REGISTERED = "city.registered", _("Stadsrelationen registrerades")
    RELATION_CHANGED = "city.changed", _("Stadsrelationen ändrades")
    RELATION_BEGAN = "city.began", _("Avtalet trädde i kraft")
    AGREEMENT_AMENDED = "city.amended", _("En ändring av avtalet noterades")
    AGREEMENT_CHANGED = "city.agreement_changed", _("Ändringen av avtalet trädde i kraft")
